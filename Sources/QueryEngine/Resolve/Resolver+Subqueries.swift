import CypherSyntax
import Diagnostics
import PropertyGraph

/// `CALL { … }`: for each row the rows that the query makes of it.
package struct ResolvedCallSubquery: Sendable {
    package var query: ResolvedQuery
    package var optional: Bool
    /// Ends without RETURN: each row goes on once.
    package var isUnit: Bool
    /// Of a scope clause: readable all through the query.
    package var imports: [Slot]
    package var transactions: ResolvedTransactions?
}

/// `IN TRANSACTIONS`: the rows are taken in portions, of which one that fails can be given up.
package struct ResolvedTransactions: Sendable {
    /// Of a portion; nil for 1,000.
    package var rows: Term?
    package var onError: CallSubquery.Transactions.Reaction
    /// What became of the portion.
    package var status: Slot?
}

extension Resolver {
    // MARK: CALL { … }

    mutating func resolve(_ call: CallSubquery) -> ResolvedCallSubquery {
        let around = scope
        let aroundOptional = slotsAroundOptional
        if call.optional { slotsAroundOptional.formUnion(around.slots.values) }
        let outer = (imported, isReadingSubquery, isOutermost)
        (imported, isReadingSubquery, isOutermost) = (Scope(), false, false)
        switch call.imports {
        case .importingWith: break
        case .all: for name in around.names { imported.declare(name, around[name]!) }
        case .names(let names):
            for name in names {
                if let slot = around[name.text] { imported.declare(name.text, slot) } else { undefined(name.text, name.span) }
            }
        }
        scope = imported
        var importable: Scope?
        if case .importingWith = call.imports { importable = around }
        let query = releasingSlots(except: \.outputs) { $0.resolve(call.query, importing: importable) }
        let imports = imported.names.map { imported[$0]! }
        scope = around
        slotsAroundOptional = aroundOptional
        (imported, isReadingSubquery, isOutermost) = outer
        for branch in [call.query.first] + call.query.unions.map(\.query) {
            guard case .return(let clause)? = branch.clauses.last else { continue }
            for item in clause.body.items where item.alias == nil && !item.expression.isVariable {
                report(.columnNeedsAlias(item.text), item.expression.span)
            }
        }
        if call.optional, call.query.isUnit { report(.optionalUnit, call.span) }
        for (name, slot) in zip(query.columns, query.outputs) {
            if scope[name] != nil { report(.variableAlreadyBound(name), of: name, call.query.returnSpan ?? call.span) }
            scope.declare(name, slot)
        }
        return ResolvedCallSubquery(
            query: query, optional: call.optional, isUnit: call.query.isUnit, imports: imports,
            transactions: call.transactions.map { resolve($0) })
    }

    /// Takes the importing WITH off a branch, if it begins with one: variables as they are, and nothing more.
    mutating func takeImports(of single: SingleQuery, from around: Scope) -> SingleQuery {
        scope = Scope()
        let place = if case .use? = single.clauses.first { 1 } else { 0 }
        guard single.clauses.count > place, case .with(let with) = single.clauses[place], with.isImport, with.body.star || !with.body.items.isEmpty else {
            return single
        }
        if with.body.star { for name in around.names { scope.declare(name, around[name]!) } }
        for item in with.body.items {
            guard case .variable(let name) = item.expression.kind else { continue }
            if let slot = around[name] {
                scope.declare(name, slot)
            } else {
                report(.undefinedVariable(name, near: near(name, in: around.names)), item.expression.span)
            }
        }
        var rest = single
        rest.clauses.remove(at: place)
        return rest
    }

    // MARK: COUNT and COLLECT

    mutating func count(_ subquery: ExistsSubquery) -> TypedTerm {
        guard case .exists(let number) = exists(subquery).term.kind else { return (.constant(.null), .integer) }
        return (.count(number), .integer)
    }

    mutating func collect(_ query: Query, _ span: SourceSpan) -> TypedTerm {
        guard case .exists(let number) = exists(.query(query)).term.kind else { return (.constant(.null), nil) }
        let outputs = subqueries[number].query.outputs
        guard outputs.count == 1 else {
            report(.collectNeedsOneColumn(found: outputs.count), query.returnSpan ?? span)
            return (.constant(.null), .list(nil))
        }
        return (.collect(number), .list(type(of: outputs[0])))
    }

    // MARK: Clauses of ISO GQL

    mutating func resolve(_ clause: ForClause) -> ResolvedClause {
        let (list, type) = resolve(clause.list)
        expect(type, "a list", "FOR", clause.list.span) { $0.isList }
        var element: StaticType?
        if case .list(let inner)? = type { element = inner }
        var unwinding = Unwinding(list: list, element: declare(clause.variable, element.map(SlotKind.init) ?? .value(nil)))
        if let place = clause.place {
            unwinding.place = .init(slot: declare(place.variable, .value(.integer)), first: place.countsFromOne ? 1 : 0)
        }
        return .unwind(unwinding)
    }

    mutating func resolve(_ clause: LoadCsv) -> ResolvedClause {
        let (address, type) = resolve(clause.address)
        expect(type, "a string", "LOAD CSV", clause.address.span) { $0 == .string }
        let encoding = clause.encoding.flatMap { TextEncoding(named: $0.text) }
        if let name = clause.encoding, encoding == nil { report(.unknownEncoding(name.text), name.span) }
        let record = declare(clause.variable, .value(clause.hasHeaders ? .map : .list(.string)))
        if clause.hasHeaders { loadedColumns[record] = [] }
        return .load(Loading(
            address: address,
            form: .records(RecordForm(
                hasHeader: clause.hasHeaders, delimiter: clause.fieldTerminator?.text.utf8.first, encoding: encoding)),
            record: record))
    }

    mutating func resolve(_ clause: LoadTable) -> ResolvedClause {
        let (address, type) = resolve(clause.address)
        expect(type, "a string", "LOAD TABLE", clause.address.span) { $0 == .string }
        var sheet: Term?
        if let expression = clause.sheet {
            let (term, type) = resolve(expression)
            expect(type, "a string", "SHEET", expression.span) { $0 == .string }
            sheet = term
        }
        let header: TableForm.Header = switch clause.header {
        case .found: .found
        case .row(let number): .row(number)
        case .none: .none
        }
        let record = declare(clause.variable, .value(header == .none ? .list(nil) : .map))
        if header != .none { loadedColumns[record] = [] }
        return .load(Loading(address: address, sheet: sheet, form: .table(header), record: record))
    }

    /// Every value is computed from the row as it came: an item does not see those before it.
    mutating func resolve(_ clause: Let) -> ResolvedClause {
        let values = clause.items.map { resolve($0.value) }
        var items: [ProjectedItem] = []
        for (item, value) in zip(clause.items, values) {
            let slot = declare(item.variable, value.type.map(SlotKind.init) ?? .value(nil))
            items.append(ProjectedItem(slot: slot, term: value.term))
        }
        return .extend(items)
    }

    // MARK: Labels and types

    mutating func isLabelled(_ base: Expression, _ labels: LabelExpression) -> TypedTerm {
        let (term, type) = resolve(base)
        expect(type, "a node or a relationship", ":", base.span) { $0 == .node || $0 == .relationship }
        for label in labels.names { if type == .relationship { checkType(label) } else { checkLabel(label) } }
        if let names = labels.conjunction, type == .node { return (.hasLabels(term, names.map(\.text)), .boolean) }
        return (.labelled(term, LabelTest(labels)), .boolean)
    }

    mutating func cast(_ operand: Expression, _ type: ValueType) -> TypedTerm {
        let term = resolve(operand).term
        return (.cast(term, type), type.staticType)
    }
}

extension ValueType {
    fileprivate var staticType: StaticType? {
        switch kind {
        case .named("BOOLEAN"): .boolean
        case .named("INTEGER"): .integer
        case .named("FLOAT"): .float
        case .named("STRING"): .string
        case .named("DATE"): .date
        case .named("LOCAL TIME"): .localTime
        case .named("ZONED TIME"): .time
        case .named("LOCAL DATETIME"): .localDateTime
        case .named("ZONED DATETIME"): .dateTime
        case .named("DURATION"): .duration
        case .named("MAP"): .map
        case .named("NODE"): .node
        case .named("RELATIONSHIP"): .relationship
        case .named("PATH"): .path
        case .list(let element): .list(element.staticType)
        default: nil
        }
    }
}

extension Query {
    /// Of the RETURN that names the columns.
    fileprivate var returnSpan: SourceSpan? {
        if case .return(let clause)? = first.clauses.last { clause.span } else { nil }
    }
}

extension With {
    fileprivate var isImport: Bool {
        filter == nil && !body.distinct && body.order.isEmpty && body.skip == nil && body.limit == nil
            && body.items.allSatisfy { $0.alias == nil && $0.expression.isVariable }
    }
}

extension Expression {
    var isVariable: Bool {
        if case .variable = kind { true } else { false }
    }
}
