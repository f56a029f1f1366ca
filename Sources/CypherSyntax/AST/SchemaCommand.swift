import Diagnostics

/// CREATE and DROP of indexes and constraints, in Neo4j's words of today and of versions 3 and 4.
public enum SchemaCommand: Sendable {
    case createIndex(CreateIndex)
    case createConstraint(CreateConstraint)
    /// `DROP INDEX name [IF EXISTS]`
    case dropIndex(Name, ifExists: Bool, SourceSpan)
    /// `DROP INDEX ON :Label(key, …)`
    case dropIndexOn(label: Name, keys: [Name], SourceSpan)
    /// `DROP CONSTRAINT name [IF EXISTS]`
    case dropConstraint(Name, ifExists: Bool, SourceSpan)
    /// `DROP CONSTRAINT ON (n:Label) ASSERT …`
    case dropConstraintOn(SchemaPattern, Requirement, SourceSpan)

    public var span: SourceSpan {
        switch self {
        case .createIndex(let create): create.span
        case .createConstraint(let create): create.span
        case .dropIndex(_, _, let span), .dropIndexOn(_, _, let span), .dropConstraint(_, _, let span),
            .dropConstraintOn(_, _, let span): span
        }
    }
}

/// `(n:Label)` or `()-[r:TYPE]-()`; full-text indexes take several names, lookup indexes none.
public struct SchemaPattern: Sendable {
    public var variable: Name
    public var isRelationship: Bool
    public var names: [Name]
    public init(variable: Name, isRelationship: Bool, names: [Name]) {
        self.variable = variable
        self.isRelationship = isRelationship
        self.names = names
    }
}

/// `CREATE [type] INDEX [name] [IF NOT EXISTS] FOR … ON …`, or `CREATE INDEX ON :Label(key, …)`.
public struct CreateIndex: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case range = "RANGE"
        case text = "TEXT"
        case point = "POINT"
        case lookup = "LOOKUP"
        case fullText = "FULLTEXT"
        case vector = "VECTOR"
        /// Of Neo4j 4; what is made is a range index.
        case btree = "BTREE"
    }

    public var kind: Kind?
    public var name: Name?
    public var ifNotExists = false
    public var pattern: SchemaPattern
    /// None of a lookup index.
    public var keys: [Name]
    public var options: Expression?
    public var span: SourceSpan
    public init(kind: Kind?, name: Name?, pattern: SchemaPattern, keys: [Name], span: SourceSpan) {
        self.kind = kind
        self.name = name
        self.pattern = pattern
        self.keys = keys
        self.span = span
    }
}

/// What a constraint asks of the properties.
public struct Requirement: Sendable {
    public enum Kind: Sendable, Hashable {
        /// `IS UNIQUE`
        case unique
        /// `IS NOT NULL`, `exists(n.key)`
        case present
        /// `IS NODE KEY`, `IS RELATIONSHIP KEY`, `IS KEY`: unique and present.
        case key
        /// `IS :: TYPE`
        case type(ValueType)
    }

    public var kind: Kind
    public var keys: [Name]
    public init(kind: Kind, keys: [Name]) {
        self.kind = kind
        self.keys = keys
    }
}

/// `CREATE CONSTRAINT [name] [IF NOT EXISTS] FOR … REQUIRE …`, or `ON … ASSERT …`.
public struct CreateConstraint: Sendable {
    public var name: Name?
    public var ifNotExists = false
    public var pattern: SchemaPattern
    public var requirement: Requirement
    public var options: Expression?
    public var span: SourceSpan
    public init(name: Name?, pattern: SchemaPattern, requirement: Requirement, span: SourceSpan) {
        self.name = name
        self.pattern = pattern
        self.requirement = requirement
        self.span = span
    }
}

/// `SHOW INDEXES`, `SHOW CONSTRAINTS`, `SHOW FUNCTIONS`, `SHOW PROCEDURES` with YIELD or WHERE.
public struct Show: Sendable {
    public enum Table: String, Sendable, CaseIterable {
        case indexes = "INDEXES"
        case constraints = "CONSTRAINTS"
        case functions = "FUNCTIONS"
        case procedures = "PROCEDURES"
    }

    public var table: Table
    /// `SHOW RANGE INDEXES`
    public var kind: CreateIndex.Kind?
    public var yield: Yield?
    /// Without YIELD.
    public var filter: Expression?
    public var span: SourceSpan
    public init(table: Table, kind: CreateIndex.Kind?, span: SourceSpan) {
        self.table = table
        self.kind = kind
        self.span = span
    }
}
