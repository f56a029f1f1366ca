@testable import PropertyGraph
import Testing

/// Bitmaps, dictionaries and columns with their indexes.
struct ColumnTests {
    @Test(arguments: [0, 1, 63, 64, 65, 200])
    func bitsAreThoseThatWereSet(_ count: Int) throws {
        let bitmap = Bitmap(count: count) { $0 % 3 == 0 }
        try bitmap.checkInvariants()
        for index in 0..<count { #expect(bitmap[index] == (index % 3 == 0)) }
    }

    @Test func stringsKeepTheirCodes() throws {
        var builder = StringDictionaryBuilder()
        // The two spellings of é are different strings.
        let texts = ["", "a", "b", "a", "é", "e\u{301}", "\0", String(repeating: "x", count: 1000)] + (0..<500).map { "t\($0 % 250)" }
        let codes = texts.map { builder.code(of: $0) }
        let dictionary = builder.build()
        try dictionary.checkInvariants()
        for (text, code) in zip(texts, codes) {
            #expect(dictionary[code].unicodeScalars.elementsEqual(text.unicodeScalars))
            #expect(dictionary.code(of: text) == code)
        }
        #expect(dictionary.count == Set(codes).count && dictionary.code(of: "none") == nil)
        let ordered = (0..<UInt32(dictionary.count)).sorted { dictionary.order($0, $1) < 0 }
        for (a, b) in zip(ordered, ordered.dropFirst()) { #expect(dictionary[a].utf8.lexicographicallyPrecedes(dictionary[b].utf8)) }
    }

    private static let kinds: [(String, @Sendable (Int) -> Value)] = [
        ("integers", { .integer($0 &* 7919 % 41) }), ("ascending", { .integer($0 / 9) }), ("floats", { .float(Double($0 % 7) / 2) }),
        ("booleans", { .boolean($0 % 3 == 0) }), ("dates", { .date(CalendarDate(days: $0 % 50)) }), ("strings", { .string("s\($0 % 23)") }),
        ("mixed", { $0 % 2 == 0 ? .integer($0 % 5) : .string("s\($0 % 5)") }), ("lists", { .list([.integer($0 % 4)]) }),
    ]

    @Test(arguments: kinds.map(\.0), [0, 10, 1000])
    func rowsAreFoundByTheirValue(_ kind: String, _ count: Int) throws {
        let value = try #require(Self.kinds.first { $0.0 == kind }).1
        for gap in [0, 3] {
            var builder = ColumnBuilder()
            for row in 0..<count where gap == 0 || row % gap != 0 { builder.set(value(row), at: row) }
            let column = builder.build(rows: count)
            try column.checkInvariants(rows: count)
            let wanted = Set((0..<count).map(value)).union([.integer(999), .float(1), .string("none"), .null])
            for value in wanted {
                let rows = (0..<count).filter { Value.equals(column.value(at: $0), value) == true }
                #expect(column.rows(equal: value) == rows, "\(value)")
                if let few = column.rows(equal: value, limit: 3) { #expect(few == rows, "\(value)") }
            }
        }
    }
}
