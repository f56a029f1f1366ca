/// The client's side of a conversation with a Bolt server (https://neo4j.com/docs/bolt/current/bolt/message/).
/// It knows no network: a transport carries its bytes. After `ClientFailure.transport` nothing more can be asked.
public final class BoltClient<Transport: BoltTransport> {
    public enum ClientFailure: Error {
        /// The connection failed.
        case transport(Transport.Failure)
        /// The server refused: its status code and its words.
        case server(code: String, message: String)
        /// What came is not Bolt.
        case protocolBroken(String)
    }

    /// What the last answer of a result said.
    public struct Portion {
        public var rows: [[PackedValue]]
        public var hasMore: Bool
        /// The summary of the statement, where this is the last portion.
        public var summary: PackedValue
    }

    private let transport: Transport
    public private(set) var version = BoltVersion(4, 4)
    /// How the server calls itself: `Neo4j/5.4.0`.
    public private(set) var server = ""
    /// The server has refused something and passes over all until a reset.
    private var hasFailed = false
    /// Requests whose last answer has not come.
    private var waiting = 0
    /// Of a message so far, and how long the chunk is that comes next: waiting may be cut short within one.
    private var message: [UInt8] = []
    private var chunk: Int?

    /// Larger answers are refused, so that a broken server cannot fill the memory.
    private static var largestMessage: Int { 256 << 20 }

    public init(_ transport: Transport) { self.transport = transport }

    // MARK: Beginning

    /// Agrees on a version and logs in; without a user nobody is named.
    public func begin(agent: String, user: String?, password: String) throws(ClientFailure) {
        // Versions 5.4 down to 5.0, then 4.4 down to 4.2, each as: nothing, versions below, minor, major.
        try send(bytes: BoltVersion.preamble + [0, 4, 4, 5] + [0, 2, 4, 4] + [UInt8](repeating: 0, count: 8))
        let answer = try receive(4)
        guard answer[0] == 0, answer[1] == 0, answer[3] == 4 || answer[3] == 5 else {
            throw .protocolBroken("the server speaks none of Bolt 4.2 to 5.4")
        }
        version = BoltVersion(answer[3], answer[2])
        let token: [PackedValue.Entry] =
            if let user {
                [
                    .init(key: "scheme", value: .string("basic")), .init(key: "principal", value: .string(user)),
                    .init(key: "credentials", value: .string(password)),
                ]
            } else { [.init(key: "scheme", value: .string("none"))] }
        var hello: [PackedValue.Entry] = [.init(key: "user_agent", value: .string(agent))]
        if version >= BoltVersion(5, 3) {
            hello.append(.init(key: "bolt_agent", value: .map(["product": .string(agent)])))
        }
        if !version.hasLogon { hello += token }
        // Of version 4 points in time are in UTC only where both sides say so.
        if !version.isFive { hello.append(.init(key: "patch_bolt", value: .list([.string("utc")]))) }
        let greeting = try ask(0x01, [.map(hello)])
        server = greeting["server"]?.text ?? ""
        if version.hasLogon { _ = try ask(0x6A, [.map(token)]) }
    }

    // MARK: Statements

    /// Begins a statement; its rows wait. Returns the names of the columns.
    /// - Parameter settings: `mode`, `db`, `tx_timeout` and their like; of a statement within a transaction none.
    public func run(_ text: String, parameters: PackedValue, settings: PackedValue) throws(ClientFailure) -> [String] {
        let answer = try ask(0x10, [.string(text), parameters, settings])
        guard case .list(let names)? = answer["fields"] else { return [] }
        return names.map { $0.text ?? "" }
    }

    /// The next rows of the statement, `count` at most.
    public func pull(_ count: Int) throws(ClientFailure) -> Portion {
        try send(.structure(tag: 0x3F, [.map(["n": .integer(count), "qid": .integer(-1)])]))
        var rows: [[PackedValue]] = []
        while true {
            switch try next() {
            case .structure(tag: 0x71, let fields):
                guard case .list(let row)? = fields.first else { throw .protocolBroken("a record is a list") }
                rows.append(row)
            case .structure(tag: 0x70, let fields):
                let summary = fields.first ?? .map([:])
                return Portion(rows: rows, hasMore: summary["has_more"] == .boolean(true), summary: summary)
            case let other: throw refusal(other)
            }
        }
    }

    public func beginTransaction(settings: PackedValue) throws(ClientFailure) { _ = try ask(0x11, [settings]) }
    public func commit() throws(ClientFailure) { _ = try ask(0x12, []) }
    public func rollBack() throws(ClientFailure) { _ = try ask(0x13, []) }

    /// Drops what goes on, and a refusal; an open transaction with it.
    public func reset() throws(ClientFailure) {
        hasFailed = false
        try send(.structure(tag: BoltRequest.resetTag, []))
        var last = PackedValue.null
        // Answers to what was asked before come first.
        while waiting > 0 { last = try next() }
        guard case .structure(tag: 0x70, _) = last else { throw refusal(last) }
    }

    public func end() { try? send(.structure(tag: 0x02, [])) }

    // MARK: Messages

    private func ask(_ tag: UInt8, _ fields: [PackedValue]) throws(ClientFailure) -> PackedValue {
        try send(.structure(tag: tag, fields))
        switch try next() {
        case .structure(tag: 0x70, let fields): return fields.first ?? .map([:])
        case let other: throw refusal(other)
        }
    }

    private func refusal(_ answer: PackedValue) -> ClientFailure {
        switch answer {
        case .structure(tag: 0x7F, let fields):
            hasFailed = true
            return .server(code: fields.first?["code"]?.text ?? "", message: fields.first?["message"]?.text ?? "")
        case .structure(tag: 0x7E, _):
            hasFailed = true
            return .server(code: "Neo.ClientError.Request.Invalid", message: "the server passed the request over")
        default: return .protocolBroken("an answer is none of success, record, failure")
        }
    }

    private func send(_ value: PackedValue) throws(ClientFailure) {
        if hasFailed, value != .structure(tag: 0x02, []) { try reset() }
        waiting += 1
        try send(bytes: BoltChunks.bytes(of: value))
    }

    private func send(bytes: [UInt8]) throws(ClientFailure) {
        do { try transport.send(bytes) } catch { throw .transport(error) }
    }

    private func receive(_ count: Int) throws(ClientFailure) -> [UInt8] {
        do { return try transport.receive(count) } catch { throw .transport(error) }
    }

    private func next() throws(ClientFailure) -> PackedValue {
        while true {
            if chunk == nil {
                let size = try receive(2)
                chunk = Int(size[0]) << 8 | Int(size[1])
            }
            // An empty chunk ends a message, and by itself keeps the connection alive.
            if let chunk, chunk > 0 {
                message += try receive(chunk)
                guard message.count <= Self.largestMessage else { throw .protocolBroken("a message has more than 256 MiB") }
                self.chunk = nil
                continue
            }
            chunk = nil
            if !message.isEmpty { break }
        }
        defer { message = [] }
        let value: PackedValue
        do { value = try PackStreamReader.value(of: message) } catch { throw .protocolBroken("a message is not PackStream") }
        if case .structure(tag: 0x71, _) = value {} else { waiting -= 1 }
        return value
    }
}
