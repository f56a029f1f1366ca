public import CypherSyntax
import PropertyGraph

// MARK: - Patterns, by trying every node and every relationship

extension NaiveEvaluator {
    /// What has been chosen so far for a pattern.
    private struct Choice {
        var row: Row
        var used: [RelationshipID] = []
        /// Properties wait until every variable is chosen, as they may speak of any.
        var demands: [(Value, Expression)] = []
    }

    func matches(_ pattern: Pattern, _ row: Row) throws -> [Row] {
        var choices = [Choice(row: row)]
        for part in pattern.parts {
            choices = try choices.flatMap { try paths(part, $0) }
            if choices.count > rowLimit { throw NaiveFault.tooManyRows }
        }
        return try choices.filter { try holds($0) }.map(\.row)
    }

    private func holds(_ choice: Choice) throws -> Bool {
        for (entity, properties) in choice.demands {
            guard case .map(let wanted) = try value(properties, Environment(row: choice.row)) else {
                throw NaiveFault.wrongType("the properties of a pattern")
            }
            for (key, value) in wanted {
                guard Value.equals(try property(key, of: entity), value) == true else { return false }
            }
        }
        return true
    }

    private func paths(_ part: PatternPart, _ choice: Choice) throws -> [Choice] {
        var walks = try starts(part.element.start, choice).map { ($0.0, Path(nodes: [$0.1], relationships: [])) }
        for step in part.element.steps {
            var longer: [(Choice, Path)] = []
            for (choice, path) in walks {
                guard let relationship = step.relationship else { continue }
                for (next, whole) in try steps(relationship, choice, path) {
                    guard let done = try bind(step.node, whole.nodes[whole.nodes.count - 1], next) else { continue }
                    longer.append((done, whole))
                }
            }
            walks = longer
        }
        guard let name = part.variable?.text else { return walks.map(\.0) }
        return walks.map { choice, path in
            var named = choice
            named.row[name] = .path(path)
            return named
        }
    }

    private func starts(_ pattern: NodePattern, _ choice: Choice) throws -> [(Choice, NodeID)] {
        if let name = pattern.variable?.text, let known = choice.row[name] {
            guard case .node(let node) = known else { return [] }
            return try bind(pattern, node, choice).map { [($0, node)] } ?? []
        }
        let nodes = graph.nodeIDs
        try effort.spend(nodes.count / 16)
        return try nodes.compactMap { node in try bind(pattern, node, choice).map { ($0, node) } }
    }

    private func bind(_ pattern: NodePattern, _ node: NodeID, _ choice: Choice) throws -> Choice? {
        let labels = try graph.node(node).labels
        guard pattern.labels.allSatisfy({ labels.contains($0.text) }) else { return nil }
        return bind(pattern.variable?.text, .node(node), pattern.properties, choice)
    }

    private func bind(_ name: String?, _ value: Value, _ properties: Expression?, _ choice: Choice) -> Choice? {
        var choice = choice
        if let name {
            if let known = choice.row[name], known != value { return nil }
            choice.row[name] = value
        }
        if let properties { choice.demands.append((value, properties)) }
        return choice
    }

    /// The path made longer by all that the relationship pattern can stand for.
    private func steps(_ pattern: RelationshipPattern, _ choice: Choice, _ path: Path) throws -> [(Choice, Path)] {
        guard let length = pattern.length else {
            return try single(pattern, choice, path).compactMap { next, whole in
                let last = Value.relationship(whole.relationships[whole.relationships.count - 1])
                return bind(pattern.variable?.text, last, pattern.properties, next).map { ($0, whole) }
            }
        }
        let lower = length.lower ?? 1
        let upper = length.upper ?? graph.relationshipEnd
        var found: [(Choice, Path)] = []
        var front = [(choice, path)]
        for count in 0...max(lower, upper) where count <= upper && !front.isEmpty {
            if count >= lower { found += front }
            front = try front.flatMap { try single(pattern, $0.0, $0.1) }
        }
        return found.compactMap { next, whole in
            let added = whole.relationships.dropFirst(path.relationships.count).map { Value.relationship($0) }
            guard var done = bind(pattern.variable?.text, .list(added), nil, next) else { return nil }
            if let properties = pattern.properties { done.demands += added.map { ($0, properties) } }
            return (done, whole)
        }
    }

    /// One relationship further; none is used twice in one MATCH.
    private func single(_ pattern: RelationshipPattern, _ choice: Choice, _ path: Path) throws -> [(Choice, Path)] {
        try effort.spend(1)
        let here = path.nodes[path.nodes.count - 1]
        let types = pattern.types.map(\.text)
        var found: [(Choice, Path)] = []
        for relationship in graph.relationships(touching: here) where !choice.used.contains(relationship) {
            try effort.spend(1)
            let known = try graph.relationship(relationship)
            guard types.isEmpty || types.contains(known.type) else { continue }
            var others: [NodeID] = []
            if pattern.direction != .incoming, known.source == here { others.append(known.target) }
            if pattern.direction != .outgoing, known.target == here, !others.contains(known.source) {
                others.append(known.source)
            }
            for other in others {
                var next = choice
                next.used.append(relationship)
                found.append(
                    (next, Path(nodes: path.nodes + [other], relationships: path.relationships + [relationship])))
            }
        }
        return found
    }
}

extension PatternElement.Step {
    /// nil for a group, which this evaluator does not know.
    public var relationship: RelationshipPattern? {
        get { if case .relationship(let relationship) = link { relationship } else { nil } }
        set { if let newValue { link = .relationship(newValue) } }
    }
}
