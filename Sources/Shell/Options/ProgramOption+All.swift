import Diagnostics

extension ProgramOption {
    /// In the order of help.
    package static let all: [ProgramOption] = [
        .list("c", "text", "Run statements, separated by `;`.", takesAnyText: true, \.inputs) { text in .text(text) },
        .list("f", "file", "Run a script; `-` is standard input.", completion: .files, takesAnyText: true, \.inputs) { path in .file(path) },
        .setting(.format, summary: "\(Setting.format.summary): \(ResultFormat.list). A terminal gets table, all else tsv."),
        .setting(.chart),
        .text("kb", "dir", "Read this folder instead of the built-in knowledge base.", completion: .folders, \.knowledgeDirectory),
        .text("load", "path", "Query the graph of a folder of CSV files, or of a snapshot.", \.loadPath),
        .text("connect", "address", "Send queries and commands to a Bolt server: bolt://USER@HOST:7687.", \.server),
        .text(
            "engine", "command", "Send queries to another engine that has the tables of --load: its client, or a name from the file of engines.",
            \.engine),
        .setting(.asOf, name: "as-of"),
        .setting(.knownOn, name: "known-on"),
        .list("param", "name=value", "Give $name a value.", \.parameters, OptionText.parameter),
        .text("params-file", "file", "Read parameters from a JSON or YAML file.", completion: .files, \.parametersPath),
        .list("param-env", "name=VARIABLE", "Give $name the text of an environment variable.", \.environmentParameters, OptionText.environmentParameter),
        .text("allow-files", "dir", "Let LOAD CSV and LOAD TABLE read the files below this folder.", completion: .folders, \.filesDirectory),
        .value("max-unpacked", "size", "Refuse spreadsheets that unpack to more: 500M, 8G (default: 4G).", \.unpacked, OptionText.size),
        .flag("safe", "Refuse files, writing and other programs.", \.safe),
        .text("workspace", "file", "Keep what is written in this file, and start with what it holds.", completion: .files, \.workspace),
        .setting(.withSources),
        .setting(.wide),
        .flag("requests", "Answer requests of another program, one line of JSON per request, as the Python package sends them.", \.answersRequests),
        .flag("keep-going", "Continue after an error in a script; it still exits with 1.", \.keepGoing),
        .flag("echo", "Show each statement of a script on standard error before it runs.", \.echo),
        .flag(session: "strict", "Treat warnings as errors.", \.isStrict),
        .flag(session: "quiet", "Hide warnings and notes.", \.isQuiet),
        .flag("fail-on-rows", "Exit with 3 if a script returns rows.", \.failOnRows),
        .value(
            "expect-rows", "n|n..m", "Exit with 3 unless the last result of a script has this number of rows: 0, 1..5, 1..", \.expectedRows, RowGate.init),
        errorFormat,
        .setting(.timeout),
        maxMemory,
        .value("threads", "number", "Number of worker threads (default: one per core).", \.threads, OptionText.threads),
        .setting(.timer),
        .flag("read-only", "Refuse statements that write.", \.readOnly),
        .setting(.color),
        .flag("no-config", "Do not read the file of settings.", \.skipsConfiguration),
    ]

    private static let errorFormat = ProgramOption(
        name: "error-format", valueName: "text|json", summary: "Report errors as text or as JSON, one object per line.",
        completion: .words(ErrorFormat.allCases.map(\.rawValue))
    ) { text throws(Diagnostics) in
        let format = try ErrorFormat(named: text, option: "--error-format")
        return { $0.settings.append { $0.errorFormat = format } }
    }

    private static let maxMemory = ProgramOption(
        name: "max-memory", valueName: "size", summary: "Stop a statement that needs more memory: 500M, 2G."
    ) { text throws(Diagnostics) in
        let bytes = try OptionText.size(text)
        return { $0.settings.append { $0.memory = bytes } }
    }
}
