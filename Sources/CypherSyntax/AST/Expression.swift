import Diagnostics

/// An expression and its place. Parentheses leave no trace but in the spans.
public struct Expression: SyntaxNode {
    /// What an expression is, with its parts.
    public indirect enum Kind: Sendable {
        /// `null`
        case null
        /// `true`, `false`
        case boolean(Bool)
        /// `42`, `0x2A`, `0o52`
        case integer(Int)
        /// `1.5`, `1e3`
        case float(Double)
        /// `'text'` or `"text"`, with its escapes resolved.
        case string(String)
        /// `[a, b]`
        case list([Expression])
        /// `{key: value, …}`, in the order written.
        case map([MapEntry])
        /// `$name`, without the dollar sign.
        case parameter(String)
        /// `name`, without backquotes.
        case variable(String)
        /// `a.key`
        case property(Expression, Name)
        /// `a:Label:Other`
        case hasLabels(Expression, [Name])
        /// `a[i]`
        case element(Expression, Expression)
        /// `a[i..j]`
        case slice(Expression, Expression?, Expression?)
        /// `NOT a`, `-a`, `+a`
        case unary(UnaryOperator, Expression)
        /// `a + b`, `a AND b`, `a IN b` and the other operators with two operands, comparisons excepted.
        case binary(BinaryOperator, Expression, Expression)
        /// `a < b <= c`: at least one link; each compares with its left neighbour, all must hold.
        case comparison(Expression, [ComparisonLink])
        /// `a IS [NOT] NULL`
        case isNull(Expression, negated: Bool)
        /// `name(a, b)`
        case function(FunctionCall)
        /// `count(*)`
        case countStar
        /// `CASE … END`
        case `case`(Case)
        /// `[x IN list WHERE filter | projection]`
        case listComprehension(ListComprehension)
        /// `[(a)-->(b) WHERE filter | projection]`
        case patternComprehension(PatternComprehension)
        /// `all(x IN list WHERE filter)`
        case quantifier(Quantifier)
        /// `reduce(acc = init, x IN list | expression)`
        case reduce(Reduce)
        /// `variable {.key, .*}`
        case mapProjection(MapProjection)
        /// `(a)-->(b)` where an expression stands
        case patternPredicate(PatternElement)
        /// `EXISTS { … }`
        case exists(ExistsSubquery)
        /// `COUNT { … }`
        case count(ExistsSubquery)
        /// `COLLECT { … }`
        case collect(Query)
        /// `a:A|B`, `a IS A&!B`
        case isLabelled(Expression, LabelExpression)
        /// `a IS [NOT] :: TYPE`
        case isTyped(Expression, ValueType, negated: Bool)
        /// `CAST(a AS TYPE)`
        case cast(Expression, ValueType)
        /// `shortestPath(…)`, `allShortestPaths(…)`
        case shortestPath(PatternElement, all: Bool)
    }

    /// What the expression is.
    public var kind: Kind
    public var span: SourceSpan

    package init(_ kind: Kind, _ span: SourceSpan) {
        self.kind = kind
        self.span = span
    }
}

/// `key: value` in a map.
public struct MapEntry: Sendable {
    /// The key, without backquotes.
    public var key: Name
    /// The value of the key.
    public var value: Expression
    package init(key: Name, value: Expression) {
        self.key = key
        self.value = value
    }
}

/// `variable { .key, .*, key: value, variable }`: a map out of a node, a relationship or a map.
public struct MapProjection: Sendable {
    /// One of the parts between the braces.
    public enum Item: Sendable {
        /// `.key`
        case property(Name)
        /// `.*`
        case allProperties
        /// `key: value`
        case entry(MapEntry)
        /// The variable's name and value.
        case variable(Name)
    }

    /// The node, relationship or map to take values from.
    public var variable: Name
    /// In the order written.
    public var items: [Item]
    package init(variable: Name, items: [Item]) {
        self.variable = variable
        self.items = items
    }
}

/// An operator before its operand; the raw value is its spelling.
public enum UnaryOperator: String, Sendable {
    /// Negation of a Boolean.
    case not = "NOT"
    /// Leaves a number as it is.
    case plus = "+"
    /// Negation of a number.
    case minus = "-"
}

/// An operator between two operands; the raw value is its spelling.
public enum BinaryOperator: String, Sendable {
    /// True if either operand is true.
    case or = "OR"
    /// True if exactly one operand is true.
    case xor = "XOR"
    /// True if both operands are true.
    case and = "AND"
    /// Sum, or joined strings or lists.
    case add = "+"
    /// Difference.
    case subtract = "-"
    /// Product.
    case multiply = "*"
    /// Quotient; of two integers an integer.
    case divide = "/"
    /// Remainder, with the sign of the dividend.
    case modulo = "%"
    /// Power, always a float.
    case power = "^"
    /// Membership of a list.
    case `in` = "IN"
    /// Prefix of a string.
    case startsWith = "STARTS WITH"
    /// Suffix of a string.
    case endsWith = "ENDS WITH"
    /// Part of a string.
    case contains = "CONTAINS"
    /// Regular expression over the whole string.
    case matches = "=~"
    /// Strings or lists, one behind the other.
    case concatenate = "||"
}

/// An operator of a comparison; the raw value is its spelling.
public enum ComparisonOperator: String, Sendable {
    /// Null if either operand is null.
    case equal = "="
    /// Null if either operand is null.
    case notEqual = "<>"
    /// Null if the operands cannot be ordered.
    case less = "<"
    /// Null if the operands cannot be ordered.
    case lessOrEqual = "<="
    /// Null if the operands cannot be ordered.
    case greater = ">"
    /// Null if the operands cannot be ordered.
    case greaterOrEqual = ">="
}

/// One operator of a chain of comparisons, with its right operand.
public struct ComparisonLink: Sendable {
    /// The operator.
    public var comparison: ComparisonOperator
    /// The right operand, which is the left operand of the next link.
    public var operand: Expression
    package init(comparison: ComparisonOperator, operand: Expression) {
        self.comparison = comparison
        self.operand = operand
    }
}

/// `name(args)`, `name(DISTINCT args)` or `name(ALL args)`; the name as written, with its namespace: `date.truncate`.
public struct FunctionCall: Sendable {
    /// Whether an aggregate counts equal arguments once; the raw value is its spelling.
    public enum SetQuantifier: String, Sendable {
        /// Equal arguments count once.
        case distinct = "DISTINCT"
        /// Equal arguments count each time.
        case all = "ALL"
    }

    /// As written, with its namespace.
    public var name: Name
    /// `DISTINCT` or `ALL`; nil if neither is written.
    public var quantifier: SetQuantifier?
    /// In the order written.
    public var arguments: [Expression]
    package init(name: Name, quantifier: SetQuantifier? = nil, arguments: [Expression]) {
        self.name = name
        self.quantifier = quantifier
        self.arguments = arguments
    }
}

/// `CASE [subject] WHEN … THEN … [ELSE …] END`.
public struct Case: Sendable {
    /// What each `WHEN` is compared with; nil if the branches are conditions.
    public var subject: Expression?
    /// At least one, in the order written.
    public var branches: [CaseBranch]
    /// The value after `ELSE`; nil means null.
    public var otherwise: Expression?
    package init(subject: Expression?, branches: [CaseBranch], otherwise: Expression?) {
        self.subject = subject
        self.branches = branches
        self.otherwise = otherwise
    }
}

/// `WHEN … THEN …`.
public struct CaseBranch: Sendable {
    /// A value to compare with the subject, or a condition.
    public var when: Expression
    /// The value of the branch.
    public var then: Expression
    package init(when: Expression, then: Expression) {
        self.when = when
        self.then = then
    }
}

/// `[x IN list WHERE filter | projection]`.
public struct ListComprehension: Sendable {
    /// Holds one element after another.
    public var variable: Name
    /// The list to go through.
    public var list: Expression
    /// Elements for which this is not true are skipped; nil keeps all.
    public var filter: Expression?
    /// The value for each element kept; nil for the element itself.
    public var projection: Expression?
    package init(variable: Name, list: Expression, filter: Expression?, projection: Expression?) {
        self.variable = variable
        self.list = list
        self.filter = filter
        self.projection = projection
    }
}

/// `[p = (a)-->(b) WHERE filter | projection]`.
public struct PatternComprehension: Sendable {
    /// Names the path.
    public var variable: Name?
    /// The pattern to match.
    public var element: PatternElement
    /// Matches for which this is not true are skipped; nil keeps all.
    public var filter: Expression?
    /// The value for each match.
    public var projection: Expression
    package init(variable: Name?, element: PatternElement, filter: Expression?, projection: Expression) {
        self.variable = variable
        self.element = element
        self.filter = filter
        self.projection = projection
    }
}

/// `all(x IN list WHERE filter)` and its three sisters.
public struct Quantifier: Sendable {
    /// How many elements must pass; the raw value is the function's name.
    public enum Kind: String, Sendable {
        /// Every element; at least one; not one; exactly one.
        case all, any, none, single
    }

    /// How many elements must pass.
    public var kind: Kind
    /// Holds one element after another.
    public var variable: Name
    /// The list to go through.
    public var list: Expression
    /// The condition for each element.
    public var filter: Expression
    package init(kind: Kind, variable: Name, list: Expression, filter: Expression) {
        self.kind = kind
        self.variable = variable
        self.list = list
        self.filter = filter
    }
}

/// `reduce(accumulator = initial, variable IN list | expression)`.
public struct Reduce: Sendable {
    /// Holds the result so far.
    public var accumulator: Name
    /// The result before the first element.
    public var initial: Expression
    /// Holds one element after another.
    public var variable: Name
    /// The list to go through.
    public var list: Expression
    /// The new result, computed for each element.
    public var expression: Expression
    package init(accumulator: Name, initial: Expression, variable: Name, list: Expression, expression: Expression) {
        self.accumulator = accumulator
        self.initial = initial
        self.variable = variable
        self.list = list
        self.expression = expression
    }
}

/// `EXISTS { pattern [WHERE …] }` or `EXISTS { query }`.
public enum ExistsSubquery: Sendable {
    /// True if the pattern matches, with the filter true where there is one.
    case pattern(Pattern, filter: Expression?)
    /// True if the query returns a row.
    case query(Query)
}
