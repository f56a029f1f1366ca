import Diagnostics

/// The statements that put tables over a folder of CSV or Parquet files.
///
/// Values come to be what `--load` makes of the same files: an empty cell is null, in quotes or not, and a list is separated by `|`.
/// A relationship gets a number in `_rel` that no other has: of table i of n every n-th number from i on.
package struct SchemaStatements {
    private let schema: RelationalSchema
    private let dialect: SQLDialect
    private let directory: String
    private let writer: SQLWriter

    /// - Parameter directory: as the engine's client sees it.
    package init(_ schema: RelationalSchema, _ dialect: SQLDialect, directory: String) {
        self.schema = schema
        self.dialect = dialect
        self.directory = directory.hasSuffix("/") ? String(directory.dropLast()) : directory
        writer = SQLWriter(dialect, schema: schema)
    }

    /// Each ends with a semicolon and a line.
    package func text() throws(Diagnostics) -> String {
        var out = ""
        for table in schema.nodes { out += try statements(table, number: nil) }
        for (number, table) in schema.relationships.enumerated() { out += try statements(table, number: number) }
        return out
    }

    private typealias Column = (name: String, type: SQLType)

    private func statements(_ table: RelationalSchema.Table, number: Int?) throws(Diagnostics) -> String {
        let ends: [Column] = number == nil ? [] : [("src", schema.keyType), ("dst", schema.keyType)]
        // In the order of the file.
        let columns = number == nil ? table.columns : table.fileColumns.map { name in (ends + table.columns).first { $0.name == name } ?? (name, .text) }
        let path = "\(directory)/\(table.name).\(table.isParquet ? "parquet" : "csv")"
        if table.isParquet { return try parquet(table, path, number) }
        switch dialect {
        case .duckdb: return duckdb(table, columns, path, number)
        case .postgres: return postgres(table, columns, path, number)
        case .spark: return spark(table, columns, path, number)
        }
    }

    private func name(_ name: String) -> String { dialect.quoted(name) }
    private func type(_ type: SQLType) -> String { writer.type(type) }

    /// `row` counts the rows from 0.
    private func key(_ row: String, _ number: Int?) -> String {
        guard let number else { return "" }
        return "\(row) * \(schema.relationships.count) + \(number) AS \(RelationalSchema.key), "
    }

    /// A float as it is, and an error for NaN and infinity, which other engines do not compute with as we do.
    private func finite(_ column: Column) -> String {
        let quoted = name(column.name)
        let (isFinite, fails) = dialect == .spark ? ("abs(\(quoted)) < double('Infinity')", "raise_error") : ("isfinite(\(quoted))", "error")
        return "CASE WHEN \(isFinite) THEN \(quoted) WHEN \(quoted) IS NOT NULL THEN \(fails)('a float that is not a finite number') END AS \(quoted)"
    }

    // MARK: Cells of CSV

    private func cell(_ column: Column) -> String {
        let quoted = name(column.name)
        if column.type == .float, dialect == .spark { return finite(column) }
        guard column.type.isList else { return dialect == .spark && column.type == .text ? "nullif(\(quoted), '') AS \(quoted)" : quoted }
        let (empty, blank, slash) = (dialect.text("\\0"), dialect.text("\\e"), dialect.text("\\"))
        let parts: (none: String, blank: String, has: String, split: String, fail: String) = switch dialect {
        case .duckdb: ("[]", "['']", "contains(\(quoted), \(slash))", "string_split(\(quoted), '|')", "error('a list with an escaped character')")
        case .postgres:
            ("'{}'", "'{\"\"}'", "strpos(\(quoted), \(slash)) > 0", "string_to_array(\(quoted), '|')", "CAST('a list with an escaped character: ' || \(quoted) AS TEXT[])")
        case .spark: ("array()", "array('')", "contains(\(quoted), \(slash))", "split(\(quoted), '[|]')", "raise_error('a list with an escaped character')")
        }
        return "CASE WHEN \(quoted) = \(empty) THEN \(parts.none) WHEN \(quoted) = \(blank) THEN \(parts.blank)"
            + " WHEN \(parts.has) THEN \(parts.fail) WHEN \(quoted) <> '' THEN \(parts.split) END AS \(quoted)"
    }

    private func duckdb(_ table: RelationalSchema.Table, _ columns: [Column], _ path: String, _ number: Int?) -> String {
        let types = columns.map { "\(dialect.text($0.name)): '\($0.type.isList ? "VARCHAR" : type($0.type))'" }.joined(separator: ", ")
        let checks = columns.filter { $0.type == .float }.map { "CHECK (isfinite(\(name($0.name))))" }
        let own = (number == nil ? [] : ["\(RelationalSchema.key) BIGINT"]) + columns.map { "\(name($0.name)) \(type($0.type))" } + checks
        return """
            CREATE TABLE \(name(table.name)) (\(own.joined(separator: ", ")));
            INSERT INTO \(name(table.name))
            SELECT \(key("(row_number() OVER () - 1)", number))\(columns.map(cell).joined(separator: ", "))
            FROM read_csv(\(dialect.text(path)), header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '', columns = {\(types)});

            """
    }

    private func postgres(_ table: RelationalSchema.Table, _ columns: [Column], _ path: String, _ number: Int?) -> String {
        let count = schema.relationships.count
        let key = number.map { "\(RelationalSchema.key) BIGINT GENERATED ALWAYS AS IDENTITY (MINVALUE 0 START WITH \($0) INCREMENT BY \(count))" }
        let own = (key.map { [$0] } ?? []) + columns.map { column in
            let collation = column.type == .text || column.type == .list(.text) ? " COLLATE \"C\"" : ""
            let check = column.type == .float ? " CHECK (\(name(column.name)) > '-Infinity' AND \(name(column.name)) < 'Infinity')" : ""
            return "\(name(column.name)) \(type(column.type))\(collation)\(check)"
        }
        let names = columns.map { name($0.name) }.joined(separator: ", ")
        let hasLists = columns.contains { $0.type.isList }
        let target = hasLists ? "cells" : name(table.name)
        var out = "CREATE TABLE \(name(table.name)) (\(own.joined(separator: ", ")));\n"
        if hasLists { out += "CREATE TEMPORARY TABLE cells (\(columns.map { "\(name($0.name)) \($0.type.isList ? "TEXT" : type($0.type))" }.joined(separator: ", ")));\n" }
        out += "\\copy \(target) (\(names)) FROM \(dialect.text(path)) WITH (FORMAT csv, HEADER true, FORCE_NULL (\(names)))\n"
        if hasLists { out += "INSERT INTO \(name(table.name)) (\(names)) SELECT \(columns.map(cell).joined(separator: ", ")) FROM cells;\nDROP TABLE cells;\n" }
        for column in number == nil ? ["id"] : ["src", "dst"] { out += "CREATE INDEX ON \(name(table.name)) (\(column));\n" }
        return out + "ANALYZE \(name(table.name));\n"
    }

    /// A file of CSV with line ends in its cells is read by one task. REBALANCE divides what it has read into files for several.
    private func spark(_ table: RelationalSchema.Table, _ columns: [Column], _ path: String, _ number: Int?) -> String {
        let view = name(table.name + "_csv")
        let types = columns.map { "\(name($0.name)) \($0.type.isList ? "STRING" : type($0.type))" }.joined(separator: ", ")
        return """
            CREATE OR REPLACE TEMPORARY VIEW \(view) (\(types)) USING csv
            OPTIONS (path \(dialect.text(path)), header 'true', mode 'FAILFAST', quote '"', escape '"', multiLine 'true');
            CREATE TABLE \(name(table.name)) USING parquet AS
            SELECT /*+ REBALANCE */ \(key("monotonically_increasing_id()", number))\(columns.map(cell).joined(separator: ", ")) FROM \(view);

            """
    }

    // MARK: Parquet

    private func parquet(_ table: RelationalSchema.Table, _ path: String, _ number: Int?) throws(Diagnostics) -> String {
        let needsKey = number != nil && !table.hasKey
        let columns = table.fileColumns.map { name in
            table.columns.first { $0.name == name && $0.type == .float }.map(finite) ?? self.name(name)
        }.joined(separator: ", ")
        switch dialect {
        case .postgres: throw Diagnostics(RelationalFault.notReadable(path: path, dialect: dialect.title))
        case .duckdb:
            return "CREATE VIEW \(name(table.name)) AS SELECT \(needsKey ? key("file_row_number", number) : "")\(columns) FROM read_parquet(\(dialect.text(path))\(needsKey ? ", file_row_number = true" : ""));\n"
        case .spark:
            let file = "parquet.`\(path)`"
            guard needsKey else { return "CREATE VIEW \(name(table.name)) AS SELECT \(columns) FROM \(file);\n" }
            return "CREATE TABLE \(name(table.name)) USING parquet AS SELECT \(key("monotonically_increasing_id()", number))\(columns) FROM \(file);\n"
        }
    }
}
