import ArgumentParser
import Bolt
import Diagnostics
import Foundation
import Interchange
import Knowledge
import PropertyGraph
import Shell
import ShippedKnowledge

@main
enum Program {
    static func main() {
        do {
            var command = try Serve.parseAsRoot()
            try command.run()
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch {
            // The parser's own exit code for wrong usage is 64; ours is 2.
            let isHelp = Serve.exitCode(for: error) == .success
            let text = isHelp ? Serve.fullMessage(for: error) : "error: \(Serve.message(for: error).escapingControls)\n`cqcq serve --help` lists the options"
            (isHelp ? FileHandle.standardOutput : .standardError).write(Data((text + "\n").utf8))
            exit(isHelp ? 0 : 2)
        }
    }
}

struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cqcq serve",
        abstract: "Serve the knowledge base to other programs.",
        discussion: """
            --bolt speaks the protocol of Neo4j's drivers, --mcp the Model Context Protocol on standard input and output.
            Clients only read. Beyond the loopback interface a user and a password are needed.
            """)

    @Option(help: ArgumentHelp("Serve Bolt at this address: 127.0.0.1:7687.", valueName: "host:port"))
    var bolt: String?

    @Flag(help: "Serve MCP on standard input and output, for one assistant.")
    var mcp = false

    @Option(name: .customLong("kb"), help: ArgumentHelp("Serve this folder, not the built-in knowledge base.", valueName: "dir"))
    var knowledgeDirectory: String?

    @Option(name: .customLong("load"), help: ArgumentHelp("Serve the graph of a folder of CSV files or of a snapshot.", valueName: "path"))
    var loadPath: String?

    @Option(help: ArgumentHelp("The one user who may connect; the password is in CQCQ_SERVE_PASSWORD.", valueName: "name"))
    var user: String?

    @Option(help: ArgumentHelp("Stop a query after this time (default: 30s).", valueName: "time"))
    var timeout = "30s"

    @Option(help: ArgumentHelp("Stop a query that would hold more memory (default: 500M).", valueName: "size"))
    var maxMemory = "500M"

    @Option(help: ArgumentHelp("Most rows of one result (default: 1000000).", valueName: "number"))
    var maxRows = 1_000_000

    @Option(help: ArgumentHelp("Most clients at once (default: 256).", valueName: "number"))
    var maxClients = 256

    func validate() throws {
        guard (bolt != nil) != mcp else { throw ValidationError("give --bolt HOST:PORT or --mcp") }
        guard maxRows > 0, maxClients > 0 else { throw ValidationError("--max-rows and --max-clients are 1 or more") }
    }

    func run() throws {
        do throws(Diagnostics) {
            let (time, memory) = (try OptionText.duration(timeout), try OptionText.size(maxMemory))
            if mcp { return MCPServer(options: try programOptions(), version: ProgramVersion.current).run() }
            let address = try ServerAddress(bolt ?? "")
            var settings = BoltSession.Settings(program: ProgramVersion.current, address: "\(address.host):\(address.port)")
            (settings.timeout, settings.memory, settings.rows) = (time, memory, maxRows)
            settings.credentials = try credentials(address)
            let store: any BoltStore = if let loadPath { GraphStore(try GraphSource.load(loadPath)) } else {
                KnowledgeStore(try knowledgeDirectory.map(KnowledgeBase.load) ?? .shipped)
            }
            try BoltServer(store: store, settings: settings, mostClients: maxClients).run(at: address)
        } catch {
            FileHandle.standardError.write(Data((DiagnosticRenderer(color: false).render(error) + "\n").utf8))
            throw ExitCode(error.list.contains { $0.fault.category == .usageError } ? 2 : 1)
        }
    }

    private func credentials(_ address: ServerAddress) throws(Diagnostics) -> (@Sendable (String, String) -> Bool)? {
        guard let user else {
            guard address.isLoopback else { throw Diagnostics(ServeFault.needsPassword(address.host)) }
            return nil
        }
        guard let password = ProcessInfo.processInfo.environment["CQCQ_SERVE_PASSWORD"], !password.isEmpty else {
            throw Diagnostics(ServeFault.noPassword)
        }
        return { SameText.holds($0, user) && SameText.holds($1, password) }
    }

    /// What a question to the program needs to be about the same data under the same limits.
    private func programOptions() throws(Diagnostics) -> [String] {
        var options = ["--safe", "--read-only", "--timeout", timeout, "--max-memory", maxMemory]
        if let knowledgeDirectory { options += ["--kb", knowledgeDirectory] }
        if let loadPath { options += ["--load", loadPath] }
        return options
    }
}

/// Takes as long for texts that differ early as for those that differ late.
enum SameText {
    static func holds(_ a: String, _ b: String) -> Bool {
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        var difference = a.count ^ b.count
        for index in 0..<max(a.count, b.count) {
            difference |= Int((index < a.count ? a[index] : 0) ^ (index < b.count ? b[index] : 0))
        }
        return difference == 0
    }
}

/// Where a server listens.
struct ServerAddress {
    var host: String
    var port: Int

    init(_ text: String) throws(Diagnostics) {
        let parts = text.hasPrefix("[")
            ? text.dropFirst().split(separator: "]", maxSplits: 1).map(String.init) : text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let port = Int(parts[1].drop { $0 == ":" }), (0...65535).contains(port), !parts[0].isEmpty else {
            throw Diagnostics(ServeFault.badAddress(text))
        }
        (host, self.port) = (parts[0], port)
    }

    var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}

enum ServeFault: Fault {
    case badAddress(String)
    case needsPassword(String)
    case noPassword
    case cannotListen(String, reason: String)

    var code: String {
        switch self {
        case .badAddress: "InvalidAddress"
        case .needsPassword, .noPassword: "PasswordNeeded"
        case .cannotListen: "CannotListen"
        }
    }

    var category: FaultCategory {
        if case .cannotListen = self { .dataError } else { .usageError }
    }

    var sentence: String {
        switch self {
        case .badAddress(let text): "`\(text)` is not an address"
        case .needsPassword(let host): "\(host) can be reached from other machines, so a user and a password are needed"
        case .noPassword: "--user needs a password in the environment variable CQCQ_SERVE_PASSWORD"
        case .cannotListen(let address, let reason): "cannot listen at \(address): \(reason)"
        }
    }

    var hint: String? {
        switch self {
        case .badAddress: "write it as 127.0.0.1:7687"
        case .needsPassword: "give --user NAME and set CQCQ_SERVE_PASSWORD, or listen at 127.0.0.1"
        case .noPassword, .cannotListen: nil
        }
    }
}
