import CypherSyntax
import Diagnostics
import PropertyGraph

// MARK: - Patterns

extension Resolver {
    mutating func resolve(_ match: Match) -> ResolvedMatch {
        var resolved = resolve(match.pattern, optional: match.optional)
        for hint in match.hints { resolve(hint) }
        if let filter = match.filter {
            let parts = conjuncts(of: resolveCondition(filter))
            selectAfter(parts, in: &resolved)
            if let selection = resolved.selection, selection.by == nil {
                resolved.selection!.filters = parts
            } else {
                resolved.filters += parts
            }
        }
        return resolved
    }

    /// It changes nothing, but has to speak of variables that are there.
    private mutating func resolve(_ hint: PlannerHint) {
        let names = switch hint.kind {
        case .index(_, _, let name, _, _), .scan(let name, _): [name]
        case .join(let names): names
        }
        for name in names where scope[name.text] == nil { undefined(name.text, name.span) }
        note(.plannerHint, hint.span)
    }

    /// Declares the pattern's variables first, then reads its properties, which may speak of them.
    mutating func resolve(_ pattern: Pattern, optional: Bool, mayDeclare: Bool = true) -> ResolvedMatch {
        var build = MatchBuild(before: scope)
        checkSelectors(pattern)
        for part in pattern.parts {
            // A scan, and for each step walking it, and a filter behind each.
            guard count(operators: 2 + 2 * part.element.steps.count, part.element.span) else { return build.match }
        }
        for part in pattern.parts { declare(part, mayDeclare: mayDeclare, into: &build) }
        for (slot, properties) in build.pendingNodes {
            for item in resolveProperties(properties) {
                build.match.filters.append(.equal(.property(.slot(slot), key: item.key), item.value))
            }
        }
        for (index, properties) in build.pendingConnections {
            let items = resolveProperties(properties)
            if build.match.connections[index].length == nil {
                let slot = build.match.connections[index].slot
                build.match.filters += items.map { .equal(.property(.slot(slot), key: $0.key), $0.value) }
            } else {
                build.match.connections[index].properties = items
                let walks = build.match.connections.map { ($0.slot, $0.properties.reduce(SlotSet()) { $0.union($1.value.freeSlots) }) }
                if Self.asksForItself(walks[index].0, walks) { report(.lengthsAskForEachOther, properties.span) }
            }
        }
        for condition in build.pendingConditions {
            build.match.filters += conjuncts(of: resolveCondition(condition))
        }
        build.match.optional = optional
        build.match.introduced = build.introduced
        return build.match
    }

    /// Whether what a walk's properties are compared with comes, perhaps through other walks, from the walk itself.
    private static func asksForItself(_ slot: Slot, _ walks: [(slot: Slot, reads: SlotSet)]) -> Bool {
        var seen: SlotSet = []
        var waiting = [slot]
        while let next = waiting.popLast() {
            for reads in walks.filter({ $0.slot == next }).map(\.reads) {
                if reads.contains(slot) { return true }
                waiting += reads.filter { seen.insert($0).inserted }
            }
        }
        return false
    }

    private struct MatchBuild {
        var match = ResolvedMatch(
            optional: false, nodes: [], connections: [], paths: [], filters: [], introduced: [])
        let before: Scope
        /// WHERE within the pattern.
        var pendingConditions: [Expression] = []
        var introduced: [Slot] = []
        var pendingNodes: [(Slot, Expression)] = []
        var pendingConnections: [(Int, Expression)] = []
        var relationshipNames: Set<String> = []
    }

    /// A pattern out of which paths are selected stands alone, unless one repeated relationship or group is all it has.
    private mutating func checkSelectors(_ pattern: Pattern) {
        for part in pattern.parts {
            if part.selector != nil, !part.isSelectedInWalk, pattern.parts.count > 1 {
                report(.selectorNotAlone, part.element.span)
            }
            if part.selector == .shortestPath || part.selector == .allShortestPaths,
                case .relationship(let relationship)? = part.element.steps.first?.link,
                let lower = relationship.length.map({ $0.lower ?? 1 }) ?? relationship.quantifier?.lower, lower > 1
            {
                report(.shortestPathLength, relationship.span)
            }
        }
    }

    private mutating func declare(_ part: PatternPart, mayDeclare: Bool, into build: inout MatchBuild) {
        var elements = [declare(part.element.start, mayDeclare: mayDeclare, into: &build)]
        for step in part.element.steps {
            let from = elements[elements.count - 1]
            let to = declare(step.node, mayDeclare: mayDeclare, into: &build)
            switch step.link {
            case .relationship(let relationship):
                elements.append(declare(relationship, part.mode, from: from, to: to, mayDeclare: mayDeclare, into: &build))
            case .group(let group):
                elements.append(declare(group.element, group.quantifier.range, part.mode, isQuestion: group.quantifier.isQuestion, from: from, to: to, into: &build))
            }
            elements.append(to)
        }
        if let filter = part.element.filter { build.pendingConditions.append(filter) }
        if let mode = part.mode, mode != .trail, mode != .walk { build.match.filters.append(.pathMode(.path(elements), mode)) }
        if let selector = part.selector {
            if part.isSelectedInWalk {
                build.match.connections[build.match.connections.count - 1].selector = selector
            } else {
                let slot = newSlot(.path)
                build.introduced.append(slot)
                build.match.paths.append(PathDemand(slot: slot, elements: elements))
                build.match.selection = PathSelection(path: slot, selector: selector, filters: [])
            }
        }
        if let variable = part.variable {
            let slot = declare(variable, .path)
            build.introduced.append(slot)
            build.match.paths.append(PathDemand(slot: slot, elements: elements, place: Place(variable.span)))
        }
    }

    /// A group between two nodes.
    private mutating func declare(
        _ element: PatternElement, _ range: LengthRange, _ mode: PathMode?, isQuestion: Bool, from: Slot, to: Slot,
        into build: inout MatchBuild
    ) -> Slot {
        let group = resolveGroup(element, before: build.before, isQuestion: isQuestion, mode: mode)
        build.introduced += group.lists.map(\.outer)
        let slot = newSlot(.relationshipList)
        build.introduced.append(slot)
        build.match.connections.append(
            Connection(
                slot: slot, from: from, to: to, direction: .outgoing, types: [], length: range, properties: [],
                bound: false, group: group, mayRepeat: mode == .walk, place: Place(element.span)))
        return slot
    }

    private mutating func declare(_ node: NodePattern, mayDeclare: Bool, into build: inout MatchBuild) -> Slot {
        let slot: Slot
        if let variable = node.variable, let known = scope[variable.text] {
            slot = known
            switch kinds[known] {
            case .node, .value(nil), .value(.node): break
            case let other: report(.variableTypeConflict(variable.text, found: other.words, wanted: "a node"), of: variable.text, variable.span)
            }
        } else {
            slot = newSlot(.node, name: node.variable?.text)
            if let variable = node.variable {
                if !mayDeclare { undefined(variable.text, variable.span) }
                scope.declare(variable.text, slot)
            }
            build.introduced.append(slot)
        }
        for label in node.labelExpression?.names ?? node.labels { checkLabel(label) }
        if node.conjunction == nil, let expression = node.labelExpression {
            build.match.filters.append(.labelled(.slot(slot), LabelTest(expression)))
        }
        let labels = (node.conjunction ?? []).map(\.text)
        if let filter = node.filter { build.pendingConditions.append(filter) }
        if let index = build.match.nodes.firstIndex(where: { $0.slot == slot }) {
            build.match.nodes[index].labels += labels.filter { !build.match.nodes[index].labels.contains($0) }
        } else {
            build.match.nodes.append(NodeDemand(slot: slot, labels: labels, place: node.place))
        }
        if let properties = node.properties { build.pendingNodes.append((slot, properties)) }
        return slot
    }

    private mutating func declare(
        _ relationship: RelationshipPattern, _ mode: PathMode?, from: Slot, to: Slot, mayDeclare: Bool,
        into build: inout MatchBuild
    ) -> Slot {
        let range = relationship.length.map { LengthRange(lower: $0.lower ?? 1, upper: $0.upper) }
            ?? relationship.quantifier?.range
        let isQuestion = relationship.quantifier?.isQuestion == true
        let isList = range != nil
        if let range, relationship.filter != nil || relationship.typeExpression != nil || isQuestion {
            let element = group(of: relationship, at: relationship.span)
            return declare(element, range, mode, isQuestion: isQuestion, from: from, to: to, into: &build)
        }
        var slot: Slot
        var bound = false
        if let variable = relationship.variable, let known = scope[variable.text] {
            slot = known
            bound = !build.introduced.contains(known)
            if build.relationshipNames.contains(variable.text) {
                report(.relationshipUniqueness(variable.text), variable.span)
            }
            let wanted = isList ? "a list of relationships" : "a relationship"
            switch (kinds[known], isList) {
            case (.relationship, false), (.relationshipList, true), (.value(nil), _), (.value(.list), true),
                (.value(.relationship), false): break
            case (let other, _):
                report(.variableTypeConflict(variable.text, found: other.words, wanted: wanted), of: variable.text, variable.span)
            }
        } else {
            slot = newSlot(isList ? .relationshipList : .relationship, name: relationship.variable?.text)
            if let variable = relationship.variable {
                if !mayDeclare { undefined(variable.text, variable.span) }
                scope.declare(variable.text, slot)
            }
            build.introduced.append(slot)
        }
        if let variable = relationship.variable { build.relationshipNames.insert(variable.text) }
        for type in relationship.typeExpression?.names ?? relationship.types { checkType(type) }
        if let expression = relationship.typeExpression {
            build.match.filters.append(.labelled(.slot(slot), LabelTest(expression)))
        }
        if let filter = relationship.filter { build.pendingConditions.append(filter) }
        build.match.connections.append(
            Connection(
                slot: slot, from: from, to: to, direction: relationship.direction,
                types: relationship.types.map(\.text),
                length: range,
                properties: [], bound: bound, mayRepeat: mode == .walk, place: Place(relationship.variable?.span ?? relationship.span)))
        if let properties = relationship.properties {
            build.pendingConnections.append((build.match.connections.count - 1, properties))
        }
        return slot
    }

    private mutating func resolveProperties(_ properties: Expression) -> [Term.MapItem] {
        switch properties.kind {
        case .map(let entries):
            return entries.map {
                checkProperty($0.key)
                return Term.MapItem(key: $0.key.text, value: resolve($0.value).term)
            }
        default:
            report(.parameterInPattern, properties.span)
            return []
        }
    }

    /// A WHERE: must be able to be a boolean, and holds no aggregates.
    mutating func resolveCondition(_ expression: Expression, by clause: String = "WHERE") -> Term {
        let outer = aggregates
        aggregates = nil
        defer { aggregates = outer }
        let (term, type) = resolve(expression)
        if let type, type != .boolean { report(.wrongType(found: type.words, wanted: "a boolean", by: clause), expression.span) }
        return term
    }

    func conjuncts(of term: Term) -> [Term] {
        if case .and(let parts) = term.kind { return parts.flatMap(conjuncts) }
        return [term]
    }
}

extension PathQuantifier {
    fileprivate var range: LengthRange { LengthRange(lower: lower, upper: upper) }
}

extension PatternPart {
    /// Selecting can be done while walking: one repeated relationship or group and no condition on the whole.
    fileprivate var isSelectedInWalk: Bool {
        guard element.steps.count == 1, element.filter == nil, mode == nil || mode == .trail else { return false }
        switch element.steps[0].link {
        case .group: return true
        case .relationship(let relationship): return relationship.length != nil || relationship.quantifier != nil
        }
    }
}

// MARK: - Names of the graph

extension Resolver {
    mutating func checkLabel(_ name: Name) {
        guard hasRoomForWarning,
            let near = names.nearest(to: name.text, in: names.graph.labels, or: \.labels)
        else { return }
        warn(.unknownLabel(name.text, near: near), name.span)
    }

    mutating func checkType(_ name: Name) {
        guard hasRoomForWarning,
            let near = names.nearest(to: name.text, in: names.graph.types, or: \.types)
        else { return }
        warn(.unknownType(name.text, near: near), name.span)
    }

    mutating func checkProperty(_ name: Name) {
        guard hasRoomForWarning,
            let near = names.nearest(to: name.text, in: names.graph.keys, or: \.properties)
        else { return }
        warn(.unknownProperty(name.text, near: near), name.span)
    }
}
