import Diagnostics
import Interchange

/// Faults, a line or more each.
extension Output {
    func write(_ diagnostics: Diagnostics, _ format: ErrorFormat, _ color: ColorChoice) {
        line(text(of: diagnostics, format, color))
        flush()
    }

    /// As they are to be told here, without the last line end.
    func text(of diagnostics: [Diagnostic], _ format: ErrorFormat, _ color: ColorChoice) -> String {
        let renderer = DiagnosticRenderer(color: color.holds(for: self))
        return diagnostics.map {
            format == .json ? DiagnosticJSON.line($0).escapingControls(keepingLines: isTerminal) : renderer.render($0)
        }.joined(separator: "\n")
    }

    func text(of diagnostics: Diagnostics, _ format: ErrorFormat, _ color: ColorChoice) -> String {
        if format == .json { return text(of: diagnostics.list, format, color) }
        return DiagnosticRenderer(color: color.holds(for: self)).render(diagnostics)
    }
}
