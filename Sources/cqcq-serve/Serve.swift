import ArgumentParser
import Bolt
import Diagnostics
import Foundation
import Interchange
import Knowledge
import PropertyGraph
import ServeOptions
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
    static let configuration = ServeOptions.configuration

    @OptionGroup var options: ServeOptions

    func run() throws {
        do throws(Diagnostics) {
            let (time, memory) = (try OptionText.duration(options.timeout), try OptionText.size(options.maxMemory))
            if options.mcp { return MCPServer(options: try programOptions(), version: ProgramVersion.current).run() }
            let address = try ServerAddress(options.bolt ?? "")
            var settings = BoltSession.Settings(program: ProgramVersion.current, address: "\(address.host):\(address.port)")
            (settings.timeout, settings.memory, settings.rows) = (time, memory, options.maxRows)
            settings.credentials = try credentials(address)
            let graph = try ServedGraph(
                knowledge: try KnowledgeBase.named(options.knowledgeDirectory), graph: try options.loadPath.map(GraphSource.load),
                workspace: options.workspace, user: options.user, limits: (time, memory))
            try BoltServer(graph: graph, settings: settings, mostClients: options.maxClients).run(at: address)
        } catch {
            FileHandle.standardError.write(Data((DiagnosticRenderer(color: false).render(error) + "\n").utf8))
            throw ExitCode(error.list.contains { $0.fault.category == .usageError } ? 2 : 1)
        }
    }

    private func credentials(_ address: ServerAddress) throws(Diagnostics) -> (@Sendable (String, String) -> Bool)? {
        guard let user = options.user else {
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
        var words = ["--safe", "--read-only", "--timeout", options.timeout, "--max-memory", options.maxMemory]
        if let folder = options.knowledgeDirectory { words += ["--kb", folder] }
        if let path = options.loadPath { words += ["--load", path] }
        return words
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
