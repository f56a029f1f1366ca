/// Writing clauses and CALL.
extension Printer {
    mutating func write(_ create: Create) {
        text += create.isInsert ? "INSERT " : "CREATE "
        write(create.pattern)
    }

    mutating func write(_ merge: Merge) {
        text += "MERGE "
        write(Pattern(parts: [merge.part]))
        for (word, items) in [("CREATE", merge.onCreate), ("MATCH", merge.onMatch)] where !items.isEmpty {
            text += " ON \(word) SET "
            write(items)
        }
    }

    mutating func write(_ clause: SetClause) {
        text += "SET "
        write(clause.items)
    }

    private mutating func write(_ items: [SetItem]) {
        write(items, between: ", ") { printer, item in
            switch item {
            case .property(let owner, let key, let value):
                printer.write(property: key, of: owner)
                printer.text += " = "
                printer.write(value)
            case .replace(let variable, let value):
                printer.text += Self.quoted(variable: variable.text) + " = "
                printer.write(value)
            case .add(let variable, let value):
                printer.text += Self.quoted(variable: variable.text) + " += "
                printer.write(value)
            case .labels(let variable, let labels): printer.write(labels: labels, of: variable)
            }
        }
    }

    mutating func write(_ remove: Remove) {
        text += "REMOVE "
        write(remove.items, between: ", ") { printer, item in
            switch item {
            case .property(let owner, let key): printer.write(property: key, of: owner)
            case .labels(let variable, let labels): printer.write(labels: labels, of: variable)
            }
        }
    }

    mutating func write(_ delete: Delete) {
        text += delete.detach ? "DETACH DELETE " : "DELETE "
        write(delete.targets, between: ", ") { $0.write($1) }
    }

    mutating func write(_ foreach: Foreach) {
        text += "FOREACH (" + Self.quoted(variable: foreach.variable.text) + " IN "
        write(foreach.list)
        text += " | "
        write(foreach.clauses, between: " ") { $0.write($1) }
        text += ")"
    }

    mutating func write(_ call: Call) {
        text += "CALL "
        write(dotted: call.procedure)
        if let arguments = call.arguments {
            text += "("
            write(arguments, between: ", ") { $0.write($1) }
            text += ")"
        }
        if let yield = call.yield { write(yield) }
    }

    mutating func write(_ yield: Yield) {
        text += yield.star ? " YIELD *" : " YIELD "
        write(yield.items, between: ", ") { printer, item in
            guard let alias = item.alias else { return printer.text += Self.quoted(variable: item.field.text) }
            printer.text += Self.quoted(name: item.field.text) + " AS " + Self.quoted(variable: alias.text)
        }
        write(filter: yield.filter)
    }

    mutating func write(_ use: Use) {
        text += "USE "
        write(dotted: use.graph)
        text += "("
        write(use.arguments, between: ", ") { $0.write($1) }
        text += ")"
    }

    private mutating func write(dotted name: Name) {
        write(name.text.split(separator: ".", omittingEmptySubsequences: false), between: ".") {
            $0.text += Self.quoted(name: String($1))
        }
    }

    private mutating func write(property key: Name, of owner: Expression) {
        write(Expression(.property(owner, key), owner.span.union(key.span)))
    }

    private mutating func write(labels: [Name], of variable: Name) {
        text += Self.quoted(variable: variable.text) + labels.map { ":" + Self.quoted(name: $0.text) }.joined()
    }
}
