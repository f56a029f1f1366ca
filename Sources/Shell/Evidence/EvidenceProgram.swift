import Diagnostics
import Knowledge
public import PropertyGraph
import ShippedKnowledge

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

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
    public var workspacePath = EvidenceProgram.standardWorkspace
    public var knowledgeDirectory: String?
    public var format: ResultFormat?
    public var outputPath: String?
    public var asOf: CalendarDate?
    public var color = ColorChoice.auto
    public var version = ""

    public init(_ task: Task) { self.task = task }

    public func run() -> ExitStatus {
        Interrupts.install()
        let (output, errors) = (Output.standardOutput(), Output.standardError())
        defer { errors.flush() }
        do throws(Diagnostics) {
            let knowledge = try knowledgeDirectory.map(KnowledgeBase.load) ?? .shipped
            let settings = Session.Settings(format: format ?? .standard(onTerminal: output.isTerminal), asOf: asOf.map(AsOf.day) ?? .now, color: color)
            let session = Session(knowledge: knowledge, settings: settings, output: output, errors: errors)
            session.version = version
            session.saysWhatIsWritten = false
            defer { output.flush() }
            switch task {
            case .load(let load):
                try session.open(
                    Workspace(workspacePath, knowledge: session.digest, commands: session.commandNames, isReadOnly: load.isDry && access(workspacePath, F_OK) == 0))
                try session.load(load)
            case .ask(let words):
                guard access(workspacePath, R_OK) == 0 else { throw Diagnostics(EvidenceFault.noRegister(path: workspacePath)) }
                try session.open(
                    Workspace(workspacePath, knowledge: session.digest, commands: session.commandNames, isReadOnly: true))
                if let outputPath { try session.redirect(to: outputPath) }
                let text = (["evidence"] + words.map(Self.quoted)).joined(separator: " ")
                _ = try session.execute(Statement(command: text))
                try session.finishWorkbook()
                session.output.flush()
            }
            return .success
        } catch {
            errors.line(DiagnosticRenderer(color: color.holds(for: errors)).render(error))
            return ExitStatus(for: error)
        }
    }

    static func quoted(_ word: String) -> String {
        guard word.contains(where: \.isWhitespace) else { return word }
        if word.hasPrefix("--"), let equals = word.firstIndex(of: "=") {
            return String(word[...equals]) + quoted(String(word[word.index(after: equals)...]))
        }
        return word.contains("'") ? "\"\(word)\"" : "'\(word)'"
    }
}

extension Statement {
    /// A command that was not typed at the prompt.
    init(command text: String) {
        let bytes = Array(text.utf8)
        self.init(kind: .command, span: SourceSpan(0, bytes.count), in: bytes, lineStart: 0, firstLine: 1, name: nil)
    }
}
