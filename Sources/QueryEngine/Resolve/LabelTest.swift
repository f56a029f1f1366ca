import CypherSyntax

/// A label expression by its names alone.
package indirect enum LabelTest: Hashable, Sendable {
    case name(String)
    case any
    case not(LabelTest)
    case and([LabelTest])
    case or([LabelTest])

    package init(_ expression: LabelExpression) {
        switch expression {
        case .name(let name): self = .name(name.text)
        case .any: self = .any
        case .not(let operand): self = .not(LabelTest(operand))
        case .and(let parts): self = .and(parts.map(LabelTest.init))
        case .or(let parts): self = .or(parts.map(LabelTest.init))
        }
    }

    /// `has` says whether one name is there; `%` holds where there is any.
    package func holds(hasAny: Bool, _ has: (String) -> Bool) -> Bool {
        switch self {
        case .name(let name): has(name)
        case .any: hasAny
        case .not(let operand): !operand.holds(hasAny: hasAny, has)
        case .and(let parts): parts.allSatisfy { $0.holds(hasAny: hasAny, has) }
        case .or(let parts): parts.contains { $0.holds(hasAny: hasAny, has) }
        }
    }

    package var text: String {
        switch self {
        case .name(let name): name
        case .any: "%"
        case .not(let operand): "!" + operand.inner
        case .and(let parts): parts.map(\.inner).joined(separator: "&")
        case .or(let parts): parts.map(\.inner).joined(separator: "|")
        }
    }

    private var inner: String {
        switch self {
        case .and, .or: "(\(text))"
        default: text
        }
    }
}

extension LabelExpression {
    var names: [Name] {
        switch self {
        case .name(let name): [name]
        case .any: []
        case .not(let operand): operand.names
        case .and(let parts), .or(let parts): parts.flatMap(\.names)
        }
    }
}

extension NodePattern {
    /// The labels that a node must have, where no other condition stands among them.
    var conjunction: [Name]? { labelExpression.map { $0.conjunction } ?? labels }
}
