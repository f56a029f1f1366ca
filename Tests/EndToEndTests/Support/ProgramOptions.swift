import Foundation

/// The options of `cqcq` itself, as its parser describes them to other programs.
struct ProgramOptions {
    let spelling: String
    /// nil for a flag.
    let valueName: String?
    let summary: String

    /// How its row in docs/shell.md begins.
    var row: String {
        let words = ([spelling] + (valueName.map { ["<\($0)>"] } ?? [])).joined(separator: " ")
        return "| `\(words.replacing("|", with: "\\|"))` | \(summary)"
    }

    static func all() throws -> [ProgramOptions] {
        try JSONDecoder().decode(Dump.self, from: Data(Executable.run(["--experimental-dump-help"]).output.utf8)).command.arguments
            .map { ProgramOptions(spelling: $0.names[0].spelling, valueName: $0.kind == "flag" ? nil : $0.valueName, summary: $0.abstract ?? "") }
            .filter { !["--help", "--version", "-h"].contains($0.spelling) }
    }

    private struct Dump: Decodable {
        let command: Command

        struct Command: Decodable { let arguments: [Argument] }

        struct Argument: Decodable {
            let kind: String
            let names: [Name]
            let valueName: String?
            let abstract: String?
        }

        struct Name: Decodable {
            let kind: String
            let name: String
            var spelling: String { (kind == "short" ? "-" : "--") + name }
        }
    }
}
