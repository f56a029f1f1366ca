import Foundation
import Testing

/// docs/errors.md, the one list of all errors, against the codes in the folder Faults of each layer.
@Suite struct ErrorListTests {
    /// What the document says of a code: a section of its own, or a row of a table.
    struct Entry {
        var code: String
        var says: Bool
        /// Output of its examples.
        var examples: String
    }

    /// Codes of all faults, as they stand in `var code` of each.
    static let codes: Set<String> = {
        let folder = Executable.repository.appending(path: "Sources")
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".swift") && $0.contains("/Faults/") }.reduce(into: []) { codes, name in
            let text = (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
            guard let body = text.firstMatch(of: #/(?:public|package) var code: String \{(.*?)\n    \}/#.dotMatchesNewlines()) else {
                return
            }
            for match in body.1.matches(of: #/"([A-Z][A-Za-z0-9]*)"/#) { codes.insert(String(match.1)) }
        }
    }()

    static let entries: [Entry] = {
        var entries: [Entry] = []
        var isInside = false
        for line in DocExamplesTests.text(of: "docs/errors.md").split(separator: "\n") {
            if line.hasPrefix("```") {
                isInside.toggle()
            } else if isInside {
                if !entries.isEmpty { entries[entries.count - 1].examples += line + "\n" }
            } else if line.hasPrefix("## ") {
                entries.append(Entry(code: "", says: true, examples: ""))
            } else if let heading = line.wholeMatch(of: #/### (\w+)/#) {
                entries.append(Entry(code: String(heading.1), says: false, examples: ""))
            } else if let row = line.wholeMatch(of: #/\| ([A-Z]\w+) \| (.+) \|/#) {
                entries.append(Entry(code: String(row.1), says: !row.2.isEmpty, examples: ""))
            } else if !entries.isEmpty {
                entries[entries.count - 1].says = true
            }
        }
        return entries.filter { !$0.code.isEmpty }
    }()

    @Test func everyCodeHasALine() {
        #expect(Self.codes.count > 90)
        #expect(Self.codes.subtracting(Self.entries.map(\.code)).sorted() == [])
        #expect(Self.entries.filter { !$0.says }.map(\.code) == [])
    }

    @Test func noLineIsOfAnotherCode() {
        #expect(Set(Self.entries.map(\.code)).subtracting(Self.codes).sorted() == [])
        #expect(Set(Self.entries.map(\.code)).count == Self.entries.count)
    }

    /// Options are refused by their reader, which shows no code.
    @Test func examplesShowTheirCode() {
        let others = Self.entries.filter {
            !$0.examples.isEmpty && !$0.examples.contains("[\($0.code)]") && !$0.examples.contains("--help` lists the options")
        }
        #expect(others.map(\.code) == [])
    }

    /// `cqcq check --rules` and the document, by name and severity.
    @Test func rulesAreListed() throws {
        let listed = try Executable.run(["check", "--rules"]).output.split(separator: "\n").map { line in
            line.split(separator: " ").prefix(2).joined(separator: " ")
        }
        let document = DocExamplesTests.text(of: "docs/errors.md").matches(of: #/\| ([A-Z]\w+) \| (error|warning|note) \|/#)
            .map { "\(Self.ruleName(String($0.1))) \($0.2)" }
        #expect(document.count > 20)
        #expect(Array(listed.suffix(document.count)) == document)
        #expect(listed.dropLast(document.count).allSatisfy { $0.hasSuffix(" error") })
    }

    private static func ruleName(_ code: String) -> String {
        code.replacing(#/([a-z])([A-Z])/#) { "\($0.1)-\($0.2)" }.lowercased()
    }

    /// Faults of data files have their examples among the reader's cases, those of rules have a case each.
    @Test func dataFaultsHaveCases() throws {
        let folder = Executable.repository.appending(path: "Tests/KnowledgeTests/Cases")
        let cases = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }.joined()
        let table = Self.entries.filter { entry in
            entry.examples.isEmpty && DocExamplesTests.text(of: "docs/errors.md").contains("| \(entry.code) |")
        }
        let rules = Executable.repository.appending(path: "Tests/KnowledgeTests/CheckCases")
        let names = try FileManager.default.contentsOfDirectory(atPath: rules.path)
        #expect(
            table.filter { entry in
                !cases.contains("[\(entry.code)]") && !names.contains(Self.ruleName(entry.code) + ".txt")
            }.map(\.code) == [])
    }
}
