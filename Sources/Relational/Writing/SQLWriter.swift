import Diagnostics

/// Spells a query in one dialect: a WITH for each step, a line for each column, table and condition.
package struct SQLWriter {
    let dialect: SQLDialect
    let keyType: SQLType

    package init(_ dialect: SQLDialect, schema: RelationalSchema) {
        self.dialect = dialect
        keyType = schema.keyType
    }

    /// Ends without a semicolon.
    package func text(of query: SQLQuery) -> String {
        guard !query.tables.isEmpty else { return text(of: query.body, indent: "") }
        let isRecursive = query.tables.contains(where: \.isRecursive)
        let tables = query.tables.map { table in
            let columns = table.columns.isEmpty ? "" : "(\(table.columns.map(dialect.quoted).joined(separator: ", ")))"
            let once = table.isCut && dialect != .spark ? "MATERIALIZED " : ""
            return "\(dialect.quoted(table.name))\(columns) AS \(once)(\n\(text(of: table.body, indent: "  "))\n)"
        }
        return "WITH \(isRecursive ? "RECURSIVE " : "")\(tables.joined(separator: ",\n"))\n\(text(of: query.body, indent: ""))"
    }

    /// Where the clause is written that a line of the SQL, counted from 1, was made of; nil where that is not known.
    package func span(ofLine line: Int, of query: SQLQuery) -> SourceSpan? {
        var end = 0
        for table in query.tables {
            // Its name and the bracket at its end have lines of their own.
            end += text(of: table.body, indent: "").split(separator: "\n", omittingEmptySubsequences: false).count + 2
            if line <= end { return table.span }
        }
        return query.span
    }

    func type(_ type: SQLType) -> String { dialect.name(of: type, keyType: keyType) }

    // MARK: SELECT

    func text(of body: SQLBody, indent: String) -> String {
        switch body {
        case .select(let select): return text(of: select, indent: indent)
        case .union(let bodies, let all):
            let parts = bodies.map { part in
                if case .select(let select) = part, select.order.isEmpty, select.limit == nil, select.skip == nil { return text(of: part, indent: indent) }
                return "\(indent)(\n\(text(of: part, indent: indent + "  "))\n\(indent))"
            }
            return parts.joined(separator: "\n\(indent)UNION\(all ? " ALL" : "")\n")
        }
    }

    private func text(of select: SQLSelect, indent: String) -> String {
        let inner = indent + "  "
        let columns = select.columns.map { column in
            let text = text(of: column.term, inner)
            if case .column(_, column.name) = column.term { return text }
            return "\(text) AS \(dialect.quoted(column.name))"
        }
        var lines: [String] = []
        let word = select.distinct ? "SELECT DISTINCT" : "SELECT"
        let short = columns.joined(separator: ", ")
        if short.count < 70, !short.contains("\n") {
            lines.append("\(indent)\(word) \(short)")
        } else {
            lines.append("\(indent)\(word)\n" + columns.map { inner + $0 }.joined(separator: ",\n"))
        }
        for (index, source) in select.from.enumerated() { lines.append(text(of: source, isFirst: index == 0, indent: indent)) }
        if !select.conditions.isEmpty { lines.append("\(indent)WHERE " + conditions(select.conditions, inner)) }
        if !select.groups.isEmpty { lines.append("\(indent)GROUP BY " + select.groups.map { text(of: $0, inner) }.joined(separator: ", ")) }
        if let having = select.groupCondition { lines.append("\(indent)HAVING \(text(of: having, inner))") }
        if !select.order.isEmpty { lines.append("\(indent)ORDER BY " + order(select.order, inner)) }
        if let limit = select.limit { lines.append("\(indent)LIMIT \(limit)") }
        if let skip = select.skip { lines.append("\(indent)OFFSET \(skip)") }
        return lines.joined(separator: "\n")
    }

    /// Null comes last, and first where the order is turned.
    func order(_ keys: [SQLOrder], _ indent: String) -> String {
        keys.map { "\(text(of: $0.term, indent)) \($0.descending ? "DESC NULLS FIRST" : "ASC NULLS LAST")" }.joined(separator: ", ")
    }

    private func conditions(_ terms: [SQLTerm], _ indent: String) -> String {
        let parts = terms.flatMap { term -> [SQLTerm] in if case .infix("AND", let parts) = term { parts } else { [term] } }
        return parts.map { part in
            if case .infix("OR", _) = part { operand(part, indent) } else { text(of: part, indent) }
        }.joined(separator: "\n\(indent)AND ")
    }

    // MARK: FROM

    private func text(of source: SQLSource, isFirst: Bool, indent: String) -> String {
        let content = content(of: source, indent: indent)
        guard !isFirst else { return "\(indent)FROM \(content)" }
        let lateral = source.isLateral && !content.hasPrefix("unnest") ? "LATERAL " : ""
        let on = source.on.isEmpty ? "TRUE" : conditions(source.on, indent + "  ")
        switch source.join {
        case .inner where source.on.isEmpty: return "\(indent)CROSS JOIN \(lateral)\(content)"
        case .inner: return "\(indent)JOIN \(lateral)\(content) ON \(on)"
        case .left: return "\(indent)LEFT JOIN \(lateral)\(content) ON \(on)"
        }
    }

    private func content(of source: SQLSource, indent: String) -> String {
        let alias = dialect.quoted(source.alias)
        switch source.content {
        case .table(let name): return name == source.alias ? dialect.quoted(name) : "\(dialect.quoted(name)) AS \(alias)"
        case .query(let body, let columns):
            let names = columns.isEmpty ? "" : "(\(columns.map(dialect.quoted).joined(separator: ", ")))"
            return "(\n\(text(of: body, indent: indent + "  "))\n\(indent)) AS \(alias)\(names)"
        case .values(let terms, let type, let column):
            guard !terms.isEmpty else {
                return "(SELECT \(null(type)) AS \(dialect.quoted(column)) WHERE FALSE) AS \(alias)"
            }
            let rows = terms.map { "(\(typed($0, type, indent)))" }.joined(separator: ", ")
            return "(VALUES \(rows)) AS \(alias)(\(dialect.quoted(column)))"
        case .elements(let list, let column):
            let word = dialect == .spark ? "explode" : "unnest"
            return "\(word)(\(text(of: list, indent))) AS \(alias)(\(dialect.quoted(column)))"
        case .group(let sources):
            let inner = indent + "  "
            let first = inner + self.content(of: sources[0], indent: inner)
            return "(\n" + ([first] + sources.dropFirst().map { text(of: $0, isFirst: false, indent: inner) }).joined(separator: "\n") + "\n\(indent))"
        }
    }

    /// A term whose type shows.
    private func typed(_ term: SQLTerm, _ type: SQLType, _ indent: String) -> String {
        guard case .constant(let value, _) = term else { return text(of: term, indent) }
        switch value {
        case .integer, .null: return "CAST(\(value.isNull ? "NULL" : text(of: term, indent)) AS \(self.type(type)))"
        default: return text(of: term, indent)
        }
    }

    /// Spark does not spell the type of a node with all that it has.
    func null(_ type: SQLType) -> String { dialect == .spark && type.isOpaque ? "NULL" : "CAST(NULL AS \(self.type(type)))" }
}
