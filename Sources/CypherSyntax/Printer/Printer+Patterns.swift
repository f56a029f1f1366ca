/// Pattern and its parts.
extension Printer {
    mutating func write(_ pattern: Pattern) {
        write(pattern.parts, between: ", ") { printer, part in
            if let variable = part.variable { printer.text += Self.quoted(variable: variable.text) + " = " }
            printer.write(part)
        }
    }

    private mutating func write(_ part: PatternPart) {
        let mode = part.mode.map { $0.rawValue + " " } ?? ""
        switch part.selector {
        case nil: text += mode
        case .any(let count): text += (count == 1 ? "ANY " : "ANY \(count) ") + mode
        case .shortest(let count): text += "SHORTEST \(count) " + mode
        case .allShortest: text += "ALL SHORTEST " + mode
        case .groups(let count): text += "SHORTEST \(count) " + mode + "GROUPS "
        case .shortestPath, .allShortestPaths:
            text += part.selector == .shortestPath ? "shortestPath(" : "allShortestPaths("
            write(part.element)
            text += ")"
            return
        }
        write(part.element)
    }

    mutating func write(_ element: PatternElement) {
        if element.filter != nil { text += "(" }
        write(element.start)
        for step in element.steps {
            switch step.link {
            case .relationship(let relationship): write(relationship)
            case .group(let group):
                if group.element.filter == nil { text += "(" }
                write(group.element)
                if group.element.filter == nil { text += ")" }
                text += Self.text(of: group.quantifier)
            }
            write(step.node)
        }
        if let filter = element.filter {
            write(filter: filter)
            text += ")"
        }
    }

    mutating func write(_ labels: LabelExpression) { write(labels, inside: 0) }

    /// Behind an expression, where a bar could be that of a comprehension.
    mutating func write(predicate labels: LabelExpression) { write(labels, inside: 1) }

    /// `level` of the operator around: 0 none or a bar, 1 an ampersand, 2 an exclamation mark.
    private mutating func write(_ labels: LabelExpression, inside level: Int) {
        let own: Int
        switch labels {
        case .or: own = 0
        case .and: own = 1
        default: own = 2
        }
        if own < level { text += "(" }
        switch labels {
        case .name(let name): text += Self.quoted(name: name.text)
        case .any: text += "%"
        case .not(let operand):
            text += "!"
            write(operand, inside: 2)
        case .and(let parts): write(parts, between: "&") { $0.write($1, inside: 2) }
        case .or(let parts): write(parts, between: "|") { $0.write($1, inside: 1) }
        }
        if own < level { text += ")" }
    }

    private static func text(of quantifier: PathQuantifier) -> String {
        switch (quantifier.lower, quantifier.upper) {
        case _ where quantifier.isQuestion: "?"
        case (1, nil): "+"
        case (0, nil): "*"
        case (let lower, nil): "{\(lower),}"
        case (let lower, let upper?): lower == upper ? "{\(lower)}" : "{\(lower),\(upper)}"
        }
    }

    private mutating func write(_ node: NodePattern) {
        let start = text.utf8.count
        text += "(" + (node.variable.map { Self.quoted(variable: $0.text) } ?? "")
            + node.labels.map { ":" + Self.quoted(name: $0.text) }.joined()
        if let labels = node.labelExpression {
            text += ":"
            write(labels)
        }
        write(properties: node.properties, afterHead: text.utf8.count > start + 1)
        write(inline: node.filter, afterHead: text.utf8.count > start + 1)
        text += ")"
    }

    private mutating func write(_ relationship: RelationshipPattern) {
        text += relationship.direction == .incoming ? "<-" : "-"
        var head = relationship.variable.map { Self.quoted(variable: $0.text) } ?? ""
        if !relationship.types.isEmpty {
            head += ":" + relationship.types.map { Self.quoted(name: $0.text) }.joined(separator: "|")
        }
        let start = text.utf8.count
        if !head.isEmpty || relationship.typeExpression != nil || relationship.length != nil
            || relationship.properties != nil || relationship.filter != nil
        {
            text += "[" + head
            if let types = relationship.typeExpression {
                text += ":"
                write(types)
            }
            if let length = relationship.length { text += Self.text(of: length) }
            write(properties: relationship.properties, afterHead: text.utf8.count > start + 1)
            write(inline: relationship.filter, afterHead: text.utf8.count > start + 1)
            text += "]"
        }
        text += relationship.direction == .outgoing ? "->" : "-"
        if let quantifier = relationship.quantifier { text += Self.text(of: quantifier) }
    }

    private mutating func write(inline filter: Expression?, afterHead: Bool) {
        guard let filter else { return }
        text += afterHead ? " WHERE " : "WHERE "
        write(filter)
    }

    private static func text(of length: VariableLength) -> String {
        if let lower = length.lower, lower == length.upper { return "*\(lower)" }
        if length.lower == nil, length.upper == nil { return "*" }
        return "*" + (length.lower.map { "\($0)" } ?? "") + ".." + (length.upper.map { "\($0)" } ?? "")
    }

    private mutating func write(properties: Expression?, afterHead: Bool) {
        guard let properties else { return }
        if afterHead { text += " " }
        write(properties)
    }
}
