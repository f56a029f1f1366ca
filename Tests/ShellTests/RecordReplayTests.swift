import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

@testable import Shell

struct RecordReplayTests {
    /// A workspace is a file that anybody may change.
    @Test func aRecordHasACellForEachColumn() throws {
        var kept = KeptRecords(address: "a.csv", form: .records(RecordForm(hasHeader: true)))
        kept.header = ["a", "b"]
        kept.records = [[.string("1"), .null], [.string("2")], [.string("3"), .string("x"), .string("y")], [.integer(4), .string("z")]]
        let reader = try RecordReplay([kept]).open("a.csv", form: RecordForm(hasHeader: true))
        var records: [[String]] = []
        var cells: [String] = []
        while try reader.next({ cell in cells.append(cell.map { String(decoding: $0, as: UTF8.self) } ?? "-") }) {
            records.append(cells)
            cells = []
        }
        #expect(records == [["1", "-"], ["2", "-"], ["3", "x"], ["-", "z"]])
    }
}
