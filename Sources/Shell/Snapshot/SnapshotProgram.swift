import Diagnostics
import Interchange

/// The program behind `cqcq snapshot`.
public struct SnapshotProgram {
    private let source: String
    private let target: String

    public init(source: String, target: String) {
        self.source = source
        self.target = target
    }

    public func run() -> ExitStatus {
        let errors = Output.standardError()
        do throws(Diagnostics) {
            try SnapshotFile.write(try GraphSource.load(source), to: target)
            return .success
        } catch {
            errors.line(DiagnosticRenderer(color: ColorChoice.auto.holds(for: errors)).render(error))
            errors.flush()
            return ExitStatus(for: error)
        }
    }
}
