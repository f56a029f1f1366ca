public import Diagnostics
import Interchange
import Knowledge

/// How `cqcq check` writes what it found.
public enum FindingFormat: String, NamedChoice, Sendable {
    /// As compilers do, with the line that is wrong.
    case text
    /// One document: `findings`, then how many of each severity there were, and how many were left out.
    case json
    /// One finding per line.
    case jsonl

    func text(of check: KnowledgeCheck, color: Bool) -> String {
        switch self {
        case .text:
            let renderer = DiagnosticRenderer(color: color, naming: .rule)
            return check.findings.map { renderer.render($0) + "\n" }.joined()
        case .json:
            let findings = check.findings.map { "    " + Self.object($0) }.joined(separator: ",\n")
            return """
                {
                  "findings": [\(findings.isEmpty ? "" : "\n" + findings + "\n  ")],
                  "errors": \(check.count(.error)),
                  "warnings": \(check.count(.warning)),
                  "notes": \(check.count(.note)),
                  "left_out": \(check.omitted)
                }

                """
        case .jsonl: return check.findings.map { Self.object($0) + "\n" }.joined()
        }
    }

    /// `3 errors, 1 warning and 2 notes in 14 files; 4 left out`
    static func summary(of check: KnowledgeCheck) -> String {
        func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
        let parts = [
            count(check.count(.error), "error"), count(check.count(.warning), "warning"),
            count(check.count(.note), "note"),
        ]
        return "\(parts[0]), \(parts[1]) and \(parts[2]) in \(count(check.fileCount, "file"))"
            + (check.omitted > 0 ? "; \(check.omitted) left out, --limit shows more" : "")
    }

    /// Null where there is no place or no hint.
    private static func object(_ finding: Diagnostic) -> String {
        func text(_ text: String?) -> String { text.map(JSONWriter.string) ?? "null" }
        let position = finding.span.flatMap { span in finding.source?.position(of: span.start) }
        let members: [(name: String, json: String)] = [
            ("severity", JSONWriter.string(finding.severity.rawValue)),
            ("rule", JSONWriter.string(RuleName.of(code: finding.fault.code))),
            ("file", text(finding.source?.name)),
            ("line", position.map { String($0.line) } ?? "null"),
            ("column", position.map { String($0.column) } ?? "null"),
            ("message", JSONWriter.string(finding.fault.sentence)),
            ("hint", text(finding.fault.hint)),
        ]
        return "{" + members.map { "\"\($0.name)\": \($0.json)" }.joined(separator: ", ") + "}"
    }
}
