import Foundation

/// A case of Cases/: plain text in sections, each headed by a line `--- name`.
/// `arguments` (a line each), `stdin`, `stdout`, `stderr`, `exit` (0 where it is missing).
struct CaseFile {
    var arguments: [String] = []
    var input = ""
    var expected = Executable.Run(output: "", errors: "", status: 0)
    /// Lines before the first section: what the case is about.
    private var head = ""
    private var hasInput = false

    init(_ text: String) {
        var section = ""
        var bodies: [String: String] = [:]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if line.hasPrefix("--- ") {
                section = String(line.dropFirst(4))
                bodies[section] = ""
            } else if section.isEmpty {
                head += line + "\n"
            } else {
                bodies[section, default: ""] += line + "\n"
            }
        }
        arguments = (bodies["arguments"] ?? "").split(separator: "\n").map { Self.unescaped(String($0)) }
        input = bodies["stdin"] ?? ""
        hasInput = bodies["stdin"] != nil
        expected.output = bodies["stdout"] ?? ""
        expected.errors = bodies["stderr"] ?? ""
        expected.status = Int32((bodies["exit"] ?? "0").trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    }

    /// The case with what came out in place of what was expected.
    func text(with run: Executable.Run) -> String {
        var text = head
        text += "--- arguments\n" + arguments.map { $0.replacingOccurrences(of: "\n", with: "\\n") + "\n" }.joined()
        if hasInput { text += "--- stdin\n" + input }
        if !run.output.isEmpty { text += "--- stdout\n" + run.output }
        if !run.errors.isEmpty { text += "--- stderr\n" + run.errors }
        if run.status != 0 { text += "--- exit\n\(run.status)\n" }
        return text
    }

    private static func unescaped(_ argument: String) -> String {
        argument.replacingOccurrences(of: "\\n", with: "\n")
    }
}
