/// Pattern and its parts.
extension Printer {
    mutating func write(_ pattern: Pattern) {
        write(pattern.parts, between: ", ") { printer, part in
            if let variable = part.variable { printer.text += Self.quoted(variable: variable.text) + " = " }
            printer.write(part.element)
        }
    }

    mutating func write(_ element: PatternElement) {
        write(element.start)
        for step in element.steps {
            write(step.relationship)
            write(step.node)
        }
    }

    private mutating func write(_ node: NodePattern) {
        let head = (node.variable.map { Self.quoted(variable: $0.text) } ?? "")
            + node.labels.map { ":" + Self.quoted(name: $0.text) }.joined()
        text += "(" + head
        write(properties: node.properties, after: head)
        text += ")"
    }

    private mutating func write(_ relationship: RelationshipPattern) {
        text += relationship.direction == .incoming ? "<-" : "-"
        var head = relationship.variable.map { Self.quoted(variable: $0.text) } ?? ""
        if !relationship.types.isEmpty {
            head += ":" + relationship.types.map { Self.quoted(name: $0.text) }.joined(separator: "|")
        }
        if let length = relationship.length { head += Self.text(of: length) }
        if !head.isEmpty || relationship.properties != nil {
            text += "[" + head
            write(properties: relationship.properties, after: head)
            text += "]"
        }
        text += relationship.direction == .outgoing ? "->" : "-"
    }

    private static func text(of length: VariableLength) -> String {
        if let lower = length.lower, lower == length.upper { return "*\(lower)" }
        if length.lower == nil, length.upper == nil { return "*" }
        return "*" + (length.lower.map { "\($0)" } ?? "") + ".." + (length.upper.map { "\($0)" } ?? "")
    }

    private mutating func write(properties: Expression?, after head: String) {
        guard let properties else { return }
        if !head.isEmpty { text += " " }
        write(properties)
    }
}
