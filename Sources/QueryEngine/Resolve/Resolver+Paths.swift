import CypherSyntax
import Diagnostics
import PropertyGraph

/// A part of a pattern that is walked over and over.
package struct ResolvedGroup: Sendable {
    /// One time round.
    package var match: ResolvedMatch
    package var first: Slot
    package var last: Slot
    /// In the order of the pattern.
    package var relationships: [Slot]
    /// What a variable is once and, as a list, outside.
    package var lists: [(inner: Slot, outer: Slot)]
    /// `?`: in place of lists, what it was that once or null.
    package var isQuestion: Bool
}

/// Of the paths of a whole MATCH, which to take.
package struct PathSelection: Sendable {
    package var path: Slot
    package var selector: PathSelector
    /// WHERE, which looks at what was selected.
    package var filters: [Term]
    /// What of the pattern stands beside the path: of each combination some paths are taken.
    package var by: [Slot]?
}

extension Resolver {
    // MARK: Groups

    /// The relationship as a group, where each time round has a condition of its own.
    func group(of relationship: RelationshipPattern, at span: SourceSpan) -> PatternElement {
        var single = relationship
        single.length = nil
        single.quantifier = nil
        func node() -> NodePattern { NodePattern(variable: nil, labels: [], properties: nil, span: span) }
        return PatternElement(start: node(), steps: [.init(.relationship(single), node: node())], span: span)
    }

    /// Resolves one time round. It may name what earlier clauses bound, and nothing of the pattern around it.
    mutating func resolveGroup(
        _ element: PatternElement, before: Scope, isQuestion: Bool, mode: PathMode?
    ) -> ResolvedGroup {
        for step in element.steps {
            switch step.link {
            case .group(let group): report(.nestedQuantifier, group.quantifier.span)
            case .relationship(let relationship):
                if let span = relationship.quantifier?.span ?? relationship.length?.span { report(.nestedQuantifier, span) }
            }
        }
        if element.steps.isEmpty { report(.groupWithoutRelationship, element.span) }
        let around = scope
        for name in element.variables where around[name.text] != nil { report(.variableAlreadyBound(name.text), of: name.text, name.span) }
        scope = before
        let match = resolve(Pattern(parts: [PatternPart(variable: nil, mode: mode, element: element.withoutQuantifiers)]), optional: false)
        let inside = scope
        scope = around
        var group = ResolvedGroup(
            match: match, first: match.ends?.first ?? 0, last: match.ends?.last ?? 0,
            relationships: match.connections.map(\.slot), lists: [], isQuestion: isQuestion)
        for name in inside.names where before[name] == nil && around[name] == nil {
            let inner = inside[name]!
            let kind: SlotKind
            if isQuestion {
                kind = kinds[inner]
            } else if case .relationship = kinds[inner] {
                kind = .relationshipList
            } else {
                kind = .value(.list(type(of: inner)))
            }
            let outer = newSlot(kind, name: name)
            scope.declare(name, outer)
            group.lists.append((inner, outer))
        }
        return group
    }

    // MARK: shortestPath(…)

    /// WHERE counts before shortestPath(…) selects, as in Neo4j: where it speaks of the path, all paths are tried.
    mutating func selectAfter(_ filters: [Term], in match: inout ResolvedMatch) {
        let walked = match.connections.indices.filter {
            match.connections[$0].selector == .shortestPath || match.connections[$0].selector == .allShortestPaths
        }
        guard walked.count == 1, let index = walked.first, let selector = match.connections[index].selector else { return }
        let connection = match.connections[index]
        var about = SlotSet([connection.slot] + (connection.group?.lists.map(\.outer) ?? []))
        about.formUnion(match.paths.filter { $0.elements.contains(connection.slot) }.map(\.slot))
        guard filters.contains(where: { !$0.freeSlots.isDisjoint(with: about) }) else { return }
        match.connections[index].selector = nil
        let path = newSlot(.path)
        match.paths.append(PathDemand(slot: path, elements: [connection.from, connection.slot, connection.to]))
        match.introduced.append(path)
        let beside = match.connections.indices.filter { $0 != index }.map { match.connections[$0].slot }
        match.selection = PathSelection(path: path, selector: selector, filters: [], by: match.nodes.map(\.slot) + beside)
    }

    mutating func shortestPath(_ element: PatternElement, all: Bool) -> TypedTerm {
        withoutAggregates { resolver in
            var part = PatternPart(variable: nil, selector: all ? .allShortestPaths : .shortestPath, element: element)
            part.variable = nil
            var match = resolver.resolve(Pattern(parts: [part]), optional: false, mayDeclare: false)
            guard let ends = match.ends else { return (.constant(.null), nil) }
            let path = resolver.newSlot(.path)
            match.paths.append(PathDemand(slot: path, elements: [ends.first, match.connections[0].slot, ends.last]))
            match.introduced.append(path)
            let output = resolver.newSlot(.path)
            let number = resolver.addSubquery([.match(match), .project(.single(output, .slot(path)))], outputs: [output])
            if all { return (.collect(number), .list(.path)) }
            return (.element(.collect(number), .constant(.integer(0))), .path)
        }
    }
}

extension PatternElement {
    /// The variables named in it.
    var variables: [Name] {
        [start.variable].compactMap { $0 }
            + steps.flatMap { step in
                switch step.link {
                case .relationship(let relationship): [relationship.variable, step.node.variable].compactMap { $0 }
                case .group(let group): group.element.variables + [step.node.variable].compactMap { $0 }
                }
            }
    }

    /// After the fault of a quantifier within a group has been reported.
    fileprivate var withoutQuantifiers: PatternElement {
        var copy = self
        copy.steps = steps.compactMap { step in
            guard case .relationship(var relationship) = step.link else { return nil }
            relationship.quantifier = nil
            relationship.length = nil
            return .init(.relationship(relationship), node: step.node)
        }
        return copy
    }
}

extension ResolvedMatch {
    /// The first and last node of a pattern of one part.
    var ends: (first: Slot, last: Slot)? {
        guard let first = connections.first?.from ?? nodes.first?.slot, let last = connections.last?.to ?? nodes.first?.slot
        else { return nil }
        return (first, last)
    }
}

extension PathSelector {
    var words: String {
        switch self {
        case .any(let count): count == 1 ? "ANY" : "ANY \(count)"
        case .shortest(let count): "SHORTEST \(count)"
        case .allShortest: "ALL SHORTEST"
        case .groups(let count): "SHORTEST \(count) GROUPS"
        case .shortestPath: "shortestPath"
        case .allShortestPaths: "allShortestPaths"
        }
    }
}
