import Diagnostics

/// What a node's labels or a relationship's type must be: `A&!(B|C)`. As in ISO GQL.
public indirect enum LabelExpression: Sendable {
    /// Has this label or type.
    case name(Name)
    /// `%`: any label at all.
    case any
    /// `!A`
    case not(LabelExpression)
    /// `A&B`, at least two parts.
    case and([LabelExpression])
    /// `A|B`, at least two parts.
    case or([LabelExpression])

    /// The names that must all hold, where the expression says nothing else: `A`, `A&B`.
    public var conjunction: [Name]? {
        switch self {
        case .name(let name): return [name]
        case .and(let parts):
            let names = parts.compactMap(\.conjunction)
            return names.count == parts.count ? names.flatMap { $0 } : nil
        case .any, .not, .or: return nil
        }
    }

    /// The names of which one must hold, where the expression says nothing else: `A`, `A|B`.
    public var disjunction: [Name]? {
        switch self {
        case .name(let name): return [name]
        case .or(let parts):
            let names = parts.compactMap(\.disjunction)
            return names.count == parts.count ? names.flatMap { $0 } : nil
        case .any, .not, .and: return nil
        }
    }
}
