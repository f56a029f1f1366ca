import Diagnostics
import Interchange
import Testing

/// Whatever the bytes are, a reader answers with rows or faults, whose places lie in the text.
@Suite struct DamagedInputTests {
    /// A small generator of its own, so that a failure can be run again.
    struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) ^ (state << 31)
        }
    }

    private static let table = Array(
        "# label: X\n# key: {a: [1, 'é']}\nid\ttitle\tsource\nx:1\t\"a \"\"b\"\"\tc\nd\"\tdoc:1|doc:2\r\nx:2\tü\t\n".utf8)
    private static let yaml = Array(
        "version: 1\nlabels:\n  X: {summary: 'it''s', also: [Y, \"Z\\u00e9\"]}\n  Y:\n    - a: >\n        folded\n    - |\n      kept\n".utf8)
    private static let bytes: [UInt8] = Array("\t\n\r\"'#:{}[],|&*!%@`-? \\".utf8) + [0, 0x80, 0xC3, 0xFF, 0xEF, 0xBB, 0xBF]

    private func damaged(_ bytes: [UInt8], _ generator: inout Generator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes.remove(at: index)
            case 1: bytes.insert(Self.bytes.randomElement(using: &generator)!, at: index)
            case 2: bytes[index] = Self.bytes.randomElement(using: &generator)!
            default: bytes.removeLast(bytes.count - index)
            }
        }
        return bytes
    }

    private func check(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics {
            guard let source = diagnostic.source, let span = diagnostic.span else { continue }
            #expect(span.start >= 0 && span.start <= span.end)
            _ = DiagnosticRenderer().render(diagnostic)
            #expect(source.position(of: span.start).line >= 1)
        }
    }

    @Test func tables() {
        var generator = Generator(state: 20_210_728)
        for _ in 0..<3000 {
            var faults: [Diagnostic] = []
            do throws(Diagnostics) {
                let table = try DelimitedReader.read(
                    damaged(Self.table, &generator), name: "t", delimiter: .tab, faults: &faults)
                for row in 0..<table.rowCount { for column in 0..<table.columnCount { _ = table.text(row: row, column: column) } }
                _ = try YamlReader.read(table.source, lines: table.headLines)
            } catch {
                check(error.list)
            }
            check(faults)
        }
    }

    @Test func documents() {
        var generator = Generator(state: 20_231_121)
        for _ in 0..<3000 {
            do throws(Diagnostics) {
                _ = try YamlReader.read(try UTF8Text.source(damaged(Self.yaml, &generator), name: "y"))
            } catch {
                check(error.list)
            }
        }
    }
}
