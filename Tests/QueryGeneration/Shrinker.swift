import ReferenceEvaluator
import CypherSyntax
import Diagnostics

/// Makes a query smaller for as long as it still shows what it showed.
package struct Shrinker {
    private let isFaulty: (String) -> Bool

    package init(isFaulty: @escaping (String) -> Bool) { self.isFaulty = isFaulty }

    package func shrink(_ text: String) -> String {
        var best = text
        var budget = 400
        while let smaller = candidates(best).first(where: { candidate in
            budget -= 1
            return budget > 0 && candidate.utf8.count < best.utf8.count && isFaulty(candidate)
        }) { best = smaller }
        return best
    }

    private func candidates(_ text: String) -> [String] {
        guard let query = try? CypherParser.parse(SourceText(text)).query else { return [] }
        var found: [Query] = []
        if !query.unions.isEmpty {
            found.append(Query(first: query.first))
            found += query.unions.map { Query(first: $0.query) }
        }
        for single in smaller(query.first) { found.append(Query(first: single, unions: query.unions)) }
        return found.map { Printer.text(of: $0) }
    }

    private func smaller(_ query: SingleQuery) -> [SingleQuery] {
        var found: [SingleQuery] = []
        for index in query.clauses.indices.dropLast() {
            var shorter = query
            shorter.clauses.remove(at: index)
            found.append(shorter)
        }
        for index in query.clauses.indices {
            for clause in smaller(query.clauses[index]) {
                var other = query
                other.clauses[index] = clause
                found.append(other)
            }
        }
        return found
    }

    private func smaller(_ clause: Clause) -> [Clause] {
        switch clause {
        case .match(let match):
            var found = filters(match.filter).map { filter in
                var other = match
                other.filter = filter
                return Clause.match(other)
            }
            for pattern in smaller(match.pattern) {
                var other = match
                other.pattern = pattern
                found.append(.match(other))
            }
            return found
        case .with(let with):
            return filters(with.filter).map { Clause.with(With(body: with.body, filter: $0, span: with.span)) }
                + smaller(with.body).map { Clause.with(With(body: $0, filter: with.filter, span: with.span)) }
        case .return(let clause):
            return smaller(clause.body).map { Clause.return(Return(body: $0, span: clause.span)) }
        default: return []
        }
    }

    /// None, or one side of what joins two.
    private func filters(_ filter: Expression?) -> [Expression?] {
        guard let filter else { return [] }
        switch filter.kind {
        case .binary(.and, let a, let b), .binary(.or, let a, let b), .binary(.xor, let a, let b): return [nil, a, b]
        case .unary(.not, let operand): return [nil, operand]
        default: return [nil]
        }
    }

    private func smaller(_ pattern: Pattern) -> [Pattern] {
        var found: [Pattern] = []
        for index in pattern.parts.indices {
            if pattern.parts.count > 1 {
                var other = pattern
                other.parts.remove(at: index)
                found.append(other)
            }
            for part in smaller(pattern.parts[index]) {
                var other = pattern
                other.parts[index] = part
                found.append(other)
            }
        }
        return found
    }

    private func smaller(_ part: PatternPart) -> [PatternPart] {
        var found: [PatternPart] = []
        func add(_ change: (inout PatternPart) -> Void) {
            var other = part
            change(&other)
            found.append(other)
        }
        if part.variable != nil { add { $0.variable = nil } }
        if !part.element.start.labels.isEmpty { add { $0.element.start.labels = [] } }
        if part.element.start.properties != nil { add { $0.element.start.properties = nil } }
        for index in part.element.steps.indices {
            let step = part.element.steps[index]
            if !step.node.labels.isEmpty { add { $0.element.steps[index].node.labels = [] } }
            if step.node.properties != nil { add { $0.element.steps[index].node.properties = nil } }
            if step.relationship?.types.isEmpty == false { add { $0.element.steps[index].relationship?.types = [] } }
            if step.relationship?.properties != nil { add { $0.element.steps[index].relationship?.properties = nil } }
        }
        if !part.element.steps.isEmpty { add { $0.element.steps.removeLast() } }
        if !part.element.steps.isEmpty { add { $0.element.start = $0.element.steps.removeFirst().node } }
        return found
    }

    private func smaller(_ body: ProjectionBody) -> [ProjectionBody] {
        var found: [ProjectionBody] = []
        func add(_ change: (inout ProjectionBody) -> Void) {
            var other = body
            change(&other)
            found.append(other)
        }
        if body.items.count > 1 || body.star { for index in body.items.indices { add { $0.items.remove(at: index) } } }
        if body.distinct { add { $0.distinct = false } }
        if !body.order.isEmpty {
            add {
                $0.order = []
                $0.skip = nil
                $0.limit = nil
            }
        }
        if body.skip != nil { add { $0.skip = nil } }
        if body.limit != nil { add { $0.limit = nil } }
        return found
    }
}
