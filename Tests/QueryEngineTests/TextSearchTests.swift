import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// CONTAINS and its like over texts that lie one after the other in memory.
struct TextSearchTests {
    /// Numbers as text, in order: `12` and `13` side by side hold `21`, which neither does.
    static let texts = [""] + (1..<5000).map { String($0) } + ["žluťoučký 1", "", "12", "kůň 2"]

    static let graph: Graph = {
        var builder = GraphBuilder()
        for (number, text) in texts.enumerated() {
            builder.addNode(labels: ["T"], properties: number == 4000 ? [:] : ["text": .string(text), "number": .integer(number)])
        }
        return builder.build()
    }()

    private static func numbers(_ condition: String, _ part: String, in graph: Graph) throws -> [Value] {
        let cursor = try Engine(graph: graph)
            .prepare(SourceText("MATCH (t:T) WHERE \(condition) RETURN t.number"), parameters: ["part"])
            .run(parameters: ["part": .string(part)])
        var found: [Value] = []
        while let batch = try cursor.next() { found += batch.map { $0[0] } }
        return found
    }

    /// By the bytes, one place after the other.
    private static func holds(_ text: String, _ operation: String, _ part: String) -> Bool {
        let (text, part) = (Array(text.utf8), Array(part.utf8))
        guard text.count >= part.count else { return false }
        return switch operation {
        case "CONTAINS": (0...text.count - part.count).contains { text[$0..<$0 + part.count].elementsEqual(part) }
        case "STARTS WITH": text.starts(with: part)
        default: text.suffix(part.count).elementsEqual(part)
        }
    }

    @Test(arguments: ["21", "112", "1", "0", "9991000", "49994999", "", "ů", "kůň", "ý 1", "12", "x"], ["CONTAINS", "STARTS WITH", "ENDS WITH"])
    func findsWhatEachTextHolds(part: String, operation: String) throws {
        let found = try Self.numbers("t.text \(operation) $part", part, in: Self.graph)
        let wanted = Self.texts.indices.filter { $0 != 4000 && Self.holds(Self.texts[$0], operation, part) }
        let isSame = found == wanted.map { .integer($0) }
        #expect(isSame, "\(found.count) found, \(wanted.count) wanted")
    }

    /// A part of each row: repeated, empty, null.
    @Test(arguments: ["CONTAINS", "STARTS WITH", "ENDS WITH"], [1, 7, 2048])
    func findsThePartOfEachRow(operation: String, rowsAtOnce: Int) throws {
        let parts = ["", "b1", "ů", "ab", "kůň", "ab3", "zz"]
        let pairs = (0..<3000).map { (text: $0 % 9 == 0 ? nil : "ab\($0 % 40)kůň", part: $0 % 11 == 0 ? nil : parts[$0 / 5 % parts.count]) }
        var builder = GraphBuilder()
        for (text, part) in pairs {
            var properties: PropertyMap = [:]
            if let text { properties["text"] = .string(text) }
            if let part { properties["part"] = .string(part) }
            builder.addNode(labels: ["P"], properties: properties)
        }
        var limits = Limits()
        limits.rowsAtOnce = rowsAtOnce
        let cursor = try Engine(graph: builder.build()).prepare(SourceText("MATCH (p:P) RETURN p.text \(operation) p.part")).run(limits: limits)
        var found: [Value] = []
        while let batch = try cursor.next() { found += batch.map { $0[0] } }
        #expect(found == pairs.map { text, part in if let text, let part { .boolean(Self.holds(text, operation, part)) } else { .null } })
    }

    /// Texts of which some have letters that ASCII has not, also ones whose other case is a letter of ASCII.
    @Test(arguments: ["toLower", "toUpper"], ["CONTAINS", "STARTS WITH", "ENDS WITH"])
    func searchesTextsInOneCase(function: String, operation: String) throws {
        let texts: [String?] = (0..<3000).map { number in
            switch number % 7 {
            case 0: "Number \(number) IS Odd@[`{"
            case 1: "\u{212A}elvin \(number)"
            case 2: "Straße \(number) Öl"
            case 3: number % 2 == 0 ? nil : "İi\(number)"
            case 4: number == 4 ? "" : "aB\(number)"
            case 5: "ΌΣΟΣ\(number)"
            default: String(repeating: "Xy", count: number % 50) + "\(number)"
            }
        }
        var builder = GraphBuilder()
        for (number, text) in texts.enumerated() {
            builder.addNode(labels: ["T"], properties: text.map { ["text": .string($0), "number": .integer(number)] } ?? ["number": .integer(number)])
        }
        let graph = builder.build()
        let parts = ["", "kelvin", "KELVIN", "k", "odd@[`{", "ODD@[`{", "ö", "Ö", "SS", "ß", "ab1", "AB1", "1", "xyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxy1", "σ", "Σ"]
        for part in parts {
            let found = try Self.numbers("\(function)(t.text) \(operation) $part", part, in: graph)
            let wanted = texts.indices.filter { number in
                texts[number].map { Self.holds(function == "toLower" ? $0.lowercased() : $0.uppercased(), operation, part) } ?? false
            }
            let isSame = found == wanted.map { .integer($0) }
            #expect(isSame, "\(part): \(found.count) found, \(wanted.count) wanted")
        }
    }

    /// Texts that lie one after the other, most of them of ASCII alone, in batches with and without others among them.
    @Test(arguments: [1, 64, 2048])
    func partsOfTexts(rowsAtOnce: Int) throws {
        let texts = (0..<3000).map { (1000..<1100).contains($0) ? "ž\($0) Åb" : "Ab\($0) xyz" + String(repeating: "-", count: $0 % 20) }
        var builder = GraphBuilder()
        for text in texts { builder.addNode(labels: ["T"], properties: ["text": .string(text)]) }
        var limits = Limits()
        limits.rowsAtOnce = rowsAtOnce
        let query = "MATCH (t:T) WITH t.text AS t RETURN size(t), left(t, 2), right(t, 4), substring(t, 1, 3), substring(t, 12), toUpper(t) CONTAINS 'B1'"
        let cursor = try Engine(graph: builder.build()).prepare(SourceText(query)).run(limits: limits)
        var rows: [[Value]] = []
        while let batch = try cursor.next() { rows += batch.map { $0 } }
        let expected: [[Value]] = texts.map { text in
            let parts = [text.prefix(2), text.suffix(4), text.dropFirst().prefix(3), text.dropFirst(12)]
            return [.integer(text.count)] + parts.map { .string(String($0)) } + [.boolean(text.uppercased().contains("B1"))]
        }
        #expect(rows == expected)
    }
}
