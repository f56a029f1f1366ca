import Foundation
import Testing

/// docs/shell.md's table of features: what is said of the shell is shown by a test that is there.
struct ShellTableTests {
    /// The last cell of each row: the name of a screen, of a case, or of a test.
    static let names: [String] = DocExamplesTests.text(of: "docs/shell.md").split(separator: "\n")
        .drop { !$0.hasPrefix("| feature |") }.dropFirst(2).prefix { $0.hasPrefix("| ") }
        .map { $0.split(separator: "|").last!.trimmingCharacters(in: .whitespaces) }

    @Test func thereAreRows() { #expect(Self.names.count > 30) }

    @Test(arguments: Set(names).sorted())
    func isShown(by name: String) throws {
        let tests = Executable.repository.appending(path: "Tests")
        let files = ["EndToEndTests/Screens/\(name).txt", "EndToEndTests/Cases/\(name).txt"]
        if files.contains(where: { FileManager.default.fileExists(atPath: tests.appending(path: $0).path) }) { return }
        let sources = try FileManager.default.subpathsOfDirectory(atPath: tests.path).filter { $0.hasSuffix("Tests.swift") }
        let isThere = try sources.contains {
            try String(contentsOf: tests.appending(path: $0), encoding: .utf8).contains("func \(name)(")
        }
        #expect(isThere)
    }
}
