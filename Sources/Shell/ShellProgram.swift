import Diagnostics
import Interchange
import Knowledge
import Platform
import PropertyGraph
import ShippedKnowledge
import SystemPackage

/// The program behind the command line: a shell on a terminal, else a runner of scripts.
public enum ShellProgram {
    /// Runs to the end and says how the program is to exit.
    package static func run(_ options: ShellOptions) -> ExitStatus {
        // Ctrl-C ends the program while it loads, for there is no shell yet to go back to.
        Interrupts.guardFiles()
        if let threads = options.threads { Workers.count = threads }
        let output = Output.standardOutput()
        let errors = Output.standardError()
        let isInteractive = options.inputs.isEmpty && !options.answersRequests && isatty(STDIN_FILENO) == 1
        let standing = Session.Settings(format: .standard(onTerminal: output.isTerminal))
        let parameters: [String: Value]
        let knowledge: KnowledgeBase
        let graph: Graph?
        do throws(Diagnostics) {
            parameters = try options.allParameters()
            knowledge = try KnowledgeBase.named(options.knowledgeDirectory)
            // The rows are where the other engine is.
            graph = try options.engine == nil ? options.loadPath.map(GraphSource.load) : .empty
        } catch {
            let settings = options.settings(over: standing)
            errors.write(error, settings.errorFormat, settings.color)
            return ExitStatus(for: error)
        }
        Interrupts.install()
        let session = Session(
            knowledge: knowledge, graph: graph, settings: standing, output: output, errors: errors,
            isInteractive: isInteractive)
        session.note(filesOf: options)
        session.version = options.version
        session.tablesDirectory = options.loadPath
        if options.safe { session.permissions = [] }
        // A script means the same whoever runs it.
        if isInteractive, !options.skipsConfiguration { ConfigurationFile.standard()?.apply(to: session) }
        session.settings = options.settings(over: session.settings)
        session.settings.parameters.merge(parameters) { $1 }
        do throws(Diagnostics) {
            if session.permissions.contains(.files) {
                session.records = try LoadableFiles(
                    folder: options.filesDirectory, inputIsScript: options.readsScriptFromInput, inUse: session.filesInUse,
                    deadline: session.inputDeadline, unpacked: options.unpacked)
            }
            if let server = options.server { session.service = try BoltService(BoltAddress(server), version: options.version) }
            if let engine = options.engine, let directory = options.loadPath {
                try session.require(.processes, for: "--engine")
                session.service = try EngineService(EngineCommand(engine), directory: directory, deadline: session.inputDeadline)
            }
            if let path = options.workspace {
                try session.open(
                    Workspace(path, knowledge: session.digest, commands: session.commandNames, isReadOnly: options.isReadOnly))
            }
        } catch {
            session.show(error)
            return ExitStatus(for: error)
        }
        var code = isInteractive
            ? InteractiveShell(session: session, version: options.version).run()
            : options.answersRequests ? RequestLoop(session).run() : runScripts(options, in: session)
        if session.workspace != nil, session.isInTransaction, !session.graphs.uncommitted.isEmpty {
            session.tell("note: what was written since :begin was not committed and is not in the workspace")
        }
        do throws(Diagnostics) { try session.finishFile() } catch {
            session.show(error)
            code = .failure
        }
        output.flush()
        if let failure = output.failure, failure != EPIPE {
            session.show(Diagnostics(ShellFault.unwritableOutput(reason: String(describing: Errno(rawValue: failure)))))
            code = .failure
        }
        return code
    }

    /// Reports that the output could not be written, with the number of the system's error.
    public static func cannotWrite(_ failure: Int32) -> ExitStatus {
        Output.standardError().write(
            Diagnostics(ShellFault.unwritableOutput(reason: String(describing: Errno(rawValue: failure)))), .text, .never)
        return .failure
    }

    private static func runScripts(_ options: ShellOptions, in session: Session) -> ExitStatus {
        var runner = ScriptRunner(session: session, keepsGoing: options.keepGoing, echoes: options.echo)
        // Several -c are one document to whoever reads JSON.
        if session.settings.format == .json, options.inputs.count > 1 { session.jsonItems = 0 }
        for input in options.inputs.isEmpty ? [.file("-")] : options.inputs where !runner.hasStopped {
            runner.run(input)
        }
        session.endItems()
        guard runner.exitCode == .success else { return runner.exitCode }
        do throws(Diagnostics) {
            if options.failOnRows, session.rowCount > 0 { throw Diagnostics(GateFault.rowsFound(session.rowCount)) }
            try options.expectedRows?.check(session.last.result?.rows ?? 0)
        } catch {
            session.show(error)
            return .gap
        }
        return .success
    }
}

extension Session {
    /// What the command line names stays as it is, whatever is to be written where.
    fileprivate func note(filesOf options: ShellOptions) {
        filesInUse.add(options.workspace, as: "the workspace")
        filesInUse.add(below: options.knowledgeDirectory, as: "part of the knowledge base")
        filesInUse.add(below: options.loadPath, as: "part of what --load reads")
        filesInUse.add(HistoryFile.standard()?.path.string, as: "the history")
        filesInUse.add(ConfigurationFile.standard()?.path, as: "the file of settings")
        filesInUse.add(descriptor: STDIN_FILENO, as: "what standard input comes from")
        filesInUse.add(descriptor: STDOUT_FILENO, as: "what standard output goes to")
        for input in options.inputs { if case .file(let path) = input { filesInUse.add(path, as: "a script that is run") } }
    }
}

extension ShellOptions {
    fileprivate var readsScriptFromInput: Bool {
        inputs.isEmpty || inputs.contains { if case .file("-") = $0 { true } else { false } }
    }
}
