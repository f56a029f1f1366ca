import Foundation

/// A case of Cases/: plain text in sections, each headed by a line `--- name`.
/// `arguments` (one line each), `stdin`, `stdout`, `stderr`, `exit` (0 where it is missing); or `script`, for a shell
/// that begins in an empty folder, has the program in its path and the fixture's folder as `$KB`,
/// the repository as `$REPOSITORY`.
struct CaseFile {
    var arguments: [String] = []
    var input = ""
    var script: String?
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
        script = bodies["script"]
        hasInput = bodies["stdin"] != nil
        expected.output = bodies["stdout"] ?? ""
        expected.errors = bodies["stderr"] ?? ""
        expected.status = Int32((bodies["exit"] ?? "0").trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    }

    /// The case with what came out in place of what was expected.
    func text(with run: Executable.Run) -> String {
        var text = head
        if let script {
            text += "--- script\n" + script
        } else {
            text += "--- arguments\n" + arguments.map { $0.replacingOccurrences(of: "\n", with: "\\n") + "\n" }.joined()
        }
        if hasInput { text += "--- stdin\n" + input }
        if !run.output.isEmpty { text += "--- stdout\n" + run.output }
        if !run.errors.isEmpty { text += "--- stderr\n" + run.errors }
        if run.status != 0 { text += "--- exit\n\(run.status)\n" }
        return text
    }

    func run() throws -> Executable.Run {
        guard let script else { return try Executable.run(arguments, input: input) }
        let folder = try TemporaryFolder()
        var environment = Executable.environment(home: folder.url.path)
        environment["PATH"] = URL(filePath: Executable.path).deletingLastPathComponent().path + ":/usr/bin:/bin"
        environment["KB"] = Executable.repository.appending(path: "Tests/EndToEndTests/Fixture").path
        environment["REPOSITORY"] = Executable.repository.path
        return try Executable.run(["-c", "cd\n" + script], program: "/bin/sh", input: input, environment: environment)
    }

    private static func unescaped(_ argument: String) -> String {
        argument.replacingOccurrences(of: "\\n", with: "\n")
    }
}
