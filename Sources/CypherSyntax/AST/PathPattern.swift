import Diagnostics

/// `?`, `+`, `*`, `{2}`, `{2,5}`, `{2,}`, `{,5}` behind a relationship or a group.
public struct PathQuantifier: SyntaxNode {
    /// The fewest repetitions, from 0.
    public var lower: Int
    /// nil without a bound.
    public var upper: Int?
    /// `?`: not at all or once, and variables are null or what they are once, not lists.
    public var isQuestion: Bool
    public var span: SourceSpan
    package init(lower: Int, upper: Int?, isQuestion: Bool = false, span: SourceSpan) {
        self.lower = lower
        self.upper = upper
        self.isQuestion = isQuestion
        self.span = span
    }
}

/// `(PatternElement [WHERE Expression]) PathQuantifier`: the element over and over,
/// its variables becoming lists.
public struct PathGroup: SyntaxNode {
    /// What is repeated.
    public var element: PatternElement
    /// How often it is repeated.
    public var quantifier: PathQuantifier
    public var span: SourceSpan
    package init(element: PatternElement, quantifier: PathQuantifier, span: SourceSpan) {
        self.element = element
        self.quantifier = quantifier
        self.span = span
    }
}

/// Which of the paths between two nodes are taken.
public enum PathSelector: Sendable, Hashable {
    /// `ANY`, `ANY k`
    case any(Int)
    /// `ANY SHORTEST`, `SHORTEST k`
    case shortest(Int)
    /// `ALL SHORTEST`
    case allShortest
    /// `SHORTEST k GROUPS`: all paths of the k least lengths.
    case groups(Int)
    /// `shortestPath(…)`
    case shortestPath
    /// `allShortestPaths(…)`
    case allShortestPaths
}

/// What a path may meet twice. Without one it is `trail`, as openCypher has it.
public enum PathMode: String, Sendable, Hashable {
    /// Anything, so that it must not go on without end.
    case walk = "WALK"
    /// No relationship.
    case trail = "TRAIL"
    /// No node.
    case acyclic = "ACYCLIC"
    /// No node, but the first may be the last as well.
    case simple = "SIMPLE"
}
