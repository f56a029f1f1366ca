import Foundation
import Testing

/// Every `console` block of the documents: lines that begin with `$ ` are run in a shell, the lines below are what they print.
/// `UPDATE_CASES=1` writes what came out into the documents; the diff is the review.
@Suite struct DocExamplesTests {
    struct Example: CustomTestStringConvertible, Sendable {
        var place: String
        var command: String
        var output: String
        var testDescription: String { "\(place): \(command)" }
    }

    /// `README.md` and all of docs/.
    static let documents: [String] = {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: Executable.repository.appending(path: "docs").path)) ?? [])
            .filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 }
        return ["README.md"] + names
    }()

    static let examples: [Example] = documents.flatMap { examples(in: text(of: $0), name: $0) }

    static func text(of document: String) -> String {
        (try? String(contentsOf: Executable.repository.appending(path: document), encoding: .utf8)) ?? ""
    }

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

    private static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_CASES"] != nil

    @Test(.disabled(if: isUpdating, Missing.update), arguments: examples)
    func isTrue(_ example: Example) throws {
        #expect(try Self.run(example) == example.output)
    }

    @Test(.enabled(if: isUpdating, Missing.update))
    func update() throws {
        for name in Self.documents {
            var examples = Self.examples(in: Self.text(of: name), name: name)[...]
            var lines: [Substring] = []
            var isInside = false
            for line in Self.text(of: name).split(separator: "\n", omittingEmptySubsequences: false) {
                if line.hasPrefix("```") { isInside = line == "```console" }
                if isInside, line.hasPrefix("$ "), let example = examples.popFirst() {
                    lines.append(line)
                    lines += try Self.run(example).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                } else if !isInside || line.hasPrefix("```") {
                    lines.append(line)
                }
            }
            try lines.joined(separator: "\n").write(
                to: Executable.repository.appending(path: name), atomically: true, encoding: .utf8)
        }
    }

    private static func run(_ example: Example) throws -> String {
        let folder = try TemporaryFolder()
        var environment = Executable.environment(home: folder.url.path)
        let program = URL(filePath: Executable.path).deletingLastPathComponent().path
        environment["PATH"] = "\(program):/usr/bin:/bin"
        // Documents show both streams, as a terminal does.
        return try Executable.run(
            ["-c", "exec 2>&1; " + example.command], program: "/bin/sh", environment: environment
        ).output
    }

    /// A folder that is not found would leave nothing to test.
    @Test func thereAreExamples() {
        #expect(Self.examples.count > 250)
        #expect(Self.documents.count > 15)
    }

    @Test func blocksAreFound() {
        let found = Self.examples(in: "a\n```console\n$ one\nx\ny\n$ two\n```\n```\n$ no\n```\n", name: "t")
        #expect(found.map(\.command) == ["one", "two"])
        #expect(found.map(\.output) == ["x\ny\n", ""])
    }
}
