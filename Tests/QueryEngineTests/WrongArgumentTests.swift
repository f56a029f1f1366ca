import Diagnostics
import Foundation
import Testing

@testable import QueryEngine

/// The table of wrong arguments in docs/errors.md is what the engine does. With CQCQ_UPDATE set, it is written anew.
struct WrongArgumentTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/errors.md").standardized
    private static let (begin, end) = ("<!-- wrong arguments -->\n", "<!-- end of wrong arguments -->\n")

    @Test func pageSaysWhatIsDone() throws {
        let made = try Self.table()
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let start = try #require(text.range(of: Self.begin)), stop = try #require(text.range(of: Self.end))
        if ProcessInfo.processInfo.environment["CQCQ_UPDATE"] != nil {
            try (text[..<start.upperBound] + made + text[stop.lowerBound...]).write(to: Self.page, atomically: true, encoding: .utf8)
        } else {
            #expect(String(text[start.upperBound..<stop.lowerBound]) == made, "docs/errors.md is out of date: call this test with CQCQ_UPDATE=1")
        }
    }

    private struct Unexplained: Error {
        let names: String
        let row: WrongArguments.Row
    }

    private static func table() throws -> String {
        var groups: [(rows: [WrongArguments.Row], names: [String])] = []
        var swapped: [String] = []
        for operation in WrongArguments.operations {
            // None is left out for want of arguments that it takes.
            let rows = WrongArguments.rows(operation, try #require(try WrongArguments.right(operation), "\(operation.name)"))
            if rows.contains(WrongArguments.swappedUnnoticed) { swapped.append(operation.name) }
            let told = rows.filter { $0 != WrongArguments.swappedUnnoticed }
            if told.isEmpty { continue }
            if let index = groups.firstIndex(where: { $0.rows == told }) {
                groups[index].names.append(operation.name)
            } else {
                groups.append((told, [operation.name]))
            }
        }
        #expect(groups.count > 40 && groups.reduce(0) { $0 + $1.names.count } > 120)
        var lines = ["| of | argument | given | seen in the query | seen in a run | why |", "| --- | --- | --- | --- | --- | --- |"]
        for group in groups {
            for (index, row) in group.rows.enumerated() {
                let names = index == 0 ? group.names.map { "`\($0)`" }.joined(separator: ", ") : "″"
                guard let reason = reason(row) else { throw Unexplained(names: names, row: row) }
                lines.append("| \(names) | \(row.place) | \(words(row.samples)) | \(words(row.asText)) | \(words(row.asValue)) | \(reason) |")
            }
        }
        return lines.joined(separator: "\n") + "\n\nBoth arguments are of one type, so that nobody can notice that they are swapped: "
            + swapped.map { "`\($0)`" }.joined(separator: ", ") + ".\n"
    }

    /// `anything but a string`, where that is shorter.
    private static func words(_ samples: [String]) -> String {
        let rest = WrongArguments.kinds.map(\.words).filter { $0 != "null" && !samples.contains($0) }
        guard samples.count > 6, samples.count + rest.count == WrongArguments.kinds.count - 1 else { return samples.joined(separator: ", ") }
        return "anything but " + rest.joined(separator: ", ")
    }

    private static func words(_ outcome: WrongArguments.Outcome) -> String {
        switch outcome {
        case .taken: "taken"
        case .null: "null"
        case .fault(.compileTime, let category, let code): "before the run: \(category.rawValue), \(code)"
        case .fault(.runtime, let category, let code): "in the run: \(category.rawValue), \(code)"
        }
    }

    /// The number of the reason among those that stand above the table.
    private static func reason(_ row: WrongArguments.Row) -> Int? {
        switch (row.asText, row.asValue) {
        case (.fault(.compileTime, .syntaxError, "InvalidArgumentType"), .fault(.runtime, .typeError, "InvalidArgumentValue")): 1
        case (.fault(.compileTime, .syntaxError, "InvalidArgumentType"), .fault(.runtime, .typeError, "InvalidArgumentType")): 2
        case (.fault(.compileTime, _, "InvalidArgumentType"), .fault(.runtime, .typeError, _)): 3
        case (.fault(.runtime, .argumentError, "InvalidArgumentType"), .fault(.runtime, .argumentError, "InvalidArgumentType")): 4
        case (.fault(.runtime, .argumentError, let a), .fault(.runtime, .argumentError, let b)) where a == b: 5
        case (.fault(.runtime, .typeError, "InvalidArgumentValue"), .fault(.runtime, .typeError, "InvalidArgumentValue")): 6
        case (.null, .null): 7
        case (.taken, .taken): 8
        default: nil
        }
    }
}
