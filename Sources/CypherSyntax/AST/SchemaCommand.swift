import Diagnostics

/// CREATE and DROP of indexes and constraints, in Neo4j's words of today and of versions 3 and 4.
public enum SchemaCommand: SyntaxNode {
    /// `CREATE INDEX`
    case createIndex(CreateIndex)
    /// `CREATE CONSTRAINT`
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
    /// The variable in the pattern.
    public var variable: Name
    /// Whether the pattern is of a relationship, not a node.
    public var isRelationship: Bool
    /// Labels or types.
    public var names: [Name]
    package init(variable: Name, isRelationship: Bool, names: [Name]) {
        self.variable = variable
        self.isRelationship = isRelationship
        self.names = names
    }
}

/// `CREATE [type] INDEX [name] [IF NOT EXISTS] FOR … ON …`, or `CREATE INDEX ON :Label(key, …)`.
public struct CreateIndex: SyntaxNode {
    /// The type of an index; the raw value is its spelling.
    public enum Kind: String, Sendable, CaseIterable {
        /// Equality and ranges, of one or more properties.
        case range = "RANGE"
        /// Strings.
        case text = "TEXT"
        /// Points in space.
        case point = "POINT"
        /// Labels and types.
        case lookup = "LOOKUP"
        /// Words of strings.
        case fullText = "FULLTEXT"
        /// Neighbours of a vector.
        case vector = "VECTOR"
        /// Of Neo4j 4; what is made is a range index.
        case btree = "BTREE"
    }

    /// nil if not written, which means a range index.
    public var kind: Kind?
    /// nil if not written.
    public var name: Name?
    /// Whether an index that exists already is not an error.
    public var ifNotExists = false
    /// What is indexed.
    public var pattern: SchemaPattern
    /// None of a lookup index.
    public var keys: [Name]
    /// The map after OPTIONS.
    public var options: Expression?
    public var span: SourceSpan
    package init(kind: Kind?, name: Name?, pattern: SchemaPattern, keys: [Name], span: SourceSpan) {
        self.kind = kind
        self.name = name
        self.pattern = pattern
        self.keys = keys
        self.span = span
    }
}

/// What a constraint asks of the properties.
public struct Requirement: Sendable {
    /// What must hold.
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

    /// What must hold.
    public var kind: Kind
    /// The properties for which it must hold.
    public var keys: [Name]
    package init(kind: Kind, keys: [Name]) {
        self.kind = kind
        self.keys = keys
    }
}

/// `CREATE CONSTRAINT [name] [IF NOT EXISTS] FOR … REQUIRE …`, or `ON … ASSERT …`.
public struct CreateConstraint: SyntaxNode {
    /// nil if not written.
    public var name: Name?
    /// Whether a constraint that exists already is not an error.
    public var ifNotExists = false
    /// The nodes or relationships for which it must hold.
    public var pattern: SchemaPattern
    /// What must hold.
    public var requirement: Requirement
    /// The map after OPTIONS.
    public var options: Expression?
    public var span: SourceSpan
    package init(name: Name?, pattern: SchemaPattern, requirement: Requirement, span: SourceSpan) {
        self.name = name
        self.pattern = pattern
        self.requirement = requirement
        self.span = span
    }
}

/// `SHOW INDEXES`, `SHOW CONSTRAINTS`, `SHOW FUNCTIONS`, `SHOW PROCEDURES` with YIELD or WHERE.
public struct Show: SyntaxNode {
    /// What to list; the raw value is its spelling.
    public enum Table: String, Sendable, CaseIterable {
        /// Indexes of the graph.
        case indexes = "INDEXES"
        /// Constraints of the graph.
        case constraints = "CONSTRAINTS"
        /// Functions of the language.
        case functions = "FUNCTIONS"
        /// Procedures that CALL can call.
        case procedures = "PROCEDURES"
    }

    /// What to list.
    public var table: Table
    /// `SHOW RANGE INDEXES`
    public var kind: CreateIndex.Kind?
    /// Which columns to take; nil takes the usual ones.
    public var yield: Yield?
    /// Without YIELD.
    public var filter: Expression?
    public var span: SourceSpan
    package init(table: Table, kind: CreateIndex.Kind?, span: SourceSpan) {
        self.table = table
        self.kind = kind
        self.span = span
    }
}
