import Diagnostics

/// How many rows a result may have: `--expect-rows 1..5`, `:expect rows 0`.
public struct RowGate: Sendable {
    public let range: ClosedRange<Int>

    /// `N`, `N..M`, `N..` for N or more. Throws `UsageFault.badRowCount`.
    public init(_ text: String) throws(Diagnostics) {
        let parts = text.replacing("..", with: "\u{0}").split(separator: "\u{0}", omittingEmptySubsequences: false)
        let numbers = parts.map { Int($0) }
        switch (parts.count, numbers.first ?? nil, numbers.last ?? nil) {
        case (1, let count?, _) where count >= 0: range = count...count
        case (2, let least?, let most?) where least >= 0 && least <= most: range = least...most
        case (2, let least?, nil) where least >= 0 && parts[1].isEmpty: range = least...Int.max
        default:
            throw Diagnostics(UsageFault.badRowCount(text))
        }
    }

    var words: String {
        range.upperBound == .max ? "at least \(range.lowerBound)"
            : range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    }

    /// Throws `GateFault.rowCount`.
    func check(_ count: Int) throws(Diagnostics) {
        guard range.contains(count) else { throw Diagnostics(GateFault.rowCount(found: count, expected: words)) }
    }
}
