import CypherSyntax
import Diagnostics
import PropertyGraph
import QueryEngine

/// The pattern of one MATCH, laid out as tables to be joined.
struct PatternTables {
    var sources: [SQLSource] = []
    var bindings: [Slot: Binding]
    /// Conditions that speak of what is bound already.
    var conditions: [SQLTerm] = []
    /// Walked, each with how its relationships are known: by one key or by a list of keys.
    var walked: [(connection: Connection, types: [Int], key: SQLTerm?, keys: SQLTerm?)] = []
}

extension Translator {
    mutating func match(_ match: ResolvedMatch, _ rows: Rows) throws(Diagnostics) -> Rows {
        let place = match.nodes.first?.place ?? Place()
        if match.selection != nil { throw fault(.pathSelector, place) }
        if match.optional, let filter = match.filters.first(where: { !$0.subqueries.isEmpty }) {
            // Engines take no subquery behind ON.
            guard dialect != .spark else { throw fault(inDialect: .filterSubquery, filter.place) }
            return try optionalByRow(match, rows)
        }
        var pattern = PatternTables(bindings: rows.bindings)
        try lay(match, rows, into: &pattern)
        pattern.conditions += differing(pattern.walked)
        for path in match.paths { pattern.bindings[path.slot] = .path(length: try length(of: path, match, pattern)) }
        for filter in match.filters { pattern.conditions.append(try condition(filter, pattern.bindings)) }
        var rows = rows
        rows.order = []
        rows.bindings = pattern.bindings
        guard match.optional else {
            rows.select.join(pattern.sources)
            rows.select.conditions += pattern.conditions
            rows.select.walked += pattern.walked.compactMap(\.key)
            return rows
        }
        for slot in match.introduced { rows.bindings[slot] = rows.bindings[slot]?.orNull }
        guard !pattern.sources.isEmpty else {
            guard match.introduced.isEmpty else { throw fault(.otherWalkDirection, place) }
            return rows
        }
        addFirstRow(&rows, for: true)
        rows.select.from.append(joinedLeft(pattern))
        return rows
    }

    /// What is found for each row as a query of its own.
    private mutating func optionalByRow(_ match: ResolvedMatch, _ rows: Rows) throws(Diagnostics) -> Rows {
        var inner = match
        inner.optional = false
        let made = try self.match(inner, Rows(bindings: rows.bindings, outer: SlotSet(rows.bindings.keys), isNested: true))
        var rows = rows
        rows.order = []
        addFirstRow(&rows, for: true)
        let alias = stepName("each")
        var select = made.select
        for slot in match.introduced {
            guard let binding = made.bindings[slot] else { continue }
            var terms: [SQLTerm] = []
            for part in binding.parts {
                let column = column(slot, part.name)
                note(part.value, in: column)
                select.columns.append(SQLColumn(term: wide(part.value), name: column))
                terms.append(.column(table: alias, column))
            }
            rows.bindings[slot] = binding.rebound(terms).orNull
        }
        if select.columns.isEmpty { select.columns.append(SQLColumn(term: .constant(.integer(1), .integer), name: newColumn("one"))) }
        rows.select.from.append(
            SQLSource(content: .query(.select(select), columns: []), alias: alias, join: .left, isLateral: true))
        return rows
    }

    /// The tables joined among themselves, and what they found to the rows.
    private func joinedLeft(_ pattern: PatternTables) -> SQLSource {
        let own = Set(pattern.sources.map(\.alias))
        var on: [SQLTerm] = []
        var sources = pattern.sources
        for index in sources.indices {
            on += sources[index].on.filter { index == 0 || !$0.aliases.isSubset(of: own) }
            sources[index].on = index == 0 ? [] : sources[index].on.filter { $0.aliases.isSubset(of: own) }
        }
        on += pattern.conditions
        if sources.count == 1 {
            sources[0].join = .left
            sources[0].on = on
            return sources[0]
        }
        return SQLSource(content: .group(sources), alias: "", join: .left, on: on)
    }

    // MARK: Order of the joins

    private mutating func lay(_ match: ResolvedMatch, _ rows: Rows, into pattern: inout PatternTables) throws(Diagnostics) {
        for node in match.nodes {
            guard let binding = pattern.bindings[node.slot] else { continue }
            guard case .entity(let entity) = binding else { throw Diagnostics(RelationalFault.unknownColumns(key: "a label"), span: node.place.span) }
            if !node.labels.isEmpty { pattern.conditions.append(try hasLabels(entity, .and(node.labels.map(LabelTest.name)), node.place).term) }
            if !match.connections.contains(where: { $0.from == node.slot || $0.to == node.slot }) {
                pattern.conditions.append(.isNull(entity.key, negated: true))
            }
        }
        var connections = match.connections
        var nodes = match.nodes.filter { pattern.bindings[$0.slot] == nil }
        while !connections.isEmpty || !nodes.isEmpty {
            let index = connections.firstIndex { pattern.bindings[$0.from] != nil && $0.length == nil }
                ?? connections.firstIndex { pattern.bindings[$0.to] != nil && $0.length == nil }
                ?? connections.firstIndex { pattern.bindings[$0.from] != nil || pattern.bindings[$0.to] != nil }
            if let index {
                try walk(connections.remove(at: index), match, rows, into: &pattern)
                nodes.removeAll { pattern.bindings[$0.slot] != nil }
            } else if let node = first(of: nodes, match) {
                nodes.removeAll { $0.slot == node.slot }
                try place(node, joined: nil, into: &pattern)
            } else {
                break
            }
        }
    }

    /// Where a property is asked for by its value, else the first that has a label.
    private func first(of nodes: [NodeDemand], _ match: ResolvedMatch) -> NodeDemand? {
        let asked = SlotSet(match.filters.compactMap { filter -> Slot? in
            guard case .equal(let a, let b) = filter.kind else { return nil }
            return a.asPropertyOfSlot.flatMap { b.freeSlots.isEmpty ? $0.slot : nil } ?? b.asPropertyOfSlot.flatMap { a.freeSlots.isEmpty ? $0.slot : nil }
        })
        return nodes.first { asked.contains($0.slot) } ?? nodes.first { !$0.labels.isEmpty } ?? nodes.first
    }

    /// The table of a node, joined by its key to what a relationship has at that end.
    private mutating func place(_ node: NodeDemand, joined end: SQLTerm?, into pattern: inout PatternTables) throws(Diagnostics) {
        let tables = schema.nodes.indices.filter { schema.nodes[$0].labels.isSuperset(of: node.labels) }
        let demand = demands[node.slot]
        if let end, node.labels.isEmpty, demand == Demands.Demand() {
            // The relationship has the key, and every key has its node.
            pattern.bindings[node.slot] = .entity(Entity(isNode: true, key: end, tables: Array(tables)))
            return
        }
        var (source, entity) = try source(
            node.slot, isNode: true, tables: Array(tables), alias: name(of: node.slot, or: node.labels.first?.lowercased() ?? "node"), place: node.place)
        if let end { source.on = [.infix("=", [entity.key, end])] }
        pattern.sources.append(source)
        pattern.bindings[node.slot] = .entity(entity)
    }

    func types(of connection: Connection) -> [Int] {
        schema.relationships.indices.filter { connection.types.isEmpty || connection.types.contains(schema.relationships[$0].labelList[0]) }
    }

    private mutating func walk(
        _ connection: Connection, _ match: ResolvedMatch, _ rows: Rows, into pattern: inout PatternTables
    ) throws(Diagnostics) {
        if connection.group != nil { throw fault(.quantifiedGroup, connection.place) }
        let isForward = pattern.bindings[connection.from] != nil
        let (near, far) = isForward ? (connection.from, connection.to) : (connection.to, connection.from)
        guard case .entity(let start)? = pattern.bindings[near] else { throw fault(.entityList, connection.place) }
        let end: SQLTerm
        if connection.length != nil || connection.selector != nil {
            end = try walkLength(connection, start, isForward, match, rows, into: &pattern)
        } else if connection.bound {
            end = try walkBound(connection, start, isForward, into: &pattern)
        } else {
            let types = types(of: connection)
            var (source, entity) = try source(
                connection.slot, isNode: false, tables: types, alias: name(of: connection.slot, or: connection.types.first?.lowercased() ?? "step"),
                isBothWays: connection.direction == .either, place: connection.place)
            let leaves = connection.direction == .either || (connection.direction == .outgoing) == isForward
            source.on = [.infix("=", [.column(table: source.alias, leaves ? "src" : "dst"), start.key])]
            end = .column(table: source.alias, leaves ? "dst" : "src")
            pattern.sources.append(source)
            pattern.bindings[connection.slot] = .entity(entity)
            if !connection.mayRepeat { pattern.walked.append((connection, types, entity.key, nil)) }
        }
        try arrive(at: far, end, match, into: &pattern)
    }

    private mutating func arrive(at far: Slot, _ end: SQLTerm, _ match: ResolvedMatch, into pattern: inout PatternTables) throws(Diagnostics) {
        if case .entity(let known)? = pattern.bindings[far] {
            let met = SQLTerm.infix("=", [end, known.key])
            if pattern.sources.isEmpty { pattern.conditions.append(met) } else { pattern.sources[pattern.sources.count - 1].on.append(met) }
        } else if let node = match.nodes.first(where: { $0.slot == far }) {
            try place(node, joined: end, into: &pattern)
        }
    }

    /// A relationship that an earlier clause has found: its ends have to be here.
    private func walkBound(
        _ connection: Connection, _ start: Entity, _ isForward: Bool, into pattern: inout PatternTables
    ) throws(Diagnostics) -> SQLTerm {
        guard case .entity(let entity)? = pattern.bindings[connection.slot], entity.ends.count == 2 else { throw fault(.otherWalkDirection, connection.place) }
        if !connection.types.isEmpty {
            pattern.conditions.append(try hasLabels(entity, .or(connection.types.map(LabelTest.name)), connection.place).term)
        }
        let types = entity.tables.filter { self.types(of: connection).contains($0) }
        if !connection.mayRepeat { pattern.walked.append((connection, types, entity.key, nil)) }
        let (source, target) = (entity.ends[0], entity.ends[1])
        if connection.direction == .either {
            pattern.conditions.append(.infix("OR", [.infix("=", [source, start.key]), .infix("=", [target, start.key])]))
            return .cases([SQLBranch(when: .infix("=", [source, start.key]), then: target)], otherwise: source)
        }
        let leaves = (connection.direction == .outgoing) == isForward
        pattern.conditions.append(.infix("=", [leaves ? source : target, start.key]))
        return leaves ? target : source
    }

    // MARK: What a pattern asks beside its joins

    /// No relationship twice in one MATCH.
    private func differing(_ walked: [(connection: Connection, types: [Int], key: SQLTerm?, keys: SQLTerm?)]) -> [SQLTerm] {
        var conditions: [SQLTerm] = []
        for (index, one) in walked.enumerated() {
            for other in walked.dropFirst(index + 1) where !Set(one.types).isDisjoint(with: other.types) {
                switch (one.key, one.keys, other.key, other.keys) {
                case (let a?, _, let b?, _): conditions.append(.infix("<>", [a, b]))
                case (let key?, _, _, let keys?), (_, let keys?, let key?, _): conditions.append(.not(.operation(.hasKey, [keys, key])))
                case (_, let a?, _, let b?): conditions.append(.not(.operation(.sharesKey, [a, b])))
                default: break
                }
            }
        }
        return conditions
    }

    private func length(of path: PathDemand, _ match: ResolvedMatch, _ pattern: PatternTables) throws(Diagnostics) -> SQLTerm {
        var single = 0
        var parts: [SQLTerm] = []
        for slot in path.elements.indices.filter({ $0 % 2 == 1 }).map({ path.elements[$0] }) {
            switch pattern.bindings[slot] {
            case .entity: single += 1
            case .walk(_, let steps): parts.append(steps)
            case .value, .path, nil: throw fault(.pathValue, path.place)
            }
        }
        if single > 0 || parts.isEmpty { parts.append(.cast(.constant(.integer(single), .integer), .integer)) }
        let length = parts.count == 1 ? parts[0] : SQLTerm.infix("+", parts)
        // Null where the pattern was not found, or stands on a null.
        let keys = path.elements.compactMap { slot -> SQLTerm? in
            if case .entity(let entity)? = pattern.bindings[slot], match.optional || entity.mayBeNull { entity.key } else { nil }
        }
        return keys.isEmpty ? length : .cases([SQLBranch(when: .and(keys.map { .isNull($0, negated: true) }), then: length)], otherwise: nil)
    }
}

extension SQLTerm {
    /// Of the tables that it speaks of, outside of its queries.
    var aliases: Set<String> {
        switch self {
        case .column(let table, _): table.map { [$0] } ?? []
        case .constant, .exists, .scalar: []
        case .infix(_, let parts), .call(_, let parts), .operation(_, let parts): parts.reduce(into: []) { $0.formUnion($1.aliases) }
        case .not(let part), .negate(let part), .isNull(let part, _), .cast(let part, _): part.aliases
        case .isIn(let part, let items): items.reduce(into: part.aliases) { $0.formUnion($1.aliases) }
        case .cases(let branches, let otherwise):
            branches.reduce(into: otherwise?.aliases ?? []) { $0.formUnion($1.when.aliases.union($1.then.aliases)) }
        case .aggregate(let aggregate): aggregate.argument?.aliases ?? []
        case .failure(_, _, let about): about.aliases
        }
    }
}
