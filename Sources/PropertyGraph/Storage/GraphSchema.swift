/// What has been declared about a graph, beside what is in it.
package struct GraphSchema: Sendable {
    package private(set) var constraints: [GraphConstraint] = []
    package private(set) var indexes: [GraphIndex] = []
    /// How many declarations have been made or taken back, whether or not they made a difference.
    package private(set) var changeCount = 0

    package init() {}

    func declaresTheSame(as other: GraphSchema) -> Bool {
        constraints.map(\.name) == other.constraints.map(\.name) && constraints.map(\.statement) == other.constraints.map(\.statement)
            && indexes.map(\.name) == other.indexes.map(\.name) && indexes.map(\.statement) == other.indexes.map(\.statement)
    }

    /// For a declaration that is there already.
    package mutating func touch() { changeCount += 1 }

    package mutating func add(_ constraint: GraphConstraint) {
        constraints.append(constraint)
        touch()
    }

    package mutating func add(_ index: GraphIndex) {
        indexes.append(index)
        touch()
    }

    package mutating func removeConstraints(where isGone: (GraphConstraint) -> Bool) {
        constraints.removeAll(where: isGone)
        touch()
    }

    package mutating func removeIndexes(where isGone: (GraphIndex) -> Bool) {
        indexes.removeAll(where: isGone)
        touch()
    }
}

/// Nodes with a label or relationships of a type, and keys of theirs.
package struct GraphProperties: Hashable, Sendable {
    package var isRelationship: Bool
    /// One; several of a full-text index, none of a lookup index.
    package var names: [String]
    package var keys: [String]

    package init(isRelationship: Bool, names: [String], keys: [String]) {
        self.isRelationship = isRelationship
        self.names = names
        self.keys = keys
    }

    /// `:Person(name, born)`
    package var text: String { ":" + names.joined(separator: "|") + "(" + keys.joined(separator: ", ") + ")" }
}

/// A rule that holds for every node with a label or every relationship of a type.
package struct GraphConstraint: Sendable {
    package enum Kind: Sendable {
        /// No two have the same values; those that lack one are left out.
        case unique
        /// All keys have a value.
        case present
        /// Unique and present.
        case key
        /// `admits` takes every value that is there; `name` as the language writes the type.
        case type(name: String, admits: @Sendable (Value) -> Bool)
    }

    package let name: String
    package let kind: Kind
    package let properties: GraphProperties
    /// What makes it again.
    package let statement: String

    package init(name: String, kind: Kind, properties: GraphProperties, statement: String) {
        self.name = name
        self.kind = kind
        self.properties = properties
        self.statement = statement
    }

    package var isUnique: Bool {
        switch kind {
        case .unique, .key: true
        case .present, .type: false
        }
    }

    var needsAll: Bool {
        switch kind {
        case .present, .key: true
        case .unique, .type: false
        }
    }

    /// `UNIQUENESS`, `NODE_KEY` … : as SHOW CONSTRAINTS names it.
    package var typeName: String {
        let thing = properties.isRelationship ? "RELATIONSHIP" : "NODE"
        return switch kind {
        case .unique: properties.isRelationship ? "RELATIONSHIP_UNIQUENESS" : "UNIQUENESS"
        case .present: thing + "_PROPERTY_EXISTENCE"
        case .key: thing + "_KEY"
        case .type: thing + "_PROPERTY_TYPE"
        }
    }
}

/// An index that was asked for. It is listed; finding nodes does not need it.
package struct GraphIndex: Sendable {
    package let name: String
    /// `RANGE`, `TEXT` …
    package let type: String
    package let properties: GraphProperties
    package let statement: String

    package init(name: String, type: String, properties: GraphProperties, statement: String) {
        self.name = name
        self.type = type
        self.properties = properties
        self.statement = statement
    }
}
