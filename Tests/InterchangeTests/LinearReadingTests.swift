import Diagnostics
import Interchange
import SystemPackage
import Testing

/// Twice the input is twice the work: steps are counted, no time is taken.
@Suite struct LinearReadingTests {
    private static func steps(_ text: String) throws -> Int {
        var steps = 0
        _ = try YamlReader.read(SourceText(text), steps: &steps)
        return steps
    }

    private static func document(_ kind: String, _ count: Int) -> String {
        let numbers = (0..<count)
        return switch kind {
        case "a JSON list": "[" + numbers.map { "\($0)" }.joined(separator: ", ") + "]"
        case "a JSON object": "{" + numbers.map { "\"é\($0)\": \"v\"" }.joined(separator: ", ") + "}"
        case "objects in a list": "[" + numbers.map { "{\"a\": [\($0), {\"b\": null}]}" }.joined(separator: ",") + "]"
        case "a YAML flow": "key: [" + numbers.map { "word \($0)" }.joined(separator: " , ") + " ]"
        default: numbers.map { "key\($0): value" }.joined(separator: "\n")
        }
    }

    @Test(arguments: ["a JSON list", "a JSON object", "objects in a list", "a YAML flow", "lines"])
    func placesInALongLine(_ kind: String) throws {
        let (once, twice) = (try Self.steps(Self.document(kind, 1000)), try Self.steps(Self.document(kind, 2000)))
        #expect(once > 1000 && twice < 3 * once, "\(once), \(twice)")
    }

    /// Going back and forth along the line finds the places that a walk from its start would find.
    @Test func placesAreRight() throws {
        let text = "{\"é\": [1, \"zwei\", {\"drei\": vier}], \"fünf\": \"六\"}"
        let root = try YamlReader.read(SourceText(text))
        let source = SourceText(text)
        let entries = try #require(root.entries)
        #expect(entries.map { source[$0.keySpan] } == ["\"é\"", "\"fünf\""])
        #expect(entries[0].value.items?.map { source[$0.span] } == ["1", "\"zwei\"", "{\"drei\": vier}"])
        #expect(source[entries[1].value.span] == "\"六\"")
        #expect(source[root.span] == text)
    }

    /// A header of 100,000 names, of which the last is there twice.
    @Test func headersOfManyNames() throws {
        let names = (0..<100_000).map { "c\($0)" }
        let (reading, writing) = try FileDescriptor.pipe()
        let text = (names + ["c7"]).joined(separator: ",") + "\n"
        Task.detached {
            _ = try? writing.writeAll(text.utf8)
            try? writing.close()
        }
        let fault = #expect(throws: LoadFault.self) {
            _ = try DelimitedRecords(reading, name: "wide.csv", delimiter: 0x2C, hasHeader: true)
        }
        #expect(fault?.code == "DuplicateColumn")
    }
}
