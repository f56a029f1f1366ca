import Foundation
import Testing

/// A small kb/ in named sections of a text file; a line `=== NAME` begins a section. It takes the sections of base.txt
/// beside it and puts its own in their place. What is expected stands under `says`; `CQCQ_UPDATE=1` rewrites that.
struct KnowledgeCase: CustomTestStringConvertible, Sendable {
    var file: URL
    var text: String

    /// Without its ending.
    var name: String { file.deletingPathExtension().lastPathComponent }
    var testDescription: String { name }

    /// In order.
    var sections: [(name: String, text: String)] {
        var sections: [(name: String, text: String)] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("=== ") { sections.append((String(line.dropFirst(4)), "")) } else if !sections.isEmpty {
                sections[sections.count - 1].text += line + "\n"
            }
        }
        return sections
    }

    var expected: String? {
        sections.first { $0.name == "says" }.map { $0.text.trimmingCharacters(in: .newlines) }
    }

    init(_ file: URL) {
        self.file = file
        text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    }

    /// Every case of a folder beside the tests.
    static func all(in folder: String) -> [KnowledgeCase] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.sorted().filter { $0.hasSuffix(".txt") && $0 != "base.txt" }
            .map { KnowledgeCase(folder.appending(path: $0)) }
    }

    /// By name relative to kb/. The last line end belongs to the case file; `\xFF` stands for a byte that is not UTF-8.
    var files: [String: Data] {
        let base = KnowledgeCase(file.deletingLastPathComponent().appending(path: "base.txt"))
        var files: [String: Data] = [:]
        for section in base.sections + sections where section.name != "says" {
            var bytes = Data()
            for part in section.text.dropLast().components(separatedBy: "\\xFF").enumerated() {
                if part.offset > 0 { bytes.append(0xFF) }
                bytes.append(Data(part.element.utf8))
            }
            files[section.name] = bytes
        }
        return files
    }

    /// What somebody says of the files in a folder, the folder called `kb` in it.
    static func inFolder(_ files: [String: Data], _ say: (String) throws -> String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cqcq-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, bytes) in files where !bytes.isEmpty {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try bytes.write(to: file)
        }
        return try say(folder.path()).replacingOccurrences(of: folder.path(), with: "kb")
    }

    /// Whether what was said is what was expected; when updating, makes it so.
    func holds(_ said: String) throws -> Bool {
        guard ProcessInfo.processInfo.environment["CQCQ_UPDATE"] != nil else { return said == expected }
        let head = text.components(separatedBy: "=== says\n")[0]
        try (head + "=== says\n" + said + "\n").write(to: file, atomically: true, encoding: .utf8)
        return true
    }
}
