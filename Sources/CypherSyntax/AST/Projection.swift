import Diagnostics

/// `WITH ProjectionBody [WHERE Expression]`.
public struct With: SyntaxNode {
    /// What goes on to the next clause.
    public var body: ProjectionBody
    /// The condition after WHERE.
    public var filter: Expression?
    public var span: SourceSpan
    package init(body: ProjectionBody, filter: Expression?, span: SourceSpan) {
        self.body = body
        self.filter = filter
        self.span = span
    }
}

/// `RETURN ProjectionBody`.
public struct Return: SyntaxNode {
    /// The columns of the result.
    public var body: ProjectionBody
    public var span: SourceSpan
    package init(body: ProjectionBody, span: SourceSpan) {
        self.body = body
        self.span = span
    }
}

/// `[DISTINCT] (* | item) (, item)* [ORDER BY …] [SKIP …] [LIMIT …]`.
public struct ProjectionBody: Sendable {
    /// Whether equal rows are dropped.
    public var distinct: Bool
    /// `*` stood first.
    public var star: Bool
    /// In the order written, without the star.
    public var items: [ProjectionItem]
    /// The sort keys, most significant first.
    public var order: [SortItem]
    /// How many rows to leave out at the start.
    public var skip: Expression?
    /// How many rows to keep at most.
    public var limit: Expression?
    package init(
        distinct: Bool = false, star: Bool = false, items: [ProjectionItem] = [],
        order: [SortItem] = [], skip: Expression? = nil, limit: Expression? = nil
    ) {
        self.distinct = distinct
        self.star = star
        self.items = items
        self.order = order
        self.skip = skip
        self.limit = limit
    }
}

/// `Expression [AS Variable]`.
public struct ProjectionItem: Sendable {
    /// The value of the column.
    public var expression: Expression
    /// The name after AS.
    public var alias: Name?
    /// The expression as written: the name of a column without an alias.
    public var text: String
    package init(expression: Expression, alias: Name?, text: String) {
        self.expression = expression
        self.alias = alias
        self.text = text
    }
}

/// `Expression [ASC | DESC]`.
public struct SortItem: Sendable {
    /// The sort key.
    public var expression: Expression
    /// Whether the greatest comes first.
    public var descending: Bool
    package init(expression: Expression, descending: Bool) {
        self.expression = expression
        self.descending = descending
    }
}
