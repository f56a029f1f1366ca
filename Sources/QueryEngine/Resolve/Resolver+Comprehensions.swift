import CypherSyntax
import Diagnostics
import PropertyGraph

// MARK: - Expressions with variables of their own

extension Resolver {
    mutating func resolve(_ cases: Case) -> TypedTerm {
        let subject = cases.subject.map { resolve($0).term }
        var types: [StaticType?] = []
        let branches = cases.branches.map { branch in
            let when = resolve(branch.when).term
            let (then, type) = resolve(branch.then)
            types.append(type)
            return Term.CaseItem(when: when, then: then)
        }
        let otherwise = cases.otherwise.map { resolve($0) }
        if let otherwise { types.append(otherwise.type) }
        return (
            .cases(subject: subject, branches: branches, otherwise: otherwise?.term),
            types.allSatisfy { $0 == types[0] } ? types[0] : nil
        )
    }

    /// Declares `name` for as long as `body` runs; it may hide a variable of the same name.
    private mutating func with<Result>(
        _ name: Name, _ type: StaticType?, _ body: (inout Resolver, Slot) -> Result
    ) -> Result {
        inner { resolver in
            let slot = resolver.newSlot(type.map(SlotKind.init) ?? .value(nil), name: name.text)
            resolver.scope.declare(name.text, slot)
            return body(&resolver, slot)
        }
    }

    /// What `body` declares is gone after it.
    mutating func inner<Result>(_ body: (inout Resolver) -> Result) -> Result {
        let outer = scope
        defer { scope = outer }
        return releasingSlots(body)
    }

    private mutating func list(_ expression: Expression, _ by: String) -> (term: Term, element: StaticType?, type: StaticType?) {
        let (term, type) = resolve(expression)
        expect(type, "a list", by, expression.span) { $0.isList }
        if case .list(let element)? = type { return (term, element, type) }
        return (term, nil, type)
    }

    /// What `body` declares is gone after it, and it has no aggregates: a comprehension or a subquery runs per row.
    mutating func withoutAggregates<Result>(_ body: (inout Resolver) -> Result) -> Result {
        let outer = (aggregates, insideAggregate)
        (aggregates, insideAggregate) = (nil, false)
        defer { (aggregates, insideAggregate) = outer }
        return inner(body)
    }

    mutating func resolve(_ comprehension: ListComprehension) -> TypedTerm {
        let (list, element, type) = list(comprehension.list, "IN")
        return withoutAggregates { resolver in
            resolver.with(comprehension.variable, element) { resolver, slot in
                let filter = comprehension.filter.map { resolver.resolveCondition($0) }
                let projection = comprehension.projection.map { resolver.resolve($0) }
                return (
                    .comprehension(slot, list: list, filter: filter, projection: projection?.term),
                    projection.map { .list($0.type) } ?? type ?? .list(nil)
                )
            }
        }
    }

    mutating func resolve(_ quantifier: CypherSyntax.Quantifier) -> TypedTerm {
        let (list, element, _) = list(quantifier.list, "IN")
        return withoutAggregates { resolver in
            resolver.with(quantifier.variable, element) { resolver, slot in
                let filter = resolver.resolveCondition(quantifier.filter)
                return (.quantifier(quantifier.kind, slot, list: list, filter: filter), .boolean)
            }
        }
    }

    mutating func resolve(_ reduce: Reduce) -> TypedTerm {
        let (initial, _) = resolve(reduce.initial)
        let (list, element, _) = list(reduce.list, "IN")
        return withoutAggregates { resolver in
            resolver.with(reduce.accumulator, nil) { resolver, accumulator in
                resolver.with(reduce.variable, element) { resolver, slot in
                    let step = resolver.resolve(reduce.expression).term
                    return (.reduce(accumulator: accumulator, initial: initial, slot, list: list, step), nil)
                }
            }
        }
    }

    // MARK: Subqueries

    mutating func resolve(_ comprehension: PatternComprehension) -> TypedTerm {
        withoutAggregates { resolver in
            let pattern = Pattern(parts: [PatternPart(variable: comprehension.variable, element: comprehension.element)])
            var match = resolver.resolve(pattern, optional: false)
            if let filter = comprehension.filter {
                match.filters += resolver.conjuncts(of: resolver.resolveCondition(filter))
            }
            let (projection, type) = resolver.resolve(comprehension.projection)
            let slot = resolver.newSlot(.value(type))
            let number = resolver.addSubquery([.match(match), .project(.single(slot, projection))], outputs: [slot])
            return (.collect(number), .list(type))
        }
    }

    /// `(a)-->(b)` in an expression: may name only what is bound already.
    mutating func patternPredicate(_ element: PatternElement) -> TypedTerm {
        if element.steps.isEmpty {
            report(.wrongType(found: "a node", wanted: "a pattern with a relationship", by: "a predicate"), element.span)
        }
        let pattern = Pattern(parts: [PatternPart(variable: nil, element: element)])
        return inner { resolver in
            let match = resolver.resolve(pattern, optional: false, mayDeclare: false)
            return (.exists(resolver.addSubquery([.match(match)], outputs: [])), .boolean)
        }
    }

    mutating func exists(_ subquery: ExistsSubquery) -> TypedTerm {
        withoutAggregates { resolver in
            switch subquery {
            case .pattern(let pattern, let filter):
                var match = resolver.resolve(pattern, optional: false)
                if let filter { match.filters += resolver.conjuncts(of: resolver.resolveCondition(filter)) }
                return (.exists(resolver.addSubquery([.match(match)], outputs: [])), .boolean)
            case .query(let query):
                // What is bound around stays visible behind every WITH inside.
                let around = (resolver.imported, resolver.isReadingSubquery, resolver.isOutermost)
                (resolver.imported, resolver.isReadingSubquery, resolver.isOutermost) = (resolver.scope, true, false)
                let resolved = resolver.resolve(query)
                (resolver.imported, resolver.isReadingSubquery, resolver.isOutermost) = around
                resolver.subqueries.append(ResolvedSubquery(query: resolved))
                return (.exists(resolver.subqueries.count - 1), .boolean)
            }
        }
    }

    mutating func addSubquery(_ clauses: [ResolvedClause], outputs: [Slot]) -> Int {
        let branch = ResolvedBranch(clauses: clauses, outputs: outputs)
        subqueries.append(
            ResolvedSubquery(
                query: ResolvedQuery(branches: [branch], distinct: false, columns: [], outputs: outputs)))
        return subqueries.count - 1
    }
}

extension ResolvedProjection {
    /// One column, as it is.
    static func single(_ slot: Slot, _ term: Term) -> ResolvedProjection {
        ResolvedProjection(
            distinct: false, items: [ProjectedItem(slot: slot, term: term)], grouping: nil, order: [])
    }
}
