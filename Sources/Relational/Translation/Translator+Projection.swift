import Diagnostics
import PropertyGraph
import QueryEngine

/// RETURN and WITH.
extension Translator {
    mutating func project(
        _ projection: ResolvedProjection, _ rows: Rows, live: SlotSet, isLast: Bool
    ) throws(Diagnostics) -> Rows {
        var rows = rows
        let word = projection.grouping == nil ? "with" : "group"
        let wasProjecting = isProjecting
        isProjecting = true
        defer { isProjecting = wasProjecting }
        if let grouping = projection.grouping { rows = try group(grouping, rows) }
        var items: [Slot: Binding] = [:]
        for item in projection.items {
            let item = (slot: item.slot, binding: try binding(item.term, rows.bindings))
            items[item.slot] = projection.distinct ? item.binding.settled : item.binding
        }
        // What is bound around a subquery stays.
        let around = rows.bindings.filter { rows.outer.contains($0.key) }
        let kept = live.union(items.keys)
        if projection.distinct {
            try checkComparable(items.values, projection)
            rows.bindings = around.merging(items) { $1 }
            rows.outer.subtract(projection.items.filter { $0.term != .slot($0.slot) }.map(\.slot))
            let outer = rows.outer
            rows.outer.subtract(items.keys)
            rows = closed(rows, as: "distinct", live: SlotSet(items.keys), distinct: true)
            rows.outer = outer.subtracting(items.keys)
        } else {
            rows.bindings = rows.bindings.merging(items) { $1 }
        }
        if !projection.order.isEmpty { rows.order = try order(projection.order, rows.bindings) }
        let skip = try count(projection.skip)
        let limit = try count(projection.limit)
        var isDone = projection.grouping == nil
        if skip != nil || limit != nil {
            rows.select.order = rows.order
            rows.select.skip = skip
            rows.select.limit = limit
            rows.isCut = true
            isDone = false
        }
        if let filter = projection.filter {
            if !isDone {
                rows = closed(rows, as: word, live: kept.union(filter.freeSlots).union(projection.filterSlots(query.subqueries)))
                isDone = true
            }
            isProjecting = wasProjecting
            rows.select.conditions.append(try condition(filter, rows.bindings))
        }
        rows.bindings = rows.bindings.filter { items[$0.key] != nil || rows.outer.contains($0.key) }
        return isLast ? rows : closed(rows, as: word, live: live)
    }

    /// SKIP and LIMIT.
    private func count(_ term: Term?) throws(Diagnostics) -> Int? {
        guard let term else { return nil }
        guard case .integer(let count)? = Engine.constant(term, parameters: parameters), count >= 0 else { throw fault(.cutByRow, term.place) }
        return count
    }

    private mutating func order(_ keys: [SortKey], _ bindings: [Slot: Binding]) throws(Diagnostics) -> [SQLOrder] {
        var order: [SQLOrder] = []
        for key in keys {
            let value = try comparable(key.term, bindings)
            if value.term.isConstant { continue }
            switch value.type {
            case .node, .relationship: throw fault(.entityOrder, key.term.place)
            case .list: throw fault(.listOrder, key.term.place)
            case .whole, .map: throw fault(.mapComparison, key.term.place)
            case .null: break
            case .boolean, .integer, .float, .floatOrZero, .date: order.append(SQLOrder(term: value.term, descending: key.descending))
            case .text: order.append(SQLOrder(term: .operation(.byCodePoint, [value.term]), descending: key.descending))
            }
        }
        return order
    }

    /// Values that DISTINCT and grouping tell apart as the language does.
    private func checkComparable(_ bindings: some Collection<Binding>, _ projection: ResolvedProjection) throws(Diagnostics) {
        for binding in bindings {
            switch binding {
            case .path: throw fault(.pathValue, projection.items.first?.term.place)
            case .walk: throw fault(.listComparison, projection.items.first?.term.place)
            case .value(let value): try checkComparable(value.type, projection.items.first?.term.place)
            case .entity: break
            }
        }
    }

    private func checkComparable(_ type: SQLType, _ place: Place?) throws(Diagnostics) {
        if type.isOpaque { throw fault(.mapComparison, place) }
        if case .list = type { throw fault(.listComparison, place) }
    }

    // MARK: Grouping

    private mutating func group(_ grouping: Grouping, _ rows: Rows) throws(Diagnostics) -> Rows {
        let subqueries = grouping.keys.contains { !$0.term.subqueries.isEmpty }
            || grouping.aggregates.contains { $0.argument?.subqueries.isEmpty == false }
        var rows = rows
        var keys: [Slot: Binding] = [:]
        for key in grouping.keys { keys[key.slot] = try binding(key.term, rows.bindings).settled }
        try check(grouping, keys)
        var arguments: [Slot: TypedSQL] = [:]
        for aggregate in grouping.aggregates {
            if let argument = aggregate.argument { arguments[aggregate.slot] = try counted(argument, aggregate, rows.bindings) }
        }
        let plain = keys.values.allSatisfy { $0.parts.allSatisfy { $0.value.term.isColumn } }
        if subqueries || !plain || rows.isNested {
            // Keys are to be columns, so that what is grouped by is what is shown. Inside a subquery an aggregate of columns from around it
            // would be one of the query around.
            rows.bindings = rows.bindings.filter { rows.outer.contains($0.key) }
            rows.outer.subtract(keys.keys)
            rows.bindings.merge(keys) { $1 }
            for (slot, argument) in arguments { rows.bindings[slot] = .value(argument) }
            rows = closed(rows, as: "keys", live: SlotSet(keys.keys).union(arguments.keys))
            for slot in keys.keys { keys[slot] = rows.bindings[slot] }
            for slot in arguments.keys { arguments[slot] = rows.bindings[slot]?.value }
        }
        let terms = keys.sorted { $0.key < $1.key }.flatMap { $0.value.parts.map(\.value.term) }
        for term in terms where term.isColumn && !rows.select.groups.contains(term) { rows.select.groups.append(term) }
        if keys.isEmpty {
            rows.select.isOneGroup = true
        } else if rows.select.groups.isEmpty {
            // Constants alone: no group without a row.
            rows.select.having = .infix(">", [.allRows, .constant(.integer(0), .integer)])
        }
        var bindings = rows.bindings.filter { rows.outer.contains($0.key) }
        bindings.merge(keys) { $1 }
        for aggregate in grouping.aggregates {
            bindings[aggregate.slot] = .value(try self.aggregate(aggregate, arguments[aggregate.slot], rows))
        }
        rows.bindings = bindings
        rows.order = []
        return rows
    }

    private func check(_ grouping: Grouping, _ keys: [Slot: Binding]) throws(Diagnostics) {
        for key in grouping.keys {
            switch keys[key.slot] {
            case .path: throw fault(.pathValue, key.term.place)
            case .walk: throw fault(.listComparison, key.term.place)
            case .value(let value): try checkComparable(value.type, key.term.place)
            case .entity, nil: break
            }
        }
    }

    /// What an aggregate goes over; of a path its length, which is null where the path is.
    private mutating func counted(_ argument: Term, _ aggregate: AggregateItem, _ bindings: [Slot: Binding]) throws(Diagnostics) -> TypedSQL {
        let bound = try binding(argument, bindings)
        if case .path(let length) = bound, aggregate.function == .count, !aggregate.distinct { return TypedSQL(length, .integer) }
        if case .walk(_, let steps) = bound, aggregate.function == .count, !aggregate.distinct { return TypedSQL(steps, .integer) }
        if collectsWhole, aggregate.function == .collect, case .entity(let entity) = bound, !aggregate.distinct {
            return TypedSQL(try object(entity, argument.place).term, .whole(isNode: entity.isNode))
        }
        guard let value = bound.value else { throw fault(.pathValue, argument.place) }
        switch aggregate.function {
        case .count where !aggregate.distinct: return value.orZero
        // To those that are there the sum of none adds nothing.
        case .sum where !aggregate.distinct: return value
        default: return value.settled
        }
    }

    private func aggregate(_ item: AggregateItem, _ argument: TypedSQL?, _ rows: Rows) throws(Diagnostics) -> TypedSQL {
        guard let argument else { return TypedSQL(.allRows, .integer) }
        if item.distinct { try checkComparable(argument.type, item.place) }
        func made(_ function: SQLAggregate.Function, _ type: SQLType, order: [SQLOrder] = []) -> SQLTerm {
            .aggregate(SQLAggregate(function: function, argument: wide(argument), distinct: item.distinct, type: type, order: order))
        }
        switch item.function {
        case .countRows: return TypedSQL(made(.count, .integer), .integer)
        case .count:
            if argument.type == .null { return TypedSQL(.cast(.constant(.integer(0), .integer), .integer), .integer) }
            return TypedSQL(made(.count, .integer), .integer)
        case .sum:
            if argument.type == .null { return TypedSQL(.cast(.constant(.integer(0), .integer), .integer), .integer) }
            guard argument.type.isNumber || argument.type == .floatOrZero else { throw wrongType(item, "numbers", argument.type) }
            guard argument.type == .integer else { return known(TypedSQL(made(.sum, .float), .floatOrZero), over: argument) }
            return TypedSQL(.call("coalesce", [made(.sum, .integer), .constant(.integer(0), .integer)]), .integer)
        case .avg:
            guard argument.type.isNumber else { throw wrongType(item, "numbers", argument.type) }
            return known(TypedSQL(made(.mean, .float), .float), over: argument)
        case .min, .max:
            switch argument.type {
            case .boolean, .integer, .float, .floatOrZero, .text, .date, .null: break
            case .list, .node, .relationship, .whole, .map: throw wrongType(item, "values of one order", argument.type)
            }
            return TypedSQL(made(item.function == .min ? .least : .greatest, argument.type), argument.type)
        case .collect:
            if case .list = argument.type { throw fault(.listComparison, item.place) }
            if !rows.order.isEmpty, item.distinct || dialect == .spark { throw fault(.orderedCollect, item.place) }
            return TypedSQL(made(.collect(argument.type), .list(argument.type), order: rows.order), .list(argument.type))
        case .stDev, .stDevP, .percentileCont, .percentileDisc:
            throw Diagnostics(RelationalFault.function(item.function.rawValue), span: item.place.span)
        }
    }

    /// Of infinite floats in both directions the sum is none.
    private func known(_ value: TypedSQL, over argument: TypedSQL) -> TypedSQL {
        argument.type == .integer || isFinite(argument.term) ? value : TypedSQL(refusingNaN(value.term), value.type)
    }

    private func wrongType(_ item: AggregateItem, _ wanted: String, _ found: SQLType) -> Diagnostics {
        Diagnostics(RelationalFault.wrongType(what: item.function.rawValue + "()", wanted: wanted, found: found.words), span: item.place.span)
    }
}

extension SQLTerm {
    var isColumn: Bool { if case .column = self { true } else { false } }
}

extension ResolvedProjection {
    /// What the condition reads through its subqueries.
    fileprivate func filterSlots(_ subqueries: [ResolvedSubquery]) -> SlotSet {
        (filter?.subqueries ?? []).reduce(into: []) { $0.formUnion(subqueries[$1].query.slots(subqueries)) }
    }
}
