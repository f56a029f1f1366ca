import Foundation

/// The files of the repository as texts.
enum Repository {
    struct File: Sendable {
        /// Below the repository: `Sources/Shell/ShellProgram.swift`.
        let path: String
        let text: String
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The files below a folder with one of the endings, by path; a file's own path gives that file.
    static func files(below place: String, endings: Set<String>) -> [File] {
        let root = folder.appending(path: place)
        if !root.hasDirectoryPath, let text = try? String(contentsOf: root, encoding: .utf8) { return [File(path: place, text: text)] }
        let found = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return found.filter { endings.contains(($0 as NSString).pathExtension) }.sorted().compactMap { name in
            guard let text = try? String(contentsOf: root.appending(path: name), encoding: .utf8) else { return nil }
            return File(path: place + "/" + name, text: text)
        }
    }

    /// Every ending of the path of each file and folder: `/Parser/Operators.swift`.
    static let places: Set<String> = {
        let roots = ["Sources", "Tests", "docs", "scripts", "kb", "grammar", "Examples", "Benchmarks", "Fuzz", "python", ".ci"]
        let paths = roots + roots.flatMap { root in
            (FileManager.default.enumerator(atPath: folder.appending(path: root).path)?.compactMap { $0 as? String } ?? []).map { root + "/" + $0 }
        }
        return Set(paths.flatMap { path -> [String] in
            let parts = path.split(separator: "/")
            return parts.indices.map { "/" + parts[$0...].joined(separator: "/") }
        })
    }()

    static let sources = files(below: "Sources", endings: ["swift"])
    static let tests = files(below: "Tests", endings: ["swift"])
    static let documents = ["docs", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "kb/CHANGELOG.md", "python/README.md"].flatMap { files(below: $0, endings: ["md"]) }
    static let scripts = files(below: "scripts", endings: [""])
}
