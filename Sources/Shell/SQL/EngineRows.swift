import CReadline
import Diagnostics
import Platform
import PropertyGraph
import QueryEngine
import Relational

/// The rows of a query that another engine answers, as its client prints them.
final class EngineRows: RowSource {
    let columns: [String]
    private(set) var decoder: AnswerDecoder
    private let engine: EngineCommand
    private let deadline: InputDeadline
    private let query: SourceText
    /// The clause that a line of the SQL was made of.
    private let clause: (_ line: Int) -> SourceSpan?
    private var process: Int32
    private var output: Int32
    private var errors: Int32
    private var rest: [UInt8] = []
    private var isDone = false
    private let memory: Int?
    /// Bytes of rows that were read.
    private var taken = 0
    /// Rows made before the first was asked for: all where they speak of a graph that has to be whole, else a batch of them.
    private var gathered: [[Value]] = []

    var graph: Graph { decoder.graph }
    var notes: [Diagnostic] { [] }

    /// Starts the client. Throws where it cannot be started, and where it fails before the first row.
    /// - Parameters:
    ///   - sql: what is asked, made of `query`.
    ///   - decoder: has the graph of rows that were asked for before.
    init(
        _ sql: SQLQuery, of query: SourceText, engine: EngineCommand, schema: RelationalSchema, deadline: InputDeadline, limits: Limits,
        decoder known: AnswerDecoder? = nil
    ) throws(Diagnostics) {
        self.query = query
        memory = limits.memory
        self.engine = engine
        self.deadline = deadline
        columns = sql.columns.map(\.name)
        decoder = known ?? AnswerDecoder(sql, schema: schema, command: engine.command)
        decoder.begin(sql)
        let writer = SQLWriter(engine.dialect, schema: schema)
        let text = engine.preamble + writer.text(of: sql.asJSON) + ";\n"
        clause = { writer.span(ofLine: $0, of: sql) }
        let input = NamelessFile.holding(text)
        errors = NamelessFile.holding("")
        var ends: [Int32] = [-1, -1]
        guard input >= 0, errors >= 0, pipe(&ends) == 0 else { throw Diagnostics(RelationalFault.engineFailed(command: engine.command, message: "no file for it")) }
        _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
        output = ends[0]
        process = cqcq_start_client(engine.command, input, ends[1], errors)
        close(ends[1])
        close(input)
        guard process > 0 else { throw Diagnostics(RelationalFault.engineFailed(command: engine.command, message: "it cannot be started")) }
        gathered = decoder.isGraphless ? try batch() ?? [] : try all()
    }

    /// All rows at once. Throws where they would not fit into the memory that a statement may take.
    func all() throws(Diagnostics) -> [[Value]] {
        var rows = gathered
        gathered = []
        while let batch = try batch() {
            rows += batch
            if let memory, taken * Self.growth > memory {
                stop()
                throw placed(Diagnostics(EvaluationFault.memoryLimit(memory), phase: .runtime))
            }
        }
        return rows
    }

    /// Bytes that a value takes in memory for each of its text, about.
    private static let growth = 4

    deinit {
        stop()
        if output >= 0 { close(output) }
        if errors >= 0 { close(errors) }
    }

    func nextBatch() throws(Diagnostics) -> ResultBatch? {
        guard gathered.isEmpty else {
            defer { gathered = [] }
            return ResultBatch(rows: gathered)
        }
        return try batch().map { ResultBatch(rows: $0) }
    }

    func write(_ body: () -> Void) { body() }

    // MARK: Lines

    private static let batchSize = 2048

    private func batch() throws(Diagnostics) -> [[Value]]? {
        var rows: [[Value]] = []
        while rows.count < Self.batchSize, let line = try line() {
            taken += line.utf8.count
            if line.isEmpty || (engine.dialect == .spark && line.hasPrefix("spark.")) { continue }
            do {
                rows.append(try decoder.row(line))
            } catch {
                stop()
                throw placed(error)
            }
        }
        return rows.isEmpty ? nil : rows
    }

    private func placed(_ error: Diagnostics, at span: SourceSpan? = nil) -> Diagnostics {
        var placed = error
        for index in placed.list.indices where placed.list[index].span == nil {
            let end = query.text.utf8.count
            // What was put behind its clauses to get at their rows is no part of it.
            placed.list[index].span = span.flatMap { $0.end <= end ? $0 : nil } ?? SourceSpan(0, end)
            placed.list[index].phase = .runtime
        }
        return placed.attached(to: query)
    }

    private func line() throws(Diagnostics) -> String? {
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                defer { rest.removeSubrange(...end) }
                return String(decoding: rest[..<end], as: UTF8.self)
            }
            guard try more() else {
                defer { rest = [] }
                return rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self)
            }
        }
    }

    /// Whether more has come; false at the end, when the client has ended well.
    private func more() throws(Diagnostics) -> Bool {
        if isDone { return false }
        while true {
            do throws(LoadFault) {
                try deadline.check()
            } catch {
                stop()
                let fault: any Fault = if case .stopped(let reason) = error { reason } else { error }
                throw placed(Diagnostics(fault, phase: .runtime))
            }
            var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            let ready = poll(&waiting, 1, 100)
            if ready <= 0 { continue }
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(output, &buffer, buffer.count)
            if count > 0 {
                rest += buffer[..<count]
                return true
            }
            if count < 0, errno == EINTR { continue }
            isDone = true
            let status = ChildProcess.wait(process)
            process = 0
            let said = standardError()
            guard status == 0, !EngineMessage.isError(said) else {
                throw failure(EngineMessage(said))
            }
            return false
        }
    }

    private func failure(_ message: EngineMessage) -> Diagnostics {
        if let refusal = message.refusal {
            return placed(Diagnostics(RelationalFault.refusedRow(refusal.words), phase: .runtime), at: refusal.span)
        }
        return placed(Diagnostics(RelationalFault.engineFailed(command: engine.command, message: message.words), phase: .runtime), at: message.line.flatMap(clause))
    }

    /// What the client has said there, or the beginning of it.
    private func standardError() -> String {
        lseek(errors, 0, SEEK_SET)
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while text.count < 1 << 20 {
            let count = read(errors, &buffer, buffer.count)
            guard count > 0 else { break }
            text += buffer[..<count]
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Ctrl-C for all of the client's processes; those that do not end by it are killed.
    private func stop() {
        guard process > 0 else { return }
        kill(-process, SIGINT)
        var status: Int32 = 0
        for _ in 0..<20 {
            if waitpid(process, &status, WNOHANG) != 0 { break }
            usleep(100_000)
        }
        kill(-process, SIGKILL)
        _ = waitpid(process, &status, 0)
        process = 0
        isDone = true
    }
}

private enum NamelessFile {
    /// A file without a name that holds the text, to be read from its start; negative where none can be made.
    static func holding(_ text: String) -> Int32 {
        var path = Array("/tmp/cqcq-XXXXXX".utf8CString)
        let file = mkstemp(&path)
        guard file >= 0 else { return -1 }
        unlink(path)
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard written > 0 else { return -1 }
            bytes = bytes.dropFirst(written)
        }
        lseek(file, 0, SEEK_SET)
        return file
    }
}
