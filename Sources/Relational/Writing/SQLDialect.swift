import Diagnostics

/// An engine's SQL.
public enum SQLDialect: String, NamedChoice, Sendable {
    case duckdb, postgres, spark

    public var title: String {
        switch self {
        case .duckdb: "DuckDB"
        case .postgres: "PostgreSQL"
        case .spark: "Spark"
        }
    }

    /// `keyType` is what nodes are known by.
    func name(of type: SQLType, keyType: SQLType) -> String {
        switch (type, self) {
        case (.boolean, _): "BOOLEAN"
        case (.integer, _), (.relationship, _): "BIGINT"
        case (.float, .postgres), (.floatOrZero, .postgres): "DOUBLE PRECISION"
        case (.float, _), (.floatOrZero, _): "DOUBLE"
        case (.text, .duckdb): "VARCHAR"
        case (.text, .postgres), (.null, .postgres): "TEXT"
        case (.text, .spark), (.null, .spark): "STRING"
        case (.null, .duckdb): "VARCHAR"
        case (.date, _): "DATE"
        case (.whole, .spark): "STRING"
        case (.map(let fields), .spark): "STRUCT<\(fields.map { "`\($0.key.replacing("`", with: "``"))`: \(name(of: $0.type, keyType: keyType))" }.joined(separator: ", "))>"
        case (.whole, _), (.map, _): "JSON"
        case (.node, _): name(of: keyType == .node ? .integer : keyType, keyType: .integer)
        case (.list(let element), .spark): "ARRAY<\(name(of: element, keyType: keyType))>"
        case (.list(let element), _): "\(name(of: element, keyType: keyType))[]"
        }
    }

    // MARK: Names and text

    /// In quotes where it is not a plain name.
    func quoted(_ name: String) -> String {
        let letters = name.unicodeScalars
        let isPlain = letters.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_" || (self != .postgres && ("A"..."Z").contains($0)) }
            && letters.first.map { !("0"..."9").contains($0) } == true
        if isPlain, !Self.reserved.contains(name.lowercased()) { return name }
        switch self {
        case .spark: return "`\(name.replacing("`", with: "``"))`"
        case .duckdb, .postgres: return "\"\(name.replacing("\"", with: "\"\""))\""
        }
    }

    func text(_ text: String) -> String {
        switch self {
        case .duckdb, .postgres: return "'\(text.replacing("'", with: "''"))'"
        case .spark:
            var out = "'"
            for scalar in text.unicodeScalars {
                switch scalar {
                case "'": out += "\\'"
                case "\\": out += "\\\\"
                case "\n": out += "\\n"
                case "\r": out += "\\r"
                case "\t": out += "\\t"
                case "\u{1A}": out += "\\Z"
                default: out.unicodeScalars.append(scalar)
                }
            }
            return out + "'"
        }
    }

    /// Words that one of the dialects keeps for itself.
    private static let reserved: Set<String> = [
        "all", "analyse", "analyze", "and", "anti", "any", "array", "as", "asc", "asymmetric", "authorization", "between", "binary", "both", "by",
        "case", "cast", "check", "collate", "collation", "column", "columns", "concurrently", "constraint", "create", "cross", "cube", "current",
        "current_catalog", "current_date", "current_role", "current_schema", "current_time", "current_timestamp", "current_user", "date", "day",
        "default", "deferrable", "delete", "desc", "describe", "distinct", "do", "drop", "else", "end", "escape", "except", "exclude", "exists", "explain",
        "extract", "false", "fetch", "filter", "first", "following", "for", "foreign", "freeze", "from", "full", "function", "glob", "grant", "group",
        "grouping", "having", "hour", "if", "ilike", "in", "initially", "inner", "insert", "intersect", "interval", "into", "is", "isnull", "join",
        "key", "lambda", "last", "lateral", "leading", "left", "like", "limit", "localtime", "localtimestamp", "map", "minus", "minute", "month", "natural",
        "not", "notnull", "null", "nulls", "of", "offset", "on", "only", "or", "order", "outer", "over", "overlaps", "partition", "pivot", "placing",
        "primary", "qualify", "range", "recursive", "references", "returning", "right", "rollup", "row", "rows", "second", "select", "semi", "session_user",
        "set", "show", "similar", "some", "start", "summarize", "symmetric", "system_user", "table", "tablesample", "then", "time", "timestamp", "to",
        "trailing", "true", "try_cast", "union", "unique", "unknown", "unnest", "unpivot", "update", "user", "using", "value", "values", "variadic",
        "verbose", "when", "where", "window", "with", "within", "year",
    ]
}
