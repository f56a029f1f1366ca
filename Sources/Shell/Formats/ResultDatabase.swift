import Diagnostics
import Exchange
import Interchange
import PropertyGraph

/// Results as an SQLite database: a table for each, and `cqcq_result` with the statement behind each. Dates and times are text as ISO 8601,
/// truths 0 and 1; lists, maps, nodes and relationships are JSON.
final class ResultDatabase: ResultFile {
    var statement = ""
    private let path: String?
    private let output: Output
    private let about: [(name: String, value: String)]
    private var database: SQLiteDatabase?
    private var names = TableNames(taken: ["cqcq_about", "cqcq_result"])
    private var insertion = ""
    private var table = ""
    private var title = ""
    private var rows = 0
    private var graph = Graph.empty
    private var failure: Diagnostics?

    /// - Parameter path: nil for the output, which gets the bytes when it is finished.
    init(path: String?, output: Output, about: [(name: String, value: String)]) {
        self.path = path
        self.output = output
        self.about = about
    }

    func beginSection(_ section: ResultSection) {
        rows = 0
        graph = section.graph
        title = section.title.isEmpty ? statement : section.title
        table = names.free(section.name.isEmpty ? "result" : section.name)
        var columns = TableNames()
        let names = section.columns.map { SQLiteDatabase.quoted(columns.free($0)) }
        insertion = "INSERT INTO \(SQLiteDatabase.quoted(table)) VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))"
        attempt { (database) throws(Diagnostics) in
            try database.run("CREATE TABLE \(SQLiteDatabase.quoted(table)) (\(names.joined(separator: ", ")))")
        }
    }

    func write(_ rows: [[Value]]) {
        self.rows += rows.count
        attempt { (database) throws(Diagnostics) in try database.insert(insertion, rows.lazy.map { [self] row in row.map(cell) }) }
    }

    func endSection() {
        attempt { (database) throws(Diagnostics) in
            try database.insert("INSERT INTO cqcq_result VALUES (?, ?, ?)", [[.text(table), .integer(rows), .text(title)]])
        }
    }

    func finish() throws(Diagnostics) {
        if let failure { throw failure }
        guard let database else { return }
        self.database = nil
        try database.run("COMMIT")
        let bytes = try database.bytes()
        if let path { try FileWriter.save(bytes, to: path) } else { output.write(bytes) }
    }

    /// Nothing more is tried after the first failure, which `finish` throws.
    private func attempt(_ body: (SQLiteDatabase) throws(Diagnostics) -> Void) {
        guard failure == nil else { return }
        do throws(Diagnostics) { try body(try opened()) } catch { failure = error }
    }

    private func opened() throws(Diagnostics) -> SQLiteDatabase {
        if let database { return database }
        let made = try SQLiteDatabase()
        try made.run("BEGIN; CREATE TABLE cqcq_about (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
        try made.run("CREATE TABLE cqcq_result (name TEXT PRIMARY KEY, rows INTEGER NOT NULL, statement TEXT NOT NULL)")
        try made.insert("INSERT INTO cqcq_about VALUES (?, ?)", about.map { [.text($0.name), .text($0.value)] })
        database = made
        return made
    }

    private func cell(_ value: Value) -> SQLiteValue {
        switch value {
        case .null: .null
        case .boolean(let truth): .integer(truth ? 1 : 0)
        case .integer(let number): .integer(number)
        // SQLite takes NaN for NULL.
        case .float(let number): number.isNaN ? .text("NaN") : .float(number)
        default: .text(PlainText.machineText(of: value, in: graph))
        }
    }
}

/// Names of tables or columns, each once: SQLite does not tell them apart by case, and keeps some for itself.
struct TableNames {
    private var taken: Set<String>

    init(taken: Set<String> = []) { self.taken = taken }

    mutating func free(_ wanted: String) -> String {
        let name = wanted.lowercased().hasPrefix("sqlite_") ? "_" + wanted : wanted.isEmpty ? "column" : wanted
        var (free, number) = (name, 1)
        while !taken.insert(free.lowercased()).inserted {
            number += 1
            free = "\(name)_\(number)"
        }
        return free
    }
}
