import Diagnostics
import PropertyGraph

/// What the command line says; `ProgramOption` reads it.
package struct ShellOptions: Sendable {
    package enum Input: Sendable {
        /// `-c TEXT`
        case text(String)
        /// `-f FILE`; `-` is standard input.
        case file(String)
    }

    /// In the order given. Empty: a shell on a terminal, else a script on standard input.
    package var inputs: [Input] = []
    /// A folder to read instead of the built-in knowledge base.
    package var knowledgeDirectory: String?
    /// A folder of CSV files, or a snapshot, to ask in place of the knowledge base.
    package var loadPath: String?
    /// The address of a Bolt server that answers queries.
    package var server: String?
    /// The client of another engine, which has the tables of that folder and is asked in place of the graph.
    package var engine: String?
    package var parameters: [QueryParameter] = []
    /// A file of parameters; those of the command line hold over its own.
    package var parametersPath: String?
    package var environmentParameters: [QueryParameter] = []
    package var keepGoing = false
    /// Standard input holds requests of another program (`RequestLoop`).
    package var answersRequests = false
    /// Each statement of a script is shown on standard error before it runs.
    package var echo = false
    /// The folder below which LOAD CSV and LOAD TABLE may read.
    package var filesDirectory: String?
    /// Bytes that a spreadsheet may unpack to.
    package var unpacked: Int?
    /// No files, no writing, no other programs, whatever statements ask for.
    package var safe = false
    /// A script that returns rows fails.
    package var failOnRows = false
    /// How many rows the last result of a script may have.
    package var expectedRows: RowGate?
    /// A file that what is written is kept in, and read from at the start.
    package var workspace: String?
    /// Statements that would write are refused.
    package var readOnly = false
    /// Threads to work with; nil for as many as there are cores.
    package var threads: Int?
    /// The file of settings is passed over.
    package var skipsConfiguration = false
    /// Shown in the banner.
    package var version = ""
    /// What the options change of the settings, in their order.
    package var settings: [Setting.Change] = []

    package init() {}

    var isReadOnly: Bool { readOnly || safe }

    /// Why these options cannot be given together; nil if they can.
    package var conflict: String? {
        if answersRequests, !inputs.isEmpty { return "--requests takes its statements from standard input: leave -c and -f out" }
        if server != nil, loadPath != nil || workspace != nil { return "--connect asks another server's graph: leave --load and --workspace out" }
        if engine != nil, loadPath == nil { return "--engine needs --load, the folder whose tables the engine has" }
        if engine != nil, workspace != nil || server != nil { return "--engine asks another engine: leave --workspace and --connect out" }
        return nil
    }

    /// What these options make of the settings, which so far are those of the file of settings.
    func settings(over standing: Session.Settings) -> Session.Settings {
        var settings = standing
        for change in self.settings { change(&settings) }
        settings.readOnly = isReadOnly
        return settings
    }

    /// The parameters of all three options. Throws what is wrong with the file.
    func allParameters() throws(Diagnostics) -> [String: Value] {
        var all: [String: Value] = [:]
        if let parametersPath { all = try ParameterFile.read(parametersPath) }
        for parameter in environmentParameters + parameters { all[parameter.name] = parameter.value }
        return all
    }
}

/// How errors are reported.
public enum ErrorFormat: String, NamedChoice, Sendable {
    /// Sentence, caret and hint.
    case text
    /// One object per line: `DiagnosticJSON`.
    case json
}

/// `--color`
public enum ColorChoice: String, NamedChoice, Sendable {
    case auto, always, never

    /// `auto` means: on a terminal, unless NO_COLOR is set.
    func holds(for output: Output) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto: output.isTerminal && (Environment["NO_COLOR"] ?? "").isEmpty && !Environment.isDumb
        }
    }
}
