import Bolt
import Diagnostics
import Platform
import PropertyGraph
import QueryEngine

/// A Bolt server that answers queries: our own, Neo4j, Memgraph and their like. It connects again after the connection was lost.
final class BoltService: QueryService {
    typealias Client = BoltClient<ServerConnection>

    private let address: BoltAddress
    private let password: String
    private let agent: String
    private var open: (connection: ServerConnection, client: Client)?
    private var isInTransaction = false

    /// Rows of one answer: enough that the way there and back does not count.
    private static let portion = 2000

    /// Connects, so that a wrong address or password is reported at once.
    init(_ address: BoltAddress, version: String) throws(Diagnostics) {
        self.address = address
        agent = "cqcq/\(version)"
        password = Self.password(of: address)
        _ = try client()
    }

    var name: String { address.text }

    /// From `CQCQ_CONNECT_PASSWORD`, or typed at the terminal without being shown.
    private static func password(of address: BoltAddress) -> String {
        if let given = Environment["CQCQ_CONNECT_PASSWORD"] { return given }
        guard let user = address.user, isatty(STDIN_FILENO) == 1, let typed = getpass("Password of \(user): ".escapingControls) else { return "" }
        return String(cString: typed)
    }

    private func client() throws(Diagnostics) -> Client {
        if let open { return open.client }
        do throws(Client.ClientFailure) {
            let connection: ServerConnection
            do throws(ServerConnection.Failure) { connection = try ServerConnection(address) } catch { throw .transport(error) }
            let client = Client(connection)
            try client.begin(agent: agent, user: address.user, password: password)
            open = (connection, client)
            return client
        } catch {
            throw fault(error, timeout: nil, query: nil, isConnecting: true)
        }
    }

    /// Whether it is a server of this program, which knows the days of the knowledge base.
    private var isOurs: Bool { open?.client.server.contains("(cqcq ") ?? false }

    // MARK: Statements

    func run(_ request: ServiceRequest, limits: Limits) throws(Diagnostics) -> any RowSource {
        if request.isReadOnly { try requireReading(request.query) }
        let client = try client()
        let deadline = limits.timeout.map { ContinuousClock.now + $0 }
        open?.connection.deadline = deadline
        var rows = BoltRows()
        var batches: [[[Value]]] = []
        do throws(Client.ClientFailure) {
            let writer = BoltValueWriter(.empty, client.version, saysUTC: true)
            let parameters = PackedValue.map(request.parameters.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: writer.packed($0.value)) })
            let columns = try client.run(request.query.text, parameters: parameters, settings: settings(request, limits))
            var held = 0
            while true {
                let portion = try client.pull(Self.portion)
                if !portion.rows.isEmpty { batches.append(try values(portion.rows, &rows)) }
                held += batches.last?.reduce(0) { $0 + $1.reduce(0) { $0 + MemoryLayout<Value>.stride + $1.outerBytes } } ?? 0
                if let most = limits.memory, held > most {
                    try client.reset()
                    throw Client.ClientFailure.server(code: Self.tooMuch, message: "")
                }
                if !portion.hasMore { return FetchedRows(columns: columns, graph: rows.graph, batches: batches) }
            }
        } catch {
            // The server knows the limit: whichever of the two clocks is first, it is the same limit.
            let isOver = if case .server(Self.timedOut, _) = error, let deadline { ContinuousClock.now >= deadline - .milliseconds(50) } else { false }
            throw fault(isOver ? .transport(.late) : error, timeout: limits.timeout, query: request.query, memory: limits.memory)
        }
    }

    private static let tooMuch = "cqcq.MemoryLimit"
    private static let timedOut = "Neo.ClientError.Transaction.TransactionTimedOut"

    private func values(_ packed: [[PackedValue]], _ rows: inout BoltRows) throws(Client.ClientFailure) -> [[Value]] {
        do throws(BoltValueReader.Fault) {
            var values: [[Value]] = []
            values.reserveCapacity(packed.count)
            for row in packed { values.append(try rows.values(row)) }
            return values
        } catch { throw .protocolBroken(error.reason) }
    }

    private func settings(_ request: ServiceRequest, _ limits: Limits) -> PackedValue {
        var entries: [PackedValue.Entry] = []
        // Our own server takes another database for one statement of a transaction too.
        if isOurs, let name = Self.database(request.days) {
            entries.append(.init(key: "db", value: .string(name)))
        } else if let database = address.database, !isInTransaction {
            entries.append(.init(key: "db", value: .string(database)))
        }
        guard !isInTransaction else { return .map(entries) }
        if request.isReadOnly { entries.append(.init(key: "mode", value: .string("r"))) }
        if let timeout = limits.timeout { entries.append(.init(key: "tx_timeout", value: .integer(max(1, Int(timeout / .milliseconds(1)))))) }
        return .map(entries)
    }

    /// Not every server heeds the mode of a statement.
    private func requireReading(_ query: SourceText) throws(Diagnostics) {
        do throws(Diagnostics) { try Engine.requireReading(query) } catch {
            throw error.list.first?.fault.code == "ReadOnly" ? error : Diagnostics(ServiceFault.mayWrite)
        }
    }

    private static func database(_ days: ServiceRequest.Days) -> String? {
        switch days {
        case .asServed: nil
        case .all: "cqcq.all"
        case .of(let days): ServedGraph.Database.name(days)
        }
    }

    var answersOtherDays: Bool { false }

    func nodes(labelled labels: Set<String>, limits: Limits) -> Graph? { nil }
    func smallGraph(limits: Limits) -> Graph? { nil }

    func vocabulary() throws(Diagnostics) -> Vocabulary {
        func names(_ query: String) throws(Diagnostics) -> Set<String> {
            let rows = try run(ServiceRequest(query: SourceText(query), parameters: [:], isReadOnly: false), limits: Limits(timeout: .seconds(5)))
            var found: Set<String> = []
            while let batch = try rows.nextBatch() { for row in batch.rows { if case .string(let name)? = row.first { found.insert(name) } } }
            return found
        }
        return Vocabulary(
            labels: try names("CALL db.labels()"), types: try names("CALL db.relationshipTypes()"), properties: try names("CALL db.propertyKeys()"))
    }

    // MARK: Transactions

    func begin() throws(Diagnostics) {
        var entries: [PackedValue.Entry] = []
        if let database = address.database { entries.append(.init(key: "db", value: .string(database))) }
        try tell { (client) throws(Client.ClientFailure) in try client.beginTransaction(settings: .map(entries)) }
        isInTransaction = true
    }

    func commit() throws(Diagnostics) {
        isInTransaction = false
        try tell { (client) throws(Client.ClientFailure) in try client.commit() }
    }

    func rollback() throws(Diagnostics) {
        isInTransaction = false
        // A refused statement has ended the transaction already, as the server sees it.
        try tell { (client) throws(Client.ClientFailure) in try client.reset() }
    }

    private func tell(_ body: (Client) throws(Client.ClientFailure) -> Void) throws(Diagnostics) {
        let client = try client()
        open?.connection.deadline = ContinuousClock.now + ServerConnection.patience
        do throws(Client.ClientFailure) { try body(client) } catch { throw fault(error, timeout: nil, query: nil) }
    }

    // MARK: Faults

    private static func words(_ failure: ServerConnection.Failure) -> String {
        switch failure {
        case .interrupted: "interrupted"
        case .late: "it did not answer in time"
        case .broken(let reason): reason
        }
    }

    private func fault(
        _ failure: Client.ClientFailure, timeout: Duration?, query: SourceText?, memory: Int? = nil, isConnecting: Bool = false
    ) -> Diagnostics {
        switch failure {
        case .server(code: Self.tooMuch, _): return Diagnostics(EvaluationFault.memoryLimit(memory ?? 0), phase: .runtime)
        case .server(let code, let message):
            let place = query.flatMap { ServerMessage.place(in: message, of: $0) }
            let words = place == nil ? message : ServerMessage.withoutPlace(message)
            return Diagnostics(ServiceFault.refused(by: name, status: code, message: words), span: place, source: query)
        case .transport(.interrupted) where !isConnecting:
            resetOrClose()
            return Diagnostics(EvaluationFault.interrupted, phase: .runtime)
        case .transport(.late) where timeout != nil:
            resetOrClose()
            return Diagnostics(EvaluationFault.timeLimit(timeout.map { "\($0)" } ?? ""), phase: .runtime)
        case .transport(let failure):
            close()
            return Diagnostics(
                isConnecting ? ServiceFault.cannotConnect(name, reason: Self.words(failure)) : ServiceFault.lost(name, reason: Self.words(failure)))
        case .protocolBroken(let reason):
            close()
            return Diagnostics(ServiceFault.notBolt(name, reason: reason))
        }
    }

    private func close() {
        open = nil
        isInTransaction = false
    }

    /// Stops what the server does. One that does not answer soon is left.
    private func resetOrClose() {
        guard let open else { return }
        Interrupts.cancellation.reset()
        open.connection.deadline = ContinuousClock.now + .seconds(2)
        do { try open.client.reset() } catch { close() }
        isInTransaction = false
    }
}
