import Diagnostics
import PropertyGraph
import QueryEngine

/// Statements, their results, and transactions.
extension BoltSession {
    func begin(_ extra: PackedValue, _ reply: (PackedValue) -> Void) throws(BoltFailure) {
        let base = store.edition()
        transaction = Transaction(
            base: base, database: try database(extra) ?? Self.database, graph: base.graph, isReading: extra["mode"]?.text == "r", timeout: Self.timeout(extra))
        state = .transaction
        reply(.success([:]))
    }

    func commit(_ reply: (PackedValue) -> Void) throws(BoltFailure) {
        if let transaction, !transaction.statements.isEmpty, try !keep(transaction.statements, over: transaction.base) {
            throw .outdated
        }
        transaction = nil
        results = [:]
        state = .ready
        reply(.success(["bookmark": .string(bookmark)]))
    }

    private func keep(_ statements: [BoltStatement], over base: BoltEdition) throws(BoltFailure) -> Bool {
        do throws(Diagnostics) { return try store.keep(statements, over: base.number) } catch { throw BoltFailure(error) }
    }

    /// There is one server, so a bookmark has nothing to wait for.
    private var bookmark: String { "cqcq:\(store.edition().number)" }

    /// A statement by itself runs again where another client wrote meanwhile: so often at most.
    private static let mostAttempts = 100

    func run(_ text: String, _ packed: PackedValue, _ extra: PackedValue, _ reply: (PackedValue) -> Void) throws(BoltFailure) {
        let database = try database(extra) ?? transaction?.database ?? Self.database
        let parameters: [String: Value]
        do throws(BoltValueReader.Fault) {
            parameters = try BoltValueReader.parameters(packed)
        } catch {
            throw BoltFailure(code: "Neo.ClientError.Statement.TypeError", message: error.reason)
        }
        let timeouts = [settings.timeout, transaction?.timeout ?? Self.timeout(extra)].compactMap(\.self)
        let limits = Limits(timeout: timeouts.min(), cancellation: cancellation, memory: settings.memory)
        var result = try start(text, parameters, database, isReading: transaction?.isReading ?? (extra["mode"]?.text == "r"), limits)
        var attempts = 1
        while result == nil {
            guard attempts < Self.mostAttempts else { throw .outdated }
            attempts += 1
            result = try start(text, parameters, database, isReading: false, limits)
        }
        guard let result else { return }
        if transaction != nil { lastResult += 1 } else { lastResult = 0 }
        results[lastResult] = result
        state = transaction == nil ? .streaming : .transactionStreaming
        let fields = PackedValue.list(result.cursor.columns.map(PackedValue.string))
        if transaction == nil {
            reply(.success(["fields": fields, "t_first": .integer(0)]))
        } else {
            reply(.success(["fields": fields, "t_first": .integer(0), "qid": .integer(lastResult)]))
        }
    }

    /// Begins a statement. One that writes runs to its end, and outside of a transaction is kept, whether or not its rows are fetched.
    /// Nil where another client has written meanwhile.
    private func start(
        _ text: String, _ parameters: [String: Value], _ database: String, isReading: Bool, _ limits: Limits
    ) throws(BoltFailure) -> Result? {
        let base = transaction?.base ?? store.edition()
        let prepared: BoltPrepared
        do throws(Diagnostics) {
            prepared = try store.prepare(
                text, parameters: Set(parameters.keys), over: transaction?.graph ?? base.graph, database: database,
                isEdition: transaction?.statements.isEmpty ?? true, isReadOnly: isReading)
        } catch {
            throw Self.failure(error, isReading: isReading)
        }
        var result = Result(cursor: prepared.query.run(parameters: parameters, limits: limits), writes: prepared.query.writes)
        guard prepared.query.writes else { return result }
        result.rows = try Self.all(of: result.cursor, most: settings.rows)
        result.isEnded = true
        let statement = BoltStatement(text: text, parameters: parameters, prepared: prepared, graph: result.cursor.graph)
        if transaction == nil { return try keep([statement], over: base) ? result : nil }
        transaction?.graph = statement.graph
        transaction?.statements.append(statement)
        return result
    }

    private static func failure(_ diagnostics: Diagnostics, isReading: Bool) -> BoltFailure {
        var failure = BoltFailure(diagnostics)
        if diagnostics.list.first?.fault.code == "ReadOnly" {
            failure.code = isReading ? "Neo.ClientError.Statement.AccessMode" : "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase"
        }
        return failure
    }

    private static func all(of cursor: RowCursor, most: Int?) throws(BoltFailure) -> [[Value]] {
        var rows: [[Value]] = []
        do throws(Diagnostics) {
            while let more = try cursor.next() {
                rows += more
                try check(rows.count, most)
            }
        } catch {
            throw BoltFailure(error)
        }
        return rows
    }

    private static func check(_ rows: Int, _ most: Int?) throws(Diagnostics) {
        if let most, rows > most { throw Diagnostics(TooManyRows(most: most)) }
    }

    /// The next rows of a result, all of them for -1; as many are passed over where they are not taken.
    func give(_ count: Int, _ id: Int, takesRows: Bool, _ reply: (PackedValue) -> Void) throws(BoltFailure) {
        let number = id < 0 ? lastResult : id
        guard var result = results[number] else { throw .request("there is no result \(number)") }
        guard count == -1 || count > 0 else { throw .request("n is -1 or more than 0") }
        let writer = BoltValueWriter(result.cursor.graph, version, saysUTC: saysUTC)
        var left = count == -1 ? Int.max : count
        do throws(Diagnostics) {
            while left > 0 {
                if result.next == result.rows.count {
                    guard !result.isEnded, let more = try result.cursor.next() else {
                        result.isEnded = true
                        break
                    }
                    (result.rows, result.next) = (more, 0)
                }
                let end = result.next + min(left, result.rows.count - result.next)
                if takesRows { for row in result.rows[result.next..<end] { reply(.record(row.map(writer.packed))) } }
                left -= end - result.next
                result.given += end - result.next
                result.next = end
                try Self.check(result.given, settings.rows)
            }
            if !result.isEnded, result.next == result.rows.count {
                if let more = try result.cursor.next() { (result.rows, result.next) = (more, 0) } else { result.isEnded = true }
            }
        } catch {
            throw BoltFailure(error)
        }
        guard result.isEnded, result.next == result.rows.count else {
            results[number] = result
            return reply(.success(["has_more": .boolean(true)]))
        }
        try finish(result, number, reply)
    }

    private func finish(_ result: Result, _ number: Int, _ reply: (PackedValue) -> Void) throws(BoltFailure) {
        results[number] = nil
        let kind = PackedValue.string(result.writes ? (result.cursor.columns.isEmpty ? "w" : "rw") : "r")
        if transaction == nil {
            state = .ready
            reply(.success(["type": kind, "t_last": .integer(0), "db": .string(Self.database), "bookmark": .string(bookmark)]))
        } else {
            if results.isEmpty { state = .transaction }
            reply(.success(["type": kind, "t_last": .integer(0), "db": .string(Self.database)]))
        }
    }

    /// The database that is asked for by name; nil for none. Some tools insist on `neo4j`.
    private func database(_ extra: PackedValue) throws(BoltFailure) -> String? {
        guard let name = extra["db"]?.text, !name.isEmpty else { return nil }
        if name == "neo4j" { return Self.database }
        guard store.has(database: name) else {
            throw BoltFailure(code: "Neo.ClientError.Database.DatabaseNotFound", message: "there is no database `\(name)` here; the one that there is is called \(Self.database)")
        }
        return name
    }

    private static func timeout(_ extra: PackedValue) -> Duration? {
        extra["tx_timeout"]?.number.flatMap { $0 > 0 ? .milliseconds($0) : nil }
    }
}

/// More rows than the server gives to one query.
struct TooManyRows: Fault {
    let most: Int
    var code: String { "RowLimit" }
    var category: FaultCategory { .limitError }
    var sentence: String { "the result has more than \(most) rows, which is the most that this server gives" }
    var hint: String? { "add LIMIT, or ask for less" }
}
