import CypherSyntax
import Diagnostics
import PropertyGraph

/// Settles the names of a statement: which variable is meant, which function, what is grouped.
/// Goes on after a fault, so that one run reports several.
struct Resolver {
    let names: KnownNames
    /// Those that will have values; nil where it does not matter.
    let parameters: Set<String>?
    let procedures: [Procedure]
    let graphs: [GraphFunction]
    /// In addition to the built-in ones.
    let functions: [QueryFunction]

    /// By the slot of a loaded record, the columns asked of it.
    var loadedColumns: [Slot: [LoadedColumn]] = [:]

    var scope = Scope()
    /// By slot.
    private(set) var kinds: [SlotKind] = []
    /// By slot; nil for what has no name.
    private(set) var slotNames: [String?] = []
    /// Slots in use, in the order in which they were taken.
    private var taken: [Slot] = []
    /// By use, the last of the slots that nothing reads any more; nil where each variable is to have a slot of its own.
    private var released: [String: Slot]? = [:]
    /// By slot, the one of the same use that was released before it.
    private var releasedBefore: [Slot?] = []
    var subqueries: [ResolvedSubquery] = []
    var faults: [Diagnostic] = []
    var omittedFaults = 0
    /// Operators that a plan of what has been resolved may have, and the fault where there are too many.
    private var operators = 0
    private var tooLong: Diagnostic?
    var warnings: [Diagnostic] = []

    /// Set while the expressions of a RETURN or WITH are resolved: aggregates found so far.
    var aggregates: [AggregateItem]?
    var insideAggregate = false
    /// Variables of map projections with aggregates inside: the rows are grouped by these too.
    var projectedKeys: [Slot] = []
    /// What stays in scope whatever a WITH leaves: what the scope clause of the CALL around brought in, and in
    /// EXISTS, COUNT and COLLECT all that is bound around them.
    var imported = Scope()
    /// Slots of the variables around the OPTIONAL CALL that is resolved: its columns cannot share them, as they become null
    /// where it has no rows.
    var slotsAroundOptional: SlotSet = []
    /// EXISTS, COUNT or COLLECT is the innermost subquery around.
    var isReadingSubquery = false
    /// No subquery is around.
    var isOutermost = true
    /// Variables and parameters of which something was told already.
    private var faultyVariables: Set<String> = []
    /// An item of a WITH has no name, so that nobody knows what is passed on.
    var hasUnnamedItem = false
    /// Names that a projection did not pass on.
    var leftBehind: Set<String> = []

    init(
        names: KnownNames, parameters: Set<String>?, procedures: [Procedure], graphs: [GraphFunction], functions: [QueryFunction]
    ) {
        self.names = names
        self.parameters = parameters
        self.procedures = procedures
        self.graphs = graphs
        self.functions = functions
    }

    struct Result {
        var query: ResolvedQuery
        var subqueries: [ResolvedSubquery]
        var kinds: [SlotKind]
        var names: [String?]
        var warnings: [Diagnostic]
        var loadedColumns: [Slot: [LoadedColumn]]
    }

    static func resolve(
        _ query: Query, of statement: CypherSyntax.Statement, names: KnownNames, parameters: Set<String>?, procedures: [Procedure], graphs: [GraphFunction],
        functions: [QueryFunction], sharesSlots: Bool = true
    ) throws(Diagnostics) -> Result {
        var resolver = Resolver(names: names, parameters: parameters, procedures: procedures, graphs: graphs, functions: functions)
        if !sharesSlots { resolver.released = nil }
        if let prefix = statement.prefix { resolver.note(.prefix, prefix.span) }
        if let commit = statement.periodicCommit { resolver.note(.oneTransaction, commit.span) }
        let resolved = resolver.resolve(query)
        if let tooLong = resolver.tooLong { throw Diagnostics([tooLong]) }
        guard resolver.faults.isEmpty else {
            throw Diagnostics(
                resolver.faults.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }, omitted: resolver.omittedFaults)
        }
        return Result(
            query: resolved, subqueries: resolver.subqueries, kinds: resolver.kinds,
            names: resolver.slotNames, warnings: resolver.warnings,
            loadedColumns: resolver.loadedColumns)
    }

    /// At most this number of errors is reported, and as many warnings.
    private static let faultLimit = 10

    mutating func report(_ fault: ResolveFault, _ span: SourceSpan) {
        if faults.count < Self.faultLimit {
            faults.append(Diagnostic(fault, span: span))
        } else {
            omittedFaults += 1
        }
    }

    /// As `report`, of a variable: once for each name, for what follows comes of the same mistake.
    mutating func report(_ fault: ResolveFault, of variable: String, _ span: SourceSpan) {
        if isFirstFault(variable) { report(fault, span) }
    }

    /// Takes note of a fault in the variable or parameter. True for the first.
    mutating func isFirstFault(_ name: String) -> Bool { faultyVariables.insert(name).inserted }

    /// As above, where the operand is a variable; always true for another one.
    mutating func isFirstFault(of operand: Expression) -> Bool {
        if case .variable(let name) = operand.kind { isFirstFault(name) } else { true }
    }

    mutating func warn(_ fault: ResolveFault, _ span: SourceSpan) {
        if hasRoomForWarning { warnings.append(Diagnostic(fault, severity: .warning, span: span)) }
    }

    mutating func note(_ note: StatementNote, _ span: SourceSpan) {
        if hasRoomForWarning { warnings.append(Diagnostic(note, severity: .note, span: span)) }
    }

    /// A further warning would be told.
    var hasRoomForWarning: Bool { warnings.count < Self.faultLimit }

    /// Names near to one that is not there, where a further fault would be told: looking for them takes time.
    func near(_ name: String, in names: some Sequence<String>) -> [String] {
        faults.count < Self.faultLimit ? Suggestion.nearest(to: name, in: names) : []
    }

    /// Operators of a plan lie one above the other, and running them takes stack for each. Those of subqueries count too.
    static let operatorLimit = 500

    static let branchLimit = 10_000

    /// Whether the statement is still short enough with that number of operators more.
    mutating func count(operators more: Int, _ span: SourceSpan) -> Bool {
        operators += more
        guard operators > Self.operatorLimit else { return true }
        reportTooLong(.statementTooLong(limit: Self.operatorLimit), span)
        return false
    }

    private mutating func reportTooLong(_ fault: ResolveFault, _ span: SourceSpan) {
        if tooLong == nil { tooLong = Diagnostic(fault, span: span) }
    }

    mutating func newSlot(_ kind: SlotKind, name: String? = nil) -> Slot {
        let slot: Slot
        let use = Self.use(kind, name)
        if let free = released?[use] {
            slot = free
            kinds[slot] = kind
            released?[use] = releasedBefore[slot]
        } else {
            slot = kinds.count
            kinds.append(kind)
            slotNames.append(name)
            releasedBefore.append(nil)
        }
        taken.append(slot)
        return slot
    }

    /// Resolves what has variables of its own. When it has ended nothing reads its slots except those in `kept`, so that what is
    /// resolved later can use them again: a row is as wide as the widest part of a UNION, not as all of them together.
    mutating func releasingSlots<Result>(
        except kept: (Result) -> [Slot] = { _ in [] }, _ body: (inout Resolver) -> Result
    ) -> Result {
        let start = taken.count
        let result = body(&self)
        let kept = SlotSet(kept(result))
        let ended = taken[start...]
        taken = taken[..<start] + ended.filter(kept.contains)
        // The columns requested of a loaded record are kept by its slot.
        for slot in ended.reversed() where !kept.contains(slot) && loadedColumns[slot] == nil {
            releasedBefore[slot] = released?.updateValue(slot, forKey: Self.use(kinds[slot], slotNames[slot]))
        }
        return result
    }

    /// Two variables can share a slot if they agree in this: the optimiser relies on the first, EXPLAIN prints the second.
    private static func use(_ kind: SlotKind, _ name: String?) -> String { (kind.isEntity ? "e" : "v") + (name.map { ":" + $0 } ?? "") }

    /// Declares a variable that must be new, with its slot.
    mutating func declare(_ name: Name, _ kind: SlotKind) -> Slot {
        if scope[name.text] != nil { report(.variableAlreadyBound(name.text), of: name.text, name.span) }
        let slot = newSlot(kind, name: name.text)
        scope.declare(name.text, slot)
        return slot
    }

    /// The first of its name: what follows comes of the same mistake.
    mutating func undefined(_ name: String, _ span: SourceSpan) {
        guard !hasUnnamedItem, faultyVariables.insert(name).inserted else { return }
        if leftBehind.contains(name) || scope[name] != nil {
            report(.variableLeftBehind(name), span)
        } else {
            report(.undefinedVariable(name, near: near(name, in: scope.names.filter { $0 != name })), span)
        }
    }
}

// MARK: - Queries and their clauses

extension Resolver {
    /// `importing` is the scope around a CALL, from which a WITH that begins a branch can import.
    mutating func resolve(_ query: Query, importing: Scope? = nil) -> ResolvedQuery {
        let outer = scope
        let gone = leftBehind
        var branches: [ResolvedBranch] = []
        var columns: [String] = []
        // Branches run one after the other.
        let before = operators
        var most = operators
        var differs = false
        for (index, single) in ([query.first] + query.unions.map(\.query)).enumerated() {
            guard index <= Self.branchLimit else {
                reportTooLong(.tooManyBranches(limit: Self.branchLimit), query.unions[index - 1].span)
                break
            }
            operators = before
            defer { most = max(most, operators) }
            scope = outer
            leftBehind = gone
            let (branch, names) = releasingSlots(except: { query.unions.isEmpty ? $0.0.outputs : [] }) { resolver in
                resolver.resolve(importing.map { resolver.takeImports(of: single, from: $0) } ?? single)
            }
            if index == 0 { columns = names }
            if index > 0, names != columns, !differs {
                differs = true
                report(.unionColumnsDiffer(first: columns, second: names), query.unions[index - 1].span)
            }
            branches.append(branch)
        }
        operators = most
        scope = outer
        leftBehind = gone
        let outputs = branches.count == 1
            ? branches[0].outputs
            : columns.map { newSlot(.value(nil), name: $0) }
        return ResolvedQuery(
            branches: branches, distinct: query.unions.first.map { !$0.all } ?? false,
            columns: columns, outputs: outputs)
    }

    mutating func resolve(_ single: SingleQuery) -> (ResolvedBranch, columns: [String]) {
        var clauses: [ResolvedClause] = []
        var outputs: [Slot] = []
        var columns: [String] = []
        var graph: ResolvedUse?
        for clause in single.clauses {
            guard count(operators: clause.operators, clause.span) else { break }
            switch clause {
            case .use(let use): graph = resolve(use, of: single)
            case .show(let show):
                let (call, named) = resolve(show)
                clauses.append(.call(call))
                outputs = named.map(\.slot)
                columns = named.map(\.name)
            case .match(let match):
                clauses.append(.match(resolve(match)))
            case .unwind(let unwind):
                let (list, type) = resolve(unwind.list)
                var element: StaticType?
                if case .list(let inner)? = type { element = inner }
                let slot = declare(unwind.variable, element.map(SlotKind.init) ?? .value(nil))
                clauses.append(.unwind(Unwinding(list: list, element: slot)))
            case .load(let load): clauses.append(resolve(load))
            case .loadTable(let load): clauses.append(resolve(load))
            case .call(let call):
                let alone = single.clauses.count == 1
                guard let (resolved, named) = resolve(call, alone: alone) else { continue }
                clauses.append(.call(resolved))
                if alone {
                    outputs = named.map(\.slot)
                    columns = named.map(\.name)
                }
            case .create(let create):
                let resolved = resolve(create)
                if case .create(var both)? = clauses.last, both.canTake(resolved) {
                    // One operator for both, however many a script has in a row.
                    clauses.removeLast()
                    both.take(resolved)
                    clauses.append(.create(both))
                    operators -= clause.operators
                } else {
                    clauses.append(.create(resolved))
                }
            case .merge(let merge): clauses.append(.merge(resolve(merge)))
            case .set(let clause): clauses.append(.set(clause.items.compactMap { resolve($0) }))
            case .remove(let remove): clauses.append(.set(remove.items.compactMap { resolve($0) }))
            case .delete(let delete): clauses.append(resolve(delete))
            case .foreach(let foreach): clauses.append(resolve(foreach))
            case .subquery(let call): clauses.append(.subquery(resolve(call)))
            case .for(let clause): clauses.append(resolve(clause))
            case .let(let clause): clauses.append(resolve(clause))
            case .filter(let clause): clauses.append(.filter(conjuncts(of: resolveCondition(clause.condition, by: "FILTER"))))
            case .finish: break
            case .with(let with):
                clauses.append(.project(resolve(with.body, filter: with.filter, isReturn: false, span: with.span).projection))
            case .return(let clause):
                let result = resolve(clause.body, filter: nil, isReturn: true, span: clause.span)
                clauses.append(.project(result.projection))
                outputs = result.projection.items.map(\.slot)
                columns = result.columns
            }
        }
        return (ResolvedBranch(clauses: clauses, outputs: outputs, graph: graph), columns)
    }
}

extension Clause {
    /// The most operators that the planner makes of it, patterns left out.
    fileprivate var operators: Int {
        switch self {
        case .with(let with): with.body.operators + (with.filter == nil ? 0 : 1)
        case .return(let clause): clause.body.operators
        case .call, .show, .subquery, .for: 2
        case .foreach: 3
        default: 1
        }
    }
}

extension ProjectionBody {
    /// Grouping, computing and leaving out come always, as far as is seen from here.
    fileprivate var operators: Int {
        3 + (distinct ? 2 : 0) + (order.isEmpty ? 0 : 1) + (skip == nil ? 0 : 1) + (limit == nil ? 0 : 1)
    }
}
