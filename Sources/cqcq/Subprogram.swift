import ArgumentParser

/// A program of its own behind the first word of the command line.
struct Subprogram {
    let name: String
    let type: any ParsableCommand.Type

    static let all = [
        Subprogram(name: "check", type: Check.self), Subprogram(name: "new", type: New.self),
        Subprogram(name: "evidence", type: Evidence.self), Subprogram(name: "directory", type: Directory.self),
        Subprogram(name: "report", type: Report.self), Subprogram(name: "workspace", type: WorkspaceCommand.self),
        Subprogram(name: "export", type: Export.self), Subprogram(name: "import", type: Import.self), Subprogram(name: "snapshot", type: SnapshotCommand.self),
        Subprogram(name: "serve", type: Serve.self),
        Subprogram(name: "sql", type: SQL.self),
    ]

    static func named(_ word: String) -> Subprogram? { all.first { $0.name == word } }

    /// One line for each, for the help of the whole program.
    static var list: String {
        let width = all.map(\.name.count).max() ?? 0
        return all.map { program in
            "  \(program.name)\(String(repeating: " ", count: width - program.name.count))  \(program.type.configuration.abstract)"
        }.joined(separator: "\n")
    }
}
