import Diagnostics
import Interchange
import Testing

@Suite struct YamlReaderTests {
    private func dump(_ node: YamlNode) -> String {
        switch node.content {
        case .scalar(let text): node.isPlain ? text : "'\(text)'"
        case .sequence(let items): "[" + items.map(dump).joined(separator: ", ") + "]"
        case .mapping(let entries): "{" + entries.map { "\($0.key): \(dump($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    @Test(arguments: [
        ("", "{}"),
        ("a: 1\nb: [x, 'y z', \"\\u00e9\"]\n", "{a: 1, b: [x, 'y z', 'é']}"),
        ("a:\n  - b: c\n  - d\n", "{a: [{b: c}, d]}"),
        ("a: >\n  folded\n  text\n", "{a: 'folded text\n'}"),
        ("b: 1\na: 2", "{b: 1, a: 2}"),
    ])
    func documents(text: String, dumped: String) throws {
        #expect(dump(try YamlReader.read(SourceText(text))) == dumped)
    }

    @Test(arguments: [
        ("a: [1", "1:6 MalformedYaml"), ("a: 1\na: 2\n", "2:1 DuplicateKey"), ("é: *x\n", "1:4 MalformedYaml"),
        ("a: 1\n---\nb: 2\n", "2:1 MalformedYaml"), ("? [a]\n: b\n", "1:3 MalformedYaml"), ("a: \"x\n", "2:1 MalformedYaml"),
    ])
    func faults(text: String, fault: String) {
        do throws(Diagnostics) {
            _ = try YamlReader.read(SourceText(text))
            Issue.record("read without a fault")
        } catch {
            let position = SourceText(text).position(of: error.list[0].span!.start)
            #expect("\(position.line):\(position.column) \(error.list[0].fault.code)" == fault)
        }
    }

    @Test func placesLieInTheWholeText() throws {
        let source = SourceText("#  é: x\n# b: [y]\nrest")
        let node = try YamlReader.read(source, lines: [3..<8, 11..<17])
        #expect(source[node["é"]!.span] == "x")
        #expect(source[node["b"]!.items![0].span] == "y")
    }

    @Test func deepNestingIsRefused() {
        #expect(throws: Diagnostics.self) { try YamlReader.read(SourceText(String(repeating: "[", count: 10_000))) }
    }

    @Test func words() throws {
        let node = try YamlReader.read(SourceText("[true, 'true', 12, x, ~, ]"))
        #expect(node.items!.map(\.boolean) == [true, nil, nil, nil, nil])
        #expect(node.items!.map(\.integer) == [nil, nil, 12, nil, nil])
        #expect(node.items!.map(\.isNull) == [false, false, false, false, true])
    }
}
