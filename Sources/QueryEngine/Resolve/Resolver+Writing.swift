import CypherSyntax
import Diagnostics
import PropertyGraph

// MARK: - CREATE and MERGE

extension Resolver {
    mutating func resolve(_ create: Create) -> ResolvedCreate {
        var resolved = ResolvedCreate()
        let clause = create.isInsert ? "INSERT" : "CREATE"
        for part in create.pattern.parts { resolve(part, into: &resolved, by: clause, requiresDirection: true) }
        return resolved
    }

    /// Nodes and relationships that are not bound are to be made; bound nodes are used.
    private mutating func resolve(_ part: PatternPart, into create: inout ResolvedCreate, by clause: String, requiresDirection: Bool) {
        let alone = part.element.steps.isEmpty
        var elements = [newNode(part.element.start, alone: alone, into: &create)]
        var place = part.element.start.place
        for step in part.element.steps {
            let from = elements[elements.count - 1]
            guard case .relationship(let pattern) = step.link else {
                report(.variableLengthInWriting, step.groupSpan ?? part.element.span)
                continue
            }
            let to = newNode(step.node, alone: false, into: &create)
            if let variable = pattern.variable, scope[variable.text] != nil {
                report(.variableAlreadyBound(variable.text), of: variable.text, variable.span)
            }
            let slot = newSlot(.relationship, name: pattern.variable?.text)
            if let variable = pattern.variable { scope.declare(variable.text, slot) }
            create.introduced.append(slot)
            checkNew(pattern, requiresDirection: requiresDirection)
            let turned = pattern.direction == .incoming
            create.relationships.append(
                ResolvedCreate.NewRelationship(
                    slot: slot, type: pattern.types.first?.text ?? "", from: turned ? to : from,
                    to: turned ? from : to, properties: properties(pattern.properties),
                    fromPlace: turned ? step.node.place : place, toPlace: turned ? place : step.node.place, clause: clause))
            place = step.node.place
            elements += [slot, to]
        }
        if let variable = part.variable {
            let slot = declare(variable, .path)
            create.introduced.append(slot)
            create.paths.append(PathDemand(slot: slot, elements: elements, place: Place(variable.span)))
        }
    }

    private mutating func checkNew(_ pattern: RelationshipPattern, requiresDirection: Bool) {
        if pattern.length != nil || pattern.quantifier != nil { return report(.variableLengthInWriting, pattern.span) }
        if let filter = pattern.filter { report(.whereInWriting, filter.span) }
        if pattern.types.count != 1 { report(.oneTypeNeeded, pattern.span) }
        if requiresDirection, pattern.direction == .either { report(.directionNeeded, pattern.span) }
    }

    private mutating func newNode(_ node: NodePattern, alone: Bool, into create: inout ResolvedCreate) -> Slot {
        if let variable = node.variable, let known = scope[variable.text] {
            switch kinds[known] {
            case .node, .value(nil), .value(.node): break
            case let other: report(.variableTypeConflict(variable.text, found: other.words, wanted: "a node"), of: variable.text, variable.span)
            }
            if alone || !node.labels.isEmpty || node.labelExpression != nil || node.properties != nil {
                report(.variableAlreadyBound(variable.text), of: variable.text, variable.span)
            }
            return known
        }
        let properties = properties(node.properties)
        if node.conjunction == nil { report(.labelsInWriting, node.span) }
        if let filter = node.filter { report(.whereInWriting, filter.span) }
        let slot = newSlot(.node, name: node.variable?.text)
        if let variable = node.variable { scope.declare(variable.text, slot) }
        create.introduced.append(slot)
        create.nodes.append(
            ResolvedCreate.NewNode(slot: slot, labels: (node.conjunction ?? []).map(\.text), properties: properties))
        return slot
    }

    /// A map literal or a parameter, as a term that gives a map.
    private mutating func properties(_ expression: Expression?) -> Term? {
        expression.map { resolve($0).term }
    }

    mutating func resolve(_ merge: Merge) -> ResolvedMerge {
        let before = scope
        let faultsBefore = faults.count
        let warned = warnings.count
        // Once as a pattern to look for …
        var match = resolve(Pattern(parts: [merge.part]), optional: false)
        let bound = scope
        // … and once as a pattern to make, over the same slots.
        scope = before
        var create = ResolvedCreate()
        let ok = faults.count == faultsBefore
        resolve(merge.part, into: &create, by: "MERGE", requiresDirection: false)
        warnings.removeSubrange(warned...)
        if !ok { faults.removeSubrange(min(faults.count, faultsBefore + 1)...) }
        scope = bound
        unify(&create, with: match, merge.part)
        match.introduced = create.introduced
        return ResolvedMerge(
            match: match, create: create, onCreate: merge.onCreate.compactMap { resolve($0) },
            onMatch: merge.onMatch.compactMap { resolve($0) })
    }

    /// Gives what is to be made the slots under which it would have been found.
    private mutating func unify(_ create: inout ResolvedCreate, with match: ResolvedMatch, _ part: PatternPart) {
        var renamed: [Slot: Slot] = [:]
        for (made, found) in zip(create.introduced.filter { !isPath($0) }, match.introduced.filter { !isPath($0) }) {
            renamed[made] = found
        }
        for (made, found) in zip(create.paths, match.paths) { renamed[made.slot] = found.slot }
        func new(_ slot: Slot) -> Slot { renamed[slot] ?? slot }
        func over(_ term: Term?) -> Term? {
            term?.replacing { part in part.asSlot.map { .slot(new($0)).placed(at: part.place.span) } }
        }
        for index in create.nodes.indices {
            create.nodes[index].slot = new(create.nodes[index].slot)
            create.nodes[index].properties = over(create.nodes[index].properties)
        }
        for index in create.relationships.indices {
            create.relationships[index].slot = new(create.relationships[index].slot)
            create.relationships[index].from = new(create.relationships[index].from)
            create.relationships[index].to = new(create.relationships[index].to)
            create.relationships[index].properties = over(create.relationships[index].properties)
        }
        for index in create.paths.indices {
            create.paths[index].slot = new(create.paths[index].slot)
            create.paths[index].elements = create.paths[index].elements.map(new)
        }
        create.introduced = match.introduced
    }

    private func isPath(_ slot: Slot) -> Bool {
        if case .path = kinds[slot] { true } else { false }
    }
}

extension NodePattern {
    /// Of its variable, where it has one.
    var place: Place { Place(variable?.span ?? span) }
}

extension PatternElement.Step {
    fileprivate var groupSpan: SourceSpan? {
        if case .group(let group) = link { group.span } else { nil }
    }
}

// MARK: - SET, REMOVE, DELETE

extension Resolver {
    mutating func resolve(_ item: SetItem) -> ResolvedSet? {
        switch item {
        case .property(let owner, let key, let value):
            let (term, type) = resolve(owner)
            expect(type, "a node or a relationship", "SET", of: owner) { $0 == .node || $0 == .relationship }
            let written = resolve(value).term
            return ResolvedSet(change: .property(owner: term, key: key.text, value: written), clause: "SET", place: term.place)
        case .replace(let variable, let value):
            return entity(variable, "SET").map {
                ResolvedSet(change: .replace($0, properties(of: value)), clause: "SET", place: Place(variable.span))
            }
        case .add(let variable, let value):
            return entity(variable, "SET").map {
                ResolvedSet(change: .add($0, properties(of: value)), clause: "SET", place: Place(variable.span))
            }
        case .labels(let variable, let labels):
            return entity(variable, "SET", onlyNodes: true).map {
                ResolvedSet(change: .addLabels($0, labels.map(\.text)), clause: "SET", place: Place(variable.span))
            }
        }
    }

    private mutating func properties(of expression: Expression) -> Term {
        let (term, type) = resolve(expression)
        expect(type, "a map, a node or a relationship", "SET", expression.span) {
            [.map, .node, .relationship].contains($0)
        }
        return term
    }

    mutating func resolve(_ item: RemoveItem) -> ResolvedSet? {
        switch item {
        case .property(let owner, let key):
            let (term, type) = resolve(owner)
            expect(type, "a node or a relationship", "REMOVE", of: owner) { $0 == .node || $0 == .relationship }
            return ResolvedSet(change: .property(owner: term, key: key.text, value: .constant(.null)), clause: "REMOVE", place: term.place)
        case .labels(let variable, let labels):
            return entity(variable, "REMOVE", onlyNodes: true).map {
                ResolvedSet(change: .removeLabels($0, labels.map(\.text)), clause: "REMOVE", place: Place(variable.span))
            }
        }
    }

    private mutating func entity(_ variable: Name, _ by: String, onlyNodes: Bool = false) -> Slot? {
        guard let slot = scope[variable.text] else {
            undefined(variable.text, variable.span)
            return nil
        }
        expect(type(of: slot), onlyNodes ? "a node" : "a node or a relationship", by, of: Expression(.variable(variable.text), variable.span)) {
            $0 == .node || !onlyNodes && $0 == .relationship
        }
        return slot
    }

    mutating func resolve(_ delete: Delete) -> ResolvedClause {
        var targets: [Term] = []
        for target in delete.targets {
            let (term, type) = resolve(target)
            if case .hasLabels = term.kind {
                report(.deleteOfLabels, target.span)
            } else {
                expect(type, "a node, a relationship or a path", "DELETE", target.span) {
                    [.node, .relationship, .path].contains($0)
                }
            }
            targets.append(term)
        }
        return .delete(targets, detach: delete.detach)
    }
}

// MARK: - CALL

extension Resolver {
    /// `alone`: nothing else stands in the statement, so that all outputs are its columns.
    mutating func resolve(_ call: Call, alone: Bool) -> (call: ResolvedCall, columns: [(name: String, slot: Slot)])? {
        guard let procedure = procedures.first(where: { $0.name.lowercased() == call.procedure.text.lowercased() }) else {
            report(
                .unknownProcedure(
                    call.procedure.text, near: near(call.procedure.text, in: procedures.map(\.name))),
                call.procedure.span)
            // What it yields is meant to be there: one fault is enough.
            for item in call.yield?.items ?? [] { _ = declare(item.alias ?? item.field, .value(nil)) }
            return nil
        }
        let arguments = arguments(of: call, for: procedure, alone: alone)
        var yielded = Yielded()
        if let yield = call.yield, !yield.star {
            take(yield, of: procedure, &yielded)
        } else if alone {
            for (column, output) in procedure.outputs.enumerated() { take(column, as: Name(output.name, call.span), &yielded) }
        } else if call.yield?.star == true {
            report(.yieldOfAll, call.span)
            for output in procedure.outputs where scope[output.name] == nil { scope.declare(output.name, newSlot(.value(nil))) }
        }
        let filter = call.yield?.filter.map { resolveCondition($0) }
        let resolved = ResolvedCall(
            procedure: procedure, arguments: arguments, yields: yielded.slots, filter: filter, place: Place(call.procedure.span))
        return (resolved, yielded.columns)
    }

    /// What YIELD names, each under a variable of its own.
    mutating func take(_ yield: Yield, of procedure: Procedure, _ yielded: inout Yielded) {
        for item in yield.items {
            guard let column = procedure.outputs.firstIndex(where: { $0.name == item.field.text }) else {
                report(
                    .unknownOutput(item.field.text, procedure: procedure.name, outputs: procedure.outputs.map(\.name)),
                    item.field.span)
                _ = declare(item.alias ?? item.field, .value(nil))
                continue
            }
            take(column, as: item.alias ?? item.field, &yielded)
        }
    }

    mutating func take(_ column: Int, as name: Name, _ yielded: inout Yielded) {
        let slot = declare(name, .value(nil))
        yielded.columns.append((name.text, slot))
        yielded.slots.append((column, slot))
    }

    private mutating func arguments(of call: Call, for procedure: Procedure, alone: Bool) -> [Term] {
        guard let given = call.arguments else {
            guard alone else {
                report(.argumentsFromParametersInside(procedure.name), call.span)
                return []
            }
            return procedure.inputs.map { input in
                if let parameters, !parameters.contains(input.name) { report(.missingParameter(input.name, near: []), call.span) }
                return .parameter(input.name)
            }
        }
        let outer = aggregates
        aggregates = nil
        defer { aggregates = outer }
        var resolved = given.map { resolve($0) }
        let least = procedure.leastArguments
        guard (least...procedure.inputs.count).contains(resolved.count) else {
            let most = procedure.inputs.count == 1 ? "1 argument" : "\(procedure.inputs.count) arguments"
            report(
                .wrongNumberOfArguments(
                    function: procedure.name, usage: least < procedure.inputs.count ? "\(least) to \(most)" : most,
                    found: resolved.count), call.span)
            return []
        }
        while resolved.count < procedure.inputs.count { resolved.append((.constant(.null), nil)) }
        for (index, input) in procedure.inputs.enumerated() where index < given.count {
            if let type = resolved[index].type, !input.accepts(type) {
                report(
                    .wrongProcedureArgument(
                        found: type.words, wanted: input.type, procedure: procedure.name, example: procedure.example),
                    given[index].span)
            }
        }
        return resolved.map(\.term)
    }
}
