/// What has been declared about a graph, beside what is in it.
public struct GraphSchema: Sendable {
    public private(set) var constraints: [GraphConstraint] = []
    public private(set) var indexes: [GraphIndex] = []
    /// How many declarations have been made or taken back, whether or not they made a difference.
    public private(set) var changeCount = 0

    public init() {}

    func declaresTheSame(as other: GraphSchema) -> Bool {
        constraints.map(\.name) == other.constraints.map(\.name) && constraints.map(\.statement) == other.constraints.map(\.statement)
            && indexes.map(\.name) == other.indexes.map(\.name) && indexes.map(\.statement) == other.indexes.map(\.statement)
    }

    /// For a declaration that is there already.
    public mutating func touch() { changeCount += 1 }

    public mutating func add(_ constraint: GraphConstraint) {
        constraints.append(constraint)
        touch()
    }

    public mutating func add(_ index: GraphIndex) {
        indexes.append(index)
        touch()
    }

    public mutating func removeConstraints(where isGone: (GraphConstraint) -> Bool) {
        constraints.removeAll(where: isGone)
        touch()
    }

    public mutating func removeIndexes(where isGone: (GraphIndex) -> Bool) {
        indexes.removeAll(where: isGone)
        touch()
    }
}

/// Nodes with a label or relationships of a type, and keys of theirs.
public struct GraphProperties: Hashable, Sendable {
    public var isRelationship: Bool
    /// One; several of a full-text index, none of a lookup index.
    public var names: [String]
    public var keys: [String]

    public init(isRelationship: Bool, names: [String], keys: [String]) {
        self.isRelationship = isRelationship
        self.names = names
        self.keys = keys
    }

    /// `:Person(name, born)`
    public var text: String { ":" + names.joined(separator: "|") + "(" + keys.joined(separator: ", ") + ")" }
}

/// A rule that holds for every node with a label or every relationship of a type.
public struct GraphConstraint: Sendable {
    public enum Kind: Sendable {
        /// No two have the same values; those that lack one are left out.
        case unique
        /// All keys have a value.
        case present
        /// Unique and present.
        case key
        /// `admits` takes every value that is there; `name` as the language writes the type.
        case type(name: String, admits: @Sendable (Value) -> Bool)
    }

    public let name: String
    public let kind: Kind
    public let properties: GraphProperties
    /// What makes it again.
    public let statement: String

    public init(name: String, kind: Kind, properties: GraphProperties, statement: String) {
        self.name = name
        self.kind = kind
        self.properties = properties
        self.statement = statement
    }

    public var isUnique: Bool {
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
    public var typeName: String {
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
public struct GraphIndex: Sendable {
    public let name: String
    /// `RANGE`, `TEXT` …
    public let type: String
    public let properties: GraphProperties
    public let statement: String

    public init(name: String, type: String, properties: GraphProperties, statement: String) {
        self.name = name
        self.type = type
        self.properties = properties
        self.statement = statement
    }
}
