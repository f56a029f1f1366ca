public import ArgumentParser

/// The options of `cqcq serve`: the program behind it reads them, and `cqcq` shows them in its help.
public struct ServeOptions: ParsableArguments {
    public static let configuration = CommandConfiguration(
        commandName: "cqcq serve",
        abstract: "Serve the knowledge base to other programs.",
        discussion: """
            --bolt speaks the protocol of Neo4j's drivers, --mcp the Model Context Protocol on standard input and output. \
            Clients only read, unless --workspace names a file to keep what they write. Beyond the loopback interface a user and a password are needed.
            """)

    @Option(help: ArgumentHelp("Serve Bolt at this address: 127.0.0.1:7687.", valueName: "host:port"))
    public var bolt: String?

    @Flag(help: "Serve MCP on standard input and output, for one assistant.")
    public var mcp = false

    @Option(name: .customLong("kb"), help: ArgumentHelp("Serve this folder instead of the built-in knowledge base.", valueName: "dir"))
    public var knowledgeDirectory: String?

    @Option(name: .customLong("load"), help: ArgumentHelp("Serve the graph of a folder of CSV files or of a snapshot.", valueName: "path"))
    public var loadPath: String?

    @Option(help: ArgumentHelp("Let clients write, and keep what they write in this file.", valueName: "file"), completion: .file())
    public var workspace: String?

    @Option(help: ArgumentHelp("The one user who may connect; the password is in CQCQ_SERVE_PASSWORD.", valueName: "name"))
    public var user: String?

    @Option(help: ArgumentHelp("Stop a query that takes longer.", valueName: "time"))
    public var timeout = "30s"

    @Option(help: ArgumentHelp("Stop a query that needs more memory.", valueName: "size"))
    public var maxMemory = "500M"

    @Option(help: ArgumentHelp("Largest number of rows of one result.", valueName: "number"))
    public var maxRows = 1_000_000

    @Option(help: ArgumentHelp("Largest number of clients at once.", valueName: "number"))
    public var maxClients = 256

    public func validate() throws {
        guard (bolt != nil) != mcp else { throw ValidationError("give --bolt HOST:PORT or --mcp") }
        if mcp, workspace != nil { throw ValidationError("--workspace is for --bolt: assistants only read") }
        guard maxRows > 0, maxClients > 0 else { throw ValidationError("--max-rows and --max-clients are 1 or more") }
    }

    public init() {}
}
