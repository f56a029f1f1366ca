import PropertyGraph

extension SQLWriter {
    /// `indent` is where a query inside goes on.
    func text(of term: SQLTerm, _ indent: String) -> String {
        switch term {
        case .column(let table, let name): return (table.map { dialect.quoted($0) + "." } ?? "") + dialect.quoted(name)
        case .constant(let value, let type): return constant(value, type)
        case .infix(let op, let parts): return parts.map { operand($0, indent) }.joined(separator: " \(op) ")
        case .not(.infix("=", let parts)): return parts.map { operand($0, indent) }.joined(separator: " <> ")
        case .not(.exists(let body)): return "NOT " + text(of: .exists(body), indent)
        case .not(let part): return "NOT " + operand(part, indent)
        case .negate(let part): return "-" + operand(part, indent)
        case .isNull(let part, let negated): return "\(operand(part, indent)) IS \(negated ? "NOT " : "")NULL"
        case .isIn(let part, let items): return "\(operand(part, indent)) IN (\(items.map { text(of: $0, indent) }.joined(separator: ", ")))"
        case .cases(let branches, let otherwise):
            let parts = branches.map { "WHEN \(text(of: $0.when, indent)) THEN \(text(of: $0.then, indent))" }
            return "CASE \(parts.joined(separator: " "))\(otherwise.map { " ELSE " + text(of: $0, indent) } ?? "") END"
        case .call(let name, let parts): return "\(name)(\(parts.map { text(of: $0, indent) }.joined(separator: ", ")))"
        case .cast(let part, let type): return "CAST(\(text(of: part, indent)) AS \(self.type(type)))"
        case .operation(let operation, let parts): return text(of: operation, parts, indent)
        case .aggregate(let aggregate): return text(of: aggregate, indent)
        case .exists(let body): return "EXISTS (\n\(text(of: body, indent: indent + "  "))\n\(indent))"
        case .scalar(let body): return "(\n\(text(of: body, indent: indent + "  "))\n\(indent))"
        case .failure(let refusal, let type, let about): return failure(refusal, type, text(of: about, indent))
        }
    }

    /// In brackets where it would not hold together.
    func operand(_ term: SQLTerm, _ indent: String) -> String {
        let text = text(of: term, indent)
        switch term {
        case .infix, .not, .negate, .isNull, .isIn: return "(\(text))"
        case .constant(let value, _): return isNegative(value) ? "(\(text))" : text
        case .operation(let operation, _):
            switch operation {
            case .quotient, .remainder, .concatenation, .contains, .endsWith, .listJoin, .hasKey, .sharesKey, .listContains, .byCodePoint, .isNaN:
                return "(\(text))"
            case .startsWith, .textLength, .textBytes, .substring, .right, .list, .listSize, .listReversed, .element, .datePart,
                .truncation, .object, .row:
                return text
            }
        case .column, .cases, .call, .cast, .aggregate, .exists, .scalar, .failure: return text
        }
    }

    private func isNegative(_ value: Value) -> Bool {
        switch value {
        case .integer(let number): number < 0
        case .float(let number): number < 0
        default: false
        }
    }

    // MARK: Constants

    private func constant(_ value: Value, _ type: SQLType) -> String {
        switch value {
        case .null: return null(type)
        case .boolean(let truth): return truth ? "TRUE" : "FALSE"
        // The least integer cannot be written as a positive one with a sign.
        case .integer(let number): return number == .min ? "CAST('\(number)' AS \(self.type(.integer)))" : "\(number)"
        case .float(let number):
            if number.isInfinite { return "CAST('\(number < 0 ? "-" : "")Infinity' AS \(self.type(.float)))" }
            switch dialect {
            case .duckdb: return "\(number)".contains("e") ? "\(number)" : "\(number)e0"
            case .postgres: return "CAST(\(number) AS \(self.type(.float)))"
            case .spark: return "\(number)D"
            }
        case .string(let text): return dialect.text(text)
        case .date: return "DATE '\(value.temporalText ?? "")'"
        case .list(let items):
            guard case .list(let element) = type else { return null(type) }
            return list(items.map { constant($0, element) }, element)
        case .map(let map):
            guard case .map(let fields) = type else { return null(type) }
            return object(fields.map { ($0.key, constant(map[$0.key] ?? .null, $0.type)) })
        case .localTime, .time, .localDateTime, .dateTime, .duration, .node, .relationship, .path: return null(type)
        }
    }

    private func list(_ items: [String], _ element: SQLType) -> String {
        let items = items.joined(separator: ", ")
        switch dialect {
        case .duckdb: return "CAST([\(items)] AS \(type(.list(element))))"
        case .postgres: return "CAST(ARRAY[\(items)] AS \(type(.list(element))))"
        case .spark: return element.isOpaque ? "array(\(items))" : "CAST(array(\(items)) AS \(type(.list(element))))"
        }
    }

    private func failure(_ refusal: RowRefusal, _ type: SQLType, _ about: String) -> String {
        let words = dialect.text(refusal.message)
        switch dialect {
        case .duckdb: return "error(\(words))"
        case .spark: return "raise_error(\(words))"
        case .postgres:
            // It has no function that fails; a cast of what depends on the row does.
            let cast = "CAST(\(words) || CAST(\(about) AS TEXT) AS BIGINT)"
            return type == .boolean ? "\(cast) = 0" : type == .integer ? cast : "CAST(\(cast) AS \(self.type(type)))"
        }
    }

    // MARK: What each dialect says in its own way

    private func text(of operation: SQLOperation, _ parts: [SQLTerm], _ indent: String) -> String {
        func plain(_ index: Int) -> String { text(of: parts[index], indent) }
        func part(_ index: Int) -> String { operand(parts[index], indent) }
        func choose(_ duckdb: String, _ postgres: String, _ spark: String) -> String {
            switch dialect {
            case .duckdb: duckdb
            case .postgres: postgres
            case .spark: spark
            }
        }
        switch operation {
        case .quotient: return checked(parts, choose("\(part(0)) // \(part(1))", "\(part(0)) / \(part(1))", "\(part(0)) div \(part(1))"), indent)
        case .remainder: return checked(parts, "\(part(0)) % \(part(1))", indent)
        case .concatenation: return parts.indices.map(part).joined(separator: " || ")
        case .contains: return choose("contains(\(plain(0)), \(plain(1)))", "strpos(\(plain(0)), \(plain(1))) > 0", "contains(\(plain(0)), \(plain(1)))")
        case .startsWith: return "\(choose("starts_with", "starts_with", "startswith"))(\(plain(0)), \(plain(1)))"
        case .endsWith:
            return choose(
                "suffix(\(plain(0)), \(plain(1)))", "right(\(plain(0)), char_length(\(plain(1)))) = \(part(1))", "endswith(\(plain(0)), \(plain(1)))")
        case .textLength: return "CAST(\(choose("length", "char_length", "char_length"))(\(plain(0))) AS BIGINT)"
        case .textBytes: return "CAST(\(choose("strlen", "octet_length", "octet_length"))(\(plain(0))) AS BIGINT)"
        case .substring: return "substr(\(parts.indices.map(plain).joined(separator: ", ")))"
        case .right: return "right(\(plain(0)), \(plain(1)))"
        case .list(let element): return list(parts.indices.map(plain), element)
        case .listSize: return "CAST(\(choose("len", "cardinality", "size"))(\(plain(0))) AS BIGINT)"
        case .listJoin: return choose("\(part(0)) || \(part(1))", "\(part(0)) || \(part(1))", "concat(\(plain(0)), \(plain(1)))")
        case .listReversed:
            return choose(
                "list_reverse(\(plain(0)))",
                "(SELECT array_agg(u.item ORDER BY u.place DESC) FROM unnest(\(plain(0))) WITH ORDINALITY AS u(item, place))", "reverse(\(plain(0)))")
        case .element(let index): return element(index, plain(0))
        case .listContains:
            return choose(
                "\(part(1)) = ANY(\(plain(0)))", "\(part(1)) = ANY(\(plain(0)))",
                "CASE WHEN size(\(plain(0))) = 0 THEN FALSE WHEN \(part(1)) IS NULL THEN NULL ELSE array_contains(\(plain(0)), \(plain(1))) END")
        case .hasKey: return choose("list_contains(\(plain(0)), \(plain(1)))", "\(part(1)) = ANY(\(plain(0)))", "array_contains(\(plain(0)), \(plain(1)))")
        case .sharesKey: return choose("list_has_any(\(plain(0)), \(plain(1)))", "\(part(0)) && \(part(1))", "arrays_overlap(\(plain(0)), \(plain(1)))")
        case .datePart(let name): return "EXTRACT(\(name) FROM \(plain(0)))"
        case .isNaN: return choose("isnan(\(plain(0)))", "\(part(0)) = \(constant(.string("NaN"), .text))", "isnan(\(plain(0)))")
        case .truncation: return choose("CAST(trunc(\(plain(0))) AS BIGINT)", "CAST(trunc(\(plain(0))) AS BIGINT)", "CAST(\(plain(0)) AS BIGINT)")
        case .byCodePoint: return choose(plain(0), "\(part(0)) COLLATE \"C\"", plain(0))
        case .row(let keys): return row(text(of: .object(keys), parts, indent))
        case .object(let keys): return object(zip(keys, parts.indices).map { ($0, plain($1)) })
        }
    }

    /// PostgreSQL passes no more than 100 arguments to a function.
    private static let mostEntries = 50

    private func object(_ entries: [(key: String, value: String)]) -> String {
        if dialect == .postgres, entries.count > Self.mostEntries {
            let parts = stride(from: 0, to: entries.count, by: Self.mostEntries).map { start in
                // Without the brackets of each.
                "substr(left(CAST(\(object(Array(entries[start...].prefix(Self.mostEntries)))) AS TEXT), -1), 2)"
            }
            return "CAST('{' || \(parts.joined(separator: " || ', ' || ")) || '}' AS JSON)"
        }
        let name = switch dialect {
        case .duckdb: "json_object"
        case .postgres: "json_build_object"
        case .spark: "named_struct"
        }
        return "\(name)(\(entries.map { "\(dialect.text($0.key)), \($0.value)" }.joined(separator: ", ")))"
    }

    /// Numbers as keys of an object are to stay in their order, and nulls in it.
    private func row(_ object: String) -> String {
        switch dialect {
        case .duckdb, .postgres: object
        case .spark: "to_json(\(object), map('ignoreNullFields', 'false'))"
        }
    }

    /// DuckDB answers null to a division by zero.
    private func checked(_ parts: [SQLTerm], _ text: String, _ indent: String) -> String {
        guard dialect == .duckdb else { return text }
        if case .constant(.integer(let divisor), _) = parts[1], divisor != 0 { return text }
        return "CASE WHEN \(operand(parts[1], indent)) = 0 THEN error('division by zero') ELSE \(text) END"
    }

    private func element(_ index: Int, _ list: String) -> String {
        let place = index < 0 ? index : index + 1
        switch dialect {
        case .duckdb: return "(\(list))[\(place)]"
        case .postgres: return index < 0 ? "(\(list))[cardinality(\(list)) + \(1 + index)]" : "(\(list))[\(place)]"
        case .spark: return "try_element_at(\(list), \(place))"
        }
    }

    // MARK: Aggregates

    private func text(of aggregate: SQLAggregate, _ indent: String) -> String {
        guard let argument = aggregate.argument else { return "count(*)" }
        let text = text(of: argument, indent)
        let over = (aggregate.distinct ? "DISTINCT " : "") + text
        switch aggregate.function {
        case .count: return "count(\(over))"
        case .sum: return aggregate.type == .integer && dialect != .spark ? "CAST(sum(\(over)) AS BIGINT)" : "sum(\(over))"
        case .mean: return dialect == .postgres ? "CAST(avg(\(over)) AS DOUBLE PRECISION)" : "avg(\(over))"
        case .least, .greatest:
            let isLeast = aggregate.function == .least
            if dialect == .postgres, aggregate.type == .boolean { return "\(isLeast ? "bool_and" : "bool_or")(\(over))" }
            let collation = dialect == .postgres && aggregate.type == .text ? " COLLATE \"C\"" : ""
            return "\(isLeast ? "min" : "max")(\(over)\(collation))"
        case .collect(let element), .collectAll(let element):
            let order = aggregate.order.isEmpty ? "" : " ORDER BY " + self.order(aggregate.order, indent)
            let isAll = if case .collectAll = aggregate.function { true } else { false }
            let filter = isAll ? "" : " FILTER (WHERE \(operand(argument, indent)) IS NOT NULL)"
            switch dialect {
            case .duckdb: return "coalesce(list(\(over)\(order))\(filter), \(list([], element)))"
            case .postgres: return "coalesce(array_agg(\(over)\(order))\(filter), \(list([], element)))"
            case .spark: return isAll ? "transform(collect_list(struct(\(text) AS item)), each -> each.item)" : "collect_list(\(over))"
            }
        }
    }
}
