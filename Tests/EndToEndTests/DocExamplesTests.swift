import Foundation
import Testing

/// Every `console` block of the documents: lines that begin with `$ ` are run in a shell, the lines below are what they print.
@Suite struct DocExamplesTests {
    struct Example: CustomTestStringConvertible, Sendable {
        var place: String
        var command: String
        var output: String
        var testDescription: String { "\(place): \(command)" }
    }

    static let examples: [Example] = {
        let root = Executable.repository
        let documents = ((try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "docs").path)) ?? [])
            .filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 }
        return (["README.md"] + documents).flatMap { name in
            let text = (try? String(contentsOf: root.appending(path: name), encoding: .utf8)) ?? ""
            return examples(in: text, name: name)
        }
    }()

    static func examples(in text: String, name: String) -> [Example] {
        var examples: [Example] = []
        var isInside = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```") {
                isInside = line == "```console"
            } else if isInside, line.hasPrefix("$ ") {
                examples.append(
                    Example(place: "\(name):\(index + 1)", command: String(line.dropFirst(2)), output: ""))
            } else if isInside, !examples.isEmpty {
                examples[examples.count - 1].output += line + "\n"
            }
        }
        return examples
    }

    @Test(arguments: examples)
    func isTrue(_ example: Example) throws {
        let folder = try TemporaryFolder()
        var environment = Executable.environment(home: folder.url.path)
        let program = URL(filePath: Executable.path).deletingLastPathComponent().path
        environment["PATH"] = "\(program):/usr/bin:/bin"
        // Documents show both streams, as a terminal does.
        let run = try Executable.run(
            ["-c", "exec 2>&1; " + example.command], program: "/bin/sh", environment: environment)
        #expect(run.output == example.output)
    }

    @Test func blocksAreFound() {
        let found = Self.examples(in: "a\n```console\n$ one\nx\ny\n$ two\n```\n```\n$ no\n```\n", name: "t")
        #expect(found.map(\.command) == ["one", "two"])
        #expect(found.map(\.output) == ["x\ny\n", ""])
    }
}
