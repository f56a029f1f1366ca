import Diagnostics
import Foundation
import Knowledge
import PropertyGraph
import Testing

/// Each file of Cases/ is a small kb/ in named sections and what the reader says of it, word for word.
/// A case takes the sections of base.txt and puts its own in their place; `CQCQ_UPDATE=1` rewrites what is said.
@Suite struct LoaderCaseTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var text: String
        var testDescription: String { name }

        /// In order; a line `=== NAME` begins a section.
        var sections: [(name: String, text: String)] {
            var sections: [(name: String, text: String)] = []
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                if line.hasPrefix("=== ") { sections.append((String(line.dropFirst(4)), "")) } else if !sections.isEmpty {
                    sections[sections.count - 1].text += line + "\n"
                }
            }
            return sections
        }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

    static let cases: [Case] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.sorted().filter { $0.hasSuffix(".txt") && $0 != "base.txt" }.map { name in
            Case(name: name, text: (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? "")
        }
    }()

    @Test(arguments: cases)
    func saysWhatIsWrong(item: Case) throws {
        let base = Case(name: "base.txt", text: try String(contentsOf: Self.folder.appending(path: "base.txt"), encoding: .utf8))
        var files: [String: Data] = [:]
        for section in base.sections + item.sections where section.name != "says" {
            // The last line end belongs to the case file; `\x{FF}` stands for a byte that is no UTF-8.
            var bytes = Data()
            for part in section.text.dropLast().components(separatedBy: "\\xFF").enumerated() {
                if part.offset > 0 { bytes.append(0xFF) }
                bytes.append(Data(part.element.utf8))
            }
            files[section.name] = bytes
        }
        let said = Self.read(files)
        let expected = item.sections.first { $0.name == "says" }.map { $0.text.trimmingCharacters(in: .newlines) }
        if ProcessInfo.processInfo.environment["CQCQ_UPDATE"] != nil {
            let head = item.text.components(separatedBy: "=== says\n")[0]
            try (head + "=== says\n" + said + "\n").write(
                to: Self.folder.appending(path: item.name), atomically: true, encoding: .utf8)
        } else {
            #expect(said == expected)
        }
    }

    static func read(_ files: [String: Data]) -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cqcq-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            for (name, bytes) in files where !bytes.isEmpty {
                let file = folder.appending(path: name)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try bytes.write(to: file)
            }
            let base = try KnowledgeBase.load(directory: folder.path())
            let graph = base.graph()
            return "\(graph.nodeCount) nodes, \(graph.relationshipCount) relationships"
        } catch let error as Diagnostics {
            return DiagnosticRenderer().render(error).replacingOccurrences(of: folder.path(), with: "kb")
        } catch {
            return "\(error)"
        }
    }
}
