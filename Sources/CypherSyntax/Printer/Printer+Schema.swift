/// Indexes and constraints, in Neo4j's words of today.
extension Printer {
    mutating func write(_ command: SchemaCommand) {
        switch command {
        case .createIndex(let create): write(create)
        case .createConstraint(let create):
            text += "CREATE CONSTRAINT "
            write(create.name, ifNotExists: create.ifNotExists)
            text += "FOR "
            write(create.pattern)
            text += " REQUIRE "
            write(create.requirement, of: create.pattern)
            write(options: create.options)
        case .dropIndex(let name, let ifExists, _): text += "DROP INDEX " + Self.quoted(name: name.text) + (ifExists ? " IF EXISTS" : "")
        case .dropIndexOn(let label, let keys, _):
            text += "DROP INDEX ON :" + Self.quoted(name: label.text) + "(" + keys.map { Self.quoted(name: $0.text) }.joined(separator: ", ") + ")"
        case .dropConstraint(let name, let ifExists, _):
            text += "DROP CONSTRAINT " + Self.quoted(name: name.text) + (ifExists ? " IF EXISTS" : "")
        case .dropConstraintOn(let pattern, let requirement, _):
            text += "DROP CONSTRAINT ON "
            write(pattern)
            text += " ASSERT "
            write(requirement, of: pattern)
        }
    }

    private mutating func write(_ create: CreateIndex) {
        text += "CREATE " + (create.kind.map { $0.rawValue + " " } ?? "") + "INDEX "
        write(create.name, ifNotExists: create.ifNotExists)
        text += "FOR "
        write(create.pattern)
        text += " ON "
        switch create.kind {
        case .lookup:
            text += (create.pattern.isRelationship ? "EACH type(" : "EACH labels(") + Self.quoted(variable: create.pattern.variable.text) + ")"
        case .fullText: text += "EACH [" + properties(create.keys, of: create.pattern) + "]"
        default: text += "(" + properties(create.keys, of: create.pattern) + ")"
        }
        write(options: create.options)
    }

    private mutating func write(_ name: Name?, ifNotExists: Bool) {
        if let name { text += Self.quoted(schema: name.text) + " " }
        if ifNotExists { text += "IF NOT EXISTS " }
    }

    /// Words that can follow a name are none here.
    private static func quoted(schema name: String) -> String {
        ["IF", "FOR", "ON"].contains(name.uppercased()) ? backquoted(name) : quoted(name: name)
    }

    private mutating func write(_ pattern: SchemaPattern) {
        let names = pattern.names.isEmpty ? "" : ":" + pattern.names.map { Self.quoted(name: $0.text) }.joined(separator: "|")
        let inner = Self.quoted(variable: pattern.variable.text) + names
        text += pattern.isRelationship ? "()-[\(inner)]-()" : "(\(inner))"
    }

    private func properties(_ keys: [Name], of pattern: SchemaPattern) -> String {
        keys.map { Self.quoted(variable: pattern.variable.text) + "." + Self.quoted(name: $0.text) }.joined(separator: ", ")
    }

    private mutating func write(_ requirement: Requirement, of pattern: SchemaPattern) {
        let keys = properties(requirement.keys, of: pattern)
        text += requirement.keys.count == 1 ? keys : "(\(keys))"
        switch requirement.kind {
        case .unique: text += " IS UNIQUE"
        case .present: text += " IS NOT NULL"
        case .key: text += pattern.isRelationship ? " IS RELATIONSHIP KEY" : " IS NODE KEY"
        case .type(let type): text += " IS :: " + type.text
        }
    }

    private mutating func write(options: Expression?) {
        guard let options else { return }
        text += " OPTIONS "
        write(options)
    }

    mutating func write(_ show: Show) {
        text += "SHOW " + (show.kind.map { $0.rawValue + " " } ?? "") + show.table.rawValue
        if let yield = show.yield { write(yield) }
        write(filter: show.filter)
    }
}
