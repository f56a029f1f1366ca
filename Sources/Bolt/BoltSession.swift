import Diagnostics
import PropertyGraph
public import QueryEngine

/// One client's conversation: takes requests in order and gives the answers to each. It knows no network and no threads;
/// `cancellation` alone may be set from outside while a request is being answered.
public final class BoltSession {
    /// What the server has in it.
    public struct Settings: Sendable {
        public var program: String
        /// `host:port`, for clients that ask for a routing table.
        public var address: String
        /// Whom to let in; nil lets everybody in.
        public var credentials: (@Sendable (_ user: String, _ password: String) -> Bool)?
        public var timeout: Duration?
        public var memory: Int?
        /// Rows of one result.
        public var rows: Int?

        public init(program: String, address: String) {
            self.program = program
            self.address = address
        }
    }

    enum State: Equatable {
        case negotiation, authentication, ready, streaming, transaction, transactionStreaming, failed, interrupted, defunct
    }

    /// An open transaction: what it began with, and what it has made of it.
    struct Transaction {
        var base: BoltEdition
        var database: String
        var graph: Graph
        var isReading: Bool
        var timeout: Duration?
        var statements: [BoltStatement] = []
    }

    /// A result that is being pulled.
    struct Result {
        var cursor: RowCursor
        var rows: [[Value]] = []
        var next = 0
        var isEnded = false
        var writes: Bool
        /// How many rows have been given.
        var given = 0
    }

    public let cancellation = Cancellation()
    let settings: Settings
    let store: any BoltStore
    let version: BoltVersion
    var state: State
    var saysUTC: Bool
    var transaction: Transaction?
    var results: [Int: Result] = [:]
    var lastResult = 0

    public init(_ store: any BoltStore, version: BoltVersion, settings: Settings) {
        self.store = store
        self.version = version
        self.settings = settings
        state = .negotiation
        saysUTC = version.isFive
    }

    /// Whether the connection is to be closed.
    public var isOver: Bool { state == .defunct }

    /// A reset is on its way: what comes before it is passed over.
    public func interrupt() {
        if state != .negotiation, state != .authentication, state != .defunct { state = .interrupted }
    }

    /// Answers one message. `reply` takes each answer as soon as it is there.
    public func answer(_ message: [UInt8], _ reply: (PackedValue) -> Void) {
        let request: BoltRequest
        do throws(BoltFailure) {
            request = try BoltRequest(message)
        } catch {
            fail(error, reply)
            // Whoever sends what is not a message cannot be talked with.
            state = .defunct
            return
        }
        switch (request, state) {
        case (_, .defunct): return
        case (.goodbye, _): end()
        case (.reset, .negotiation), (.reset, .authentication): outOfPlace(request, reply)
        case (.reset, _):
            forget()
            cancellation.reset()
            state = .ready
            reply(.success([:]))
        case (_, .failed), (_, .interrupted): reply(.ignored)
        default:
            do throws(BoltFailure) {
                try perform(request, reply)
            } catch {
                fail(error, reply)
            }
        }
    }

    /// Says why, and waits for a reset; nothing of a transaction stays.
    private func fail(_ failure: BoltFailure, _ reply: (PackedValue) -> Void) {
        reply(.failure(failure))
        let isIn = state != .negotiation && state != .authentication
        forget()
        state = isIn ? .failed : .defunct
    }

    private func outOfPlace(_ request: BoltRequest, _ reply: (PackedValue) -> Void) {
        fail(.request("\(request.name) cannot come here"), reply)
        state = .defunct
    }

    private func forget() {
        results = [:]
        transaction = nil
    }

    private func end() {
        forget()
        state = .defunct
    }

    private func perform(_ request: BoltRequest, _ reply: (PackedValue) -> Void) throws(BoltFailure) {
        switch (request, state) {
        case (.hello(let extra), .negotiation): try greet(extra, reply)
        case (.logon(let token), .authentication): try logOn(token, reply)
        case (.logoff, .ready) where version.hasLogon:
            state = .authentication
            reply(.success([:]))
        case (.telemetry, .ready): reply(.success([:]))
        case (.route(let context), .ready): reply(.success(["rt": route(context)]))
        case (.begin(let extra), .ready): try begin(extra, reply)
        case (.run(let text, let parameters, let extra), .ready), (.run(let text, let parameters, let extra), .transaction),
            (.run(let text, let parameters, let extra), .transactionStreaming):
            try run(text, parameters, extra, reply)
        case (.pull(let count, let id), .streaming), (.pull(let count, let id), .transactionStreaming):
            try give(count, id, takesRows: true, reply)
        case (.discard(let count, let id), .streaming), (.discard(let count, let id), .transactionStreaming):
            try give(count, id, takesRows: false, reply)
        case (.commit, .transaction): try commit(reply)
        case (.rollback, .transaction), (.rollback, .transactionStreaming):
            forget()
            state = .ready
            reply(.success([:]))
        default: outOfPlace(request, reply)
        }
    }

    // MARK: Who is there

    private func greet(_ extra: PackedValue, _ reply: (PackedValue) -> Void) throws(BoltFailure) {
        var answer: [PackedValue.Entry] = [
            .init(key: "server", value: .string("Neo4j/5.4.0 compatible (cqcq \(settings.program))")),
            .init(key: "connection_id", value: .string("bolt-\(UInt32.random(in: .min ... .max))")),
        ]
        if case .list(let patches)? = extra["patch_bolt"], patches.contains(.string("utc")), !version.isFive {
            saysUTC = true
            answer.append(.init(key: "patch_bolt", value: .list([.string("utc")])))
        }
        answer.append(.init(key: "hints", value: .map([:])))
        if version.hasLogon {
            state = .authentication
        } else {
            try checkCredentials(extra)
            state = .ready
        }
        reply(.structure(tag: 0x70, [.map(answer)]))
    }

    private func logOn(_ token: PackedValue, _ reply: (PackedValue) -> Void) throws(BoltFailure) {
        try checkCredentials(token)
        state = .ready
        reply(.success([:]))
    }

    private func checkCredentials(_ token: PackedValue) throws(BoltFailure) {
        guard let credentials = settings.credentials else { return }
        guard token["scheme"]?.text == "basic", let user = token["principal"]?.text, let password = token["credentials"]?.text,
            credentials(user, password)
        else {
            throw BoltFailure(code: "Neo.ClientError.Security.Unauthorized", message: "the user name or the password is wrong")
        }
    }

    /// One server does everything.
    private func route(_ context: PackedValue) -> PackedValue {
        let address = PackedValue.string(context["address"]?.text ?? settings.address)
        let roles = ["ROUTE", "READ", "WRITE"].map { role in
            PackedValue.map(["addresses": .list([address]), "role": .string(role)])
        }
        return .map(["ttl": .integer(300), "db": .string(Self.database), "servers": .list(roles)])
    }

    static let database = "cqcq"
}

extension PackedValue {
    static func success(_ entries: KeyValuePairs<String, PackedValue>) -> PackedValue { .structure(tag: 0x70, [.map(entries)]) }

    static func record(_ row: [PackedValue]) -> PackedValue { .structure(tag: 0x71, [.list(row)]) }

    static var ignored: PackedValue { .structure(tag: 0x7E, []) }

    static func failure(_ failure: BoltFailure) -> PackedValue {
        .structure(tag: 0x7F, [.map(["code": .string(failure.code), "message": .string(failure.message)])])
    }
}
