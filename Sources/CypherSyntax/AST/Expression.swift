import Diagnostics

/// An expression and its place. Parentheses leave no trace but in the spans.
public struct Expression: Sendable {
    public indirect enum Kind: Sendable {
        case null
        case boolean(Bool)
        case integer(Int)
        case float(Double)
        case string(String)
        case list([Expression])
        case map([MapEntry])
        case parameter(String)
        case variable(String)
        /// `a.key`
        case property(Expression, Name)
        /// `a:Label:Other`
        case hasLabels(Expression, [Name])
        /// `a[i]`
        case element(Expression, Expression)
        /// `a[i..j]`
        case slice(Expression, Expression?, Expression?)
        case unary(UnaryOperator, Expression)
        case binary(BinaryOperator, Expression, Expression)
        /// `a < b <= c`: at least one link; each compares with its left neighbour, all must hold.
        case comparison(Expression, [ComparisonLink])
        case isNull(Expression, negated: Bool)
        case function(FunctionCall)
        /// `count(*)`
        case countStar
        case `case`(Case)
        case listComprehension(ListComprehension)
        case patternComprehension(PatternComprehension)
        case quantifier(Quantifier)
        /// `reduce(acc = init, x IN list | expression)`
        case reduce(Reduce)
        case mapProjection(MapProjection)
        /// `(a)-->(b)` where an expression stands
        case patternPredicate(PatternElement)
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

    public var kind: Kind
    public var span: SourceSpan

    public init(_ kind: Kind, _ span: SourceSpan) {
        self.kind = kind
        self.span = span
    }
}

public struct MapEntry: Sendable {
    public var key: Name
    public var value: Expression
    public init(key: Name, value: Expression) {
        self.key = key
        self.value = value
    }
}

/// `variable { .key, .*, key: value, variable }`: a map out of a node, a relationship or a map.
public struct MapProjection: Sendable {
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

    public var variable: Name
    public var items: [Item]
    public init(variable: Name, items: [Item]) {
        self.variable = variable
        self.items = items
    }
}

public enum UnaryOperator: String, Sendable {
    case not = "NOT"
    case plus = "+"
    case minus = "-"
}

public enum BinaryOperator: String, Sendable {
    case or = "OR"
    case xor = "XOR"
    case and = "AND"
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case modulo = "%"
    case power = "^"
    case `in` = "IN"
    case startsWith = "STARTS WITH"
    case endsWith = "ENDS WITH"
    case contains = "CONTAINS"
    /// Regular expression over the whole string.
    case matches = "=~"
    /// Strings or lists, one behind the other.
    case concatenate = "||"
}

public enum ComparisonOperator: String, Sendable {
    case equal = "="
    case notEqual = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

public struct ComparisonLink: Sendable {
    public var comparison: ComparisonOperator
    public var operand: Expression
    public init(comparison: ComparisonOperator, operand: Expression) {
        self.comparison = comparison
        self.operand = operand
    }
}

/// `name(args)`, `name(DISTINCT args)` or `name(ALL args)`; the name as written, with its namespace: `date.truncate`.
public struct FunctionCall: Sendable {
    public enum SetQuantifier: String, Sendable {
        case distinct = "DISTINCT"
        case all = "ALL"
    }

    public var name: Name
    public var quantifier: SetQuantifier?
    public var arguments: [Expression]
    public init(name: Name, quantifier: SetQuantifier? = nil, arguments: [Expression]) {
        self.name = name
        self.quantifier = quantifier
        self.arguments = arguments
    }
}

/// `CASE [subject] WHEN … THEN … [ELSE …] END`.
public struct Case: Sendable {
    public var subject: Expression?
    public var branches: [CaseBranch]
    public var otherwise: Expression?
    public init(subject: Expression?, branches: [CaseBranch], otherwise: Expression?) {
        self.subject = subject
        self.branches = branches
        self.otherwise = otherwise
    }
}

public struct CaseBranch: Sendable {
    public var when: Expression
    public var then: Expression
    public init(when: Expression, then: Expression) {
        self.when = when
        self.then = then
    }
}

/// `[x IN list WHERE filter | projection]`.
public struct ListComprehension: Sendable {
    public var variable: Name
    public var list: Expression
    public var filter: Expression?
    public var projection: Expression?
    public init(variable: Name, list: Expression, filter: Expression?, projection: Expression?) {
        self.variable = variable
        self.list = list
        self.filter = filter
        self.projection = projection
    }
}

/// `[p = (a)-->(b) WHERE filter | projection]`.
public struct PatternComprehension: Sendable {
    public var variable: Name?
    public var element: PatternElement
    public var filter: Expression?
    public var projection: Expression
    public init(variable: Name?, element: PatternElement, filter: Expression?, projection: Expression) {
        self.variable = variable
        self.element = element
        self.filter = filter
        self.projection = projection
    }
}

/// `all(x IN list WHERE filter)` and its three sisters.
public struct Quantifier: Sendable {
    public enum Kind: String, Sendable { case all, any, none, single }
    public var kind: Kind
    public var variable: Name
    public var list: Expression
    public var filter: Expression
    public init(kind: Kind, variable: Name, list: Expression, filter: Expression) {
        self.kind = kind
        self.variable = variable
        self.list = list
        self.filter = filter
    }
}

public struct Reduce: Sendable {
    public var accumulator: Name
    public var initial: Expression
    public var variable: Name
    public var list: Expression
    public var expression: Expression
    public init(accumulator: Name, initial: Expression, variable: Name, list: Expression, expression: Expression) {
        self.accumulator = accumulator
        self.initial = initial
        self.variable = variable
        self.list = list
        self.expression = expression
    }
}

/// `EXISTS { pattern [WHERE …] }` or `EXISTS { query }`.
public enum ExistsSubquery: Sendable {
    case pattern(Pattern, filter: Expression?)
    case query(Query)
}
