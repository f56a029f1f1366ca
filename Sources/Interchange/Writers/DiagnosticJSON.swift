import Diagnostics

/// Faults for programs: a JSON object a line, of these members where they are known. Lines and columns count from 1,
/// columns are characters, and the end is the first place behind.
///
/// `{"severity": "error", "code": "UndefinedVariable", "message": …, "hint": …, "file": "-c", "line": 1, "column": 8,
/// "endLine": 1, "endColumn": 9}`
package enum DiagnosticJSON {
    package static func line(_ diagnostic: Diagnostic) -> String {
        var members = [("severity", string(diagnostic.severity.rawValue)), ("code", string(diagnostic.fault.code))]
        members.append(("message", string(diagnostic.fault.sentence)))
        if let hint = diagnostic.fault.hint { members.append(("hint", string(hint))) }
        if let source = diagnostic.source {
            if let name = source.name { members.append(("file", string(name))) }
            if let span = diagnostic.span {
                let position = source.position(of: span.start)
                members += [("line", String(position.line)), ("column", String(position.column))]
                let end = source.position(of: span.end)
                members += [("endLine", String(end.line)), ("endColumn", String(end.column))]
            }
        }
        return "{" + members.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
    }

    private static func string(_ text: String) -> String { JSONWriter.string(text) }
}
