import Diagnostics
import Interchange

/// Faults, a line or more each.
extension Output {
    func write(_ diagnostics: [Diagnostic], _ format: ErrorFormat, _ color: ColorChoice) {
        let renderer = DiagnosticRenderer(color: color.holds(for: self))
        for diagnostic in diagnostics { line(format == .json ? DiagnosticJSON.line(diagnostic) : renderer.render(diagnostic)) }
        flush()
    }

    func write(_ diagnostics: Diagnostics, _ format: ErrorFormat, _ color: ColorChoice) {
        if format == .json { return write(diagnostics.list, format, color) }
        line(DiagnosticRenderer(color: color.holds(for: self)).render(diagnostics))
        flush()
    }
}
