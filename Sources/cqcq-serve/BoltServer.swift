import Bolt
import Diagnostics
import Foundation
import NIOCore
import NIOPosix
import Shell
import Synchronization

/// Listens for clients and gives each a conversation of its own.
struct BoltServer {
    let graph: ServedGraph
    let settings: BoltSession.Settings
    let mostClients: Int

    /// Runs until SIGINT or SIGTERM. Prints the address when it is ready.
    func run(at address: ServerAddress) throws(Diagnostics) {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let clients = ClientCount(most: mostClients)
        let (store, settings) = (ServedStore(graph: graph), settings)
        let channel: any Channel
        do {
            channel = try ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 256)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
                .childChannelInitializer { channel in
                    guard clients.enter() else { return channel.close() }
                    channel.closeFuture.whenComplete { _ in clients.leave() }
                    return channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(BoltHandler(store: store, settings: settings))
                    }
                }
                .bind(host: address.host, port: address.port).wait()
        } catch {
            throw Diagnostics(ServeFault.cannotListen("\(address.host):\(address.port)", reason: "\(error)"))
        }
        let port = channel.localAddress?.port ?? address.port
        FileHandle.standardError.write(Data("serving Bolt at \(address.host):\(port)\n".utf8))
        signal(SIGPIPE, SIG_IGN)
        for number in [SIGINT, SIGTERM] { signal(number, SIG_IGN) }
        let sources = [SIGINT, SIGTERM].map { number in
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { channel.close(promise: nil) }
            source.resume()
            return source
        }
        try? channel.closeFuture.wait()
        _ = sources.count
        // Conversations may still be going on, each on its own thread: they end with the process, but none within a commit.
        graph.finish()
        exit(0)
    }
}

/// How many clients there are.
final class ClientCount: Sendable {
    private let most: Int
    private let count = Mutex(0)

    init(most: Int) { self.most = most }

    func enter() -> Bool {
        count.withLock { count in
            guard count < most else { return false }
            count += 1
            return true
        }
    }

    func leave() { count.withLock { $0 -= 1 } }
}
