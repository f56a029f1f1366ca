#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import Diagnostics
import Interchange
import Knowledge
import PropertyGraph
import ShippedKnowledge
import SystemPackage

/// The program behind the command line: a shell on a terminal, else a runner of scripts.
public enum ShellProgram {
    /// Runs to the end and says how the program is to exit.
    public static func run(_ options: ShellOptions) -> ExitStatus {
        Interrupts.install()
        if let threads = options.threads { Workers.count = threads }
        let output = Output.standardOutput()
        let errors = Output.standardError()
        let isInteractive = options.inputs.isEmpty && isatty(STDIN_FILENO) == 1
        let knowledge: KnowledgeBase
        let graph: Graph?
        do throws(Diagnostics) {
            knowledge = try options.knowledgeDirectory.map(KnowledgeBase.load) ?? .shipped
            graph = try options.loadPath.map(GraphSource.load)
        } catch {
            return refuse(error, options.errorFormat, options.color)
        }
        var settings = Session.Settings(format: .standard(onTerminal: output.isTerminal))
        let session = Session(
            knowledge: knowledge, graph: graph, settings: settings, output: output, errors: errors,
            isInteractive: isInteractive)
        if options.safe { session.permissions = [] }
        // A script means the same whoever runs it.
        if isInteractive, !options.skipsConfiguration {
            ConfigurationFile.standard()?.apply(to: session)
            settings = session.settings
        }
        options.apply(to: &settings)
        session.settings = settings
        do throws(Diagnostics) {
            if session.permissions.contains(.files) {
                session.records = try LoadableFiles(folder: options.filesDirectory, inputIsScript: options.readsScriptFromInput)
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
            : runScripts(options, in: session)
        if session.workspace != nil, session.isInTransaction, !session.uncommitted.isEmpty {
            session.tell("note: what was written since :begin was not committed and is not in the workspace")
        }
        output.flush()
        if let failure = output.failure, failure != EPIPE {
            session.show(Diagnostics(ShellFault.unwritableOutput(reason: String(describing: Errno(rawValue: failure)))))
            code = .failure
        }
        return code
    }

    /// Tells why the program does not begin.
    public static func refuse(_ diagnostics: Diagnostics, _ format: ErrorFormat, _ color: ColorChoice) -> ExitStatus {
        Output.standardError().write(diagnostics, format, color)
        return ExitStatus(for: diagnostics)
    }

    private static func runScripts(_ options: ShellOptions, in session: Session) -> ExitStatus {
        var runner = ScriptRunner(session: session, keepsGoing: options.keepGoing, echoes: options.echo)
        for input in options.inputs.isEmpty ? [.file("-")] : options.inputs where !runner.hasStopped {
            runner.run(input)
        }
        return runner.exitCode
    }
}

extension ShellOptions {
    /// What the command line says goes before what the settings are.
    fileprivate func apply(to settings: inout Session.Settings) {
        if let format { settings.format = format }
        if let asOf { settings.asOf = asOf }
        if let knownOn { settings.knownOn = knownOn }
        settings.parameters.merge(parameters) { $1 }
        settings.withSources = settings.withSources || withSources
        settings.wide = settings.wide || wide
        settings.timer = settings.timer || timer
        settings.readOnly = isReadOnly
        if let timeout { settings.timeout = timeout }
        settings.memory = memory
        if color != .auto { settings.color = color }
        settings.errorFormat = errorFormat
    }

    fileprivate var isReadOnly: Bool { readOnly || safe }

    fileprivate var readsScriptFromInput: Bool {
        inputs.isEmpty || inputs.contains { if case .file("-") = $0 { true } else { false } }
    }
}
