import Diagnostics

/// What every program behind a first word runs in.
enum ProgramRun {
    /// The status that `body` gives, or that of the fault it throws, which is shown. Both outputs are written to their ends.
    static func status(
        color: ColorChoice = .auto, _ body: (_ output: Output, _ errors: Output) throws(Diagnostics) -> ExitStatus
    ) -> ExitStatus {
        let (output, errors) = (Output.standardOutput(), Output.standardError())
        defer { errors.flush() }
        do throws(Diagnostics) {
            defer { output.flush() }
            return try body(output, errors)
        } catch {
            errors.line(DiagnosticRenderer(color: color.holds(for: errors)).render(error))
            return ExitStatus(for: error)
        }
    }
}
