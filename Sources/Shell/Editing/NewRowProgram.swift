import Diagnostics
import Knowledge
public import PropertyGraph
import QueryEngine

/// `cqcq new`: works a row into a table of a knowledge base, if nothing stands against it.
public struct NewRowProgram: Sendable {
    package var draft: RowDraft
    public var directory: String
    /// Print the row and write nothing.
    public var isDry = false
    /// Warnings stand against it as errors do.
    public var isStrict = false
    /// Day of the row and of the check; today by the clock where nil.
    public var day: CalendarDate?
    public var color = ColorChoice.auto

    package init(_ draft: RowDraft, directory: String) {
        self.draft = draft
        self.directory = directory
    }

    /// The row goes to standard output when nothing is written, all else to standard error.
    public func run() -> ExitStatus {
        let (output, errors) = (Output.standardOutput(), Output.standardError())
        defer {
            output.flush()
            errors.flush()
        }
        let renderer = DiagnosticRenderer(color: color.holds(for: errors), naming: .rule)
        do {
            let insertion = try RowInsertion([draft], directory: directory, today: day ?? Engine(graph: .empty).today)
            for finding in insertion.findings { errors.line(renderer.render(finding)) }
            if isDry { for row in insertion.rows { output.line(row.line) } }
            guard insertion.isAllowed, !(isStrict && insertion.findings.contains { $0.severity == .warning }) else {
                if !isDry { errors.line("nothing was written") }
                return .failure
            }
            if isDry { return .success }
            try insertion.write()
            for row in insertion.rows { errors.line("\(row.path):\(row.lineNumber): written") }
            return .success
        } catch {
            errors.line(renderer.render(error))
            return ExitStatus(for: error)
        }
    }
}
