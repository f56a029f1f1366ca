import CSQLite
public import Diagnostics

/// A database that is built in memory and leaves as the bytes of its file.
public final class SQLiteDatabase {
    private var handle: OpaquePointer?

    public init() throws(Diagnostics) {
        try check(sqlite3_open_v2(":memory:", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil))
    }

    deinit { sqlite3_close_v2(handle) }

    public func run(_ sql: String) throws(Diagnostics) { try check(sqlite3_exec(handle, sql, nil, nil, nil)) }

    /// A name as a statement has it.
    public static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

    /// The bytes of the database as a file has them.
    public func bytes() throws(Diagnostics) -> [UInt8] {
        var size: sqlite3_int64 = 0
        guard let start = sqlite3_serialize(handle, "main", &size, 0) else { throw Diagnostics(ExportFault.database(reason: "out of memory")) }
        defer { sqlite3_free(start) }
        return Array(UnsafeBufferPointer(start: start, count: Int(size)))
    }

    /// Runs one statement for each of the rows.
    public func insert(_ sql: String, _ rows: some Sequence<[SQLiteValue]>) throws(Diagnostics) {
        var statement: OpaquePointer?
        try check(sqlite3_prepare_v2(handle, sql, -1, &statement, nil))
        defer { sqlite3_finalize(statement) }
        for row in rows {
            for (index, value) in row.enumerated() { try check(bind(value, Int32(index + 1), statement)) }
            guard sqlite3_step(statement) == SQLITE_DONE else { throw failure() }
            try check(sqlite3_reset(statement))
        }
    }

    private func bind(_ value: SQLiteValue, _ place: Int32, _ statement: OpaquePointer?) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(statement, place)
        case .integer(let number): return sqlite3_bind_int64(statement, place, sqlite3_int64(number))
        case .float(let number): return sqlite3_bind_double(statement, place, number)
        case .text(let text):
            var text = text
            return text.withUTF8 { bytes in
                guard let length = Int32(exactly: bytes.count) else { return SQLITE_TOOBIG }
                // An empty buffer may have no address, which SQLite would take for NULL.
                guard let start = bytes.baseAddress, length > 0 else { return cqcq_bind_text(statement, place, "", 0) }
                return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { cqcq_bind_text(statement, place, $0, length) }
            }
        }
    }

    private func check(_ code: Int32) throws(Diagnostics) {
        if code != SQLITE_OK { throw failure() }
    }

    private func failure() -> Diagnostics {
        Diagnostics(ExportFault.database(reason: sqlite3_errmsg(handle).map { String(cString: $0) } ?? "out of memory"))
    }
}

public enum SQLiteValue: Sendable {
    case null, integer(Int), float(Double), text(String)
}
