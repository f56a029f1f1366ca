import Bolt
import Diagnostics
import PropertyGraph
import QueryEngine

/// Messages behind their sizes, two bytes each, as a client sends them to a server and a server to its client.
enum BoltTarget {
    static func run(_ bytes: [UInt8]) throws(FuzzFailure) {
        let session = BoltSession(Store(), version: BoltVersion(5, 4), settings: settings)
        // So that most inputs get beyond the greeting.
        session.answer([0xB1, 0x01, 0xA0]) { _ in }
        session.answer([0xB1, 0x6A, 0xA0]) { _ in }
        var rest = bytes[...]
        while let message = next(&rest), !session.isOver {
            if BoltInterrupt.isReset(message) { session.interrupt() }
            session.answer(message) { _ in }
        }
        let client = BoltClient(Recording(bytes))
        do {
            try client.begin(agent: "fuzz", user: nil, password: "")
            var rows = BoltRows()
            _ = try client.run("RETURN 1", parameters: .map([:]), settings: .map([:]))
            while true {
                let portion = try client.pull(10)
                for row in portion.rows { _ = try rows.values(row) }
                do { try rows.graph.checkInvariants() } catch { throw FuzzFailure("what a server sent breaks the graph: \(error)") }
                if !portion.hasMore { break }
            }
            try client.reset()
        } catch let failure as FuzzFailure {
            throw failure
        } catch {}
    }

    private static var settings: BoltSession.Settings {
        var settings = BoltSession.Settings(program: "fuzz", address: "127.0.0.1:7687")
        (settings.timeout, settings.memory, settings.rows) = (.milliseconds(200), 32 << 20, 10_000)
        return settings
    }

    private static func next(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        guard let high = rest.popFirst(), let low = rest.popFirst() else { return nil }
        let message = Array(rest.prefix(Int(high) << 8 | Int(low)))
        rest = rest.dropFirst(message.count)
        return message
    }

    /// Sends what it was given, to whoever asks.
    private final class Recording: BoltTransport {
        struct Ended: Error {}
        typealias Failure = Ended
        private var rest: ArraySlice<UInt8>

        init(_ bytes: [UInt8]) { rest = [0, 0, 4, 5] + bytes }

        func send(_ bytes: [UInt8]) {}

        func receive(_ count: Int) throws(Ended) -> [UInt8] {
            guard rest.count >= count else { throw Ended() }
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
    }

    private struct Store: BoltStore {
        var isWritable: Bool { true }

        func has(database: String) -> Bool { database == "cqcq" }

        func edition() -> BoltEdition { BoltEdition(graph: .empty, number: 0) }

        func prepare(
            _ text: String, parameters: Set<String>, over graph: Graph, database: String, isEdition: Bool, isReadOnly: Bool
        ) throws(Diagnostics) -> BoltPrepared {
            BoltPrepared(query: try Engine(graph: graph, isReadOnly: isReadOnly).prepare(SourceText(text), parameters: parameters), inputs: 0)
        }

        func keep(_ statements: [BoltStatement], over edition: Int) -> Bool { true }
    }
}
