import Diagnostics
import Evidence
import Platform

/// `cqcq evidence`: loads a register into a workspace, and asks about it.
public struct EvidenceProgram {
    public enum Task: Sendable {
        case load(EvidenceLoad)
        /// Words of a command: `gaps well-led`.
        case ask([String])
    }

    /// Where a register is kept unless another file is named.
    public static let standardWorkspace = "evidence.cypher"

    private let task: Task
    private let answer: AnswerSettings
    public var workspacePath = EvidenceProgram.standardWorkspace

    public init(_ task: Task, _ answer: AnswerSettings) {
        self.task = task
        self.answer = answer
    }

    public func run() -> ExitStatus {
        Interrupts.install()
        return ProgramRun.status { output, errors throws(Diagnostics) in
            let session = answer.session(of: try answer.knowledge(), output: output, errors: errors)
            session.saysWhatIsWritten = false
            switch task {
            case .load(let load):
                // No file is made for a look, nor for a register that is not there.
                if access(load.isDry ? workspacePath : load.path, R_OK) == 0 { try open(in: session, isReadOnly: load.isDry) }
                try session.load(load)
            case .ask(let words):
                guard access(workspacePath, R_OK) == 0 else { throw Diagnostics(EvidenceFault.noRegister(path: workspacePath)) }
                try open(in: session, isReadOnly: true)
                try session.answer(["evidence"] + words, into: answer.outputPath)
            }
            return .success
        }
    }

    private func open(in session: Session, isReadOnly: Bool) throws(Diagnostics) {
        try session.open(Workspace(workspacePath, knowledge: session.digest, commands: session.commandNames, isReadOnly: isReadOnly))
    }
}
