/// What a row rests on, the strongest first (docs/mapping-semantics.md).
package enum Basis: String, Sendable, CaseIterable, Comparable {
    /// A page of the body whose word the row repeats.
    case officialPage = "official page"
    /// A copy of such a page, kept by somebody else.
    case copyOfOfficialPage = "copy of an official page"
    case anotherBody = "stated by another body"
    case ourReading = "our reading"

    package static func < (a: Basis, b: Basis) -> Bool {
        allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
    }

    /// The score that a mapping of this basis has. `author` is whose word it is: another body either repeats somebody
    /// (`A, reported by B`) or gives a reading of its own. A second person counts only for a reading of ours; whoever
    /// looks again at a page sees the same page.
    package func score(author: String?, isReviewed: Bool) -> Double {
        switch self {
        case .officialPage: 0.9
        case .copyOfOfficialPage: 0.75
        case .anotherBody: author?.contains(", reported by ") == true ? 0.6 : 0.3
        case .ourReading: isReviewed ? 0.6 : 0.3
        }
    }
}
