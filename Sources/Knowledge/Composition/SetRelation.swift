import Diagnostics

/// What a mapping says of its ends, where each stands for the set of all that it asks. Each includes what is
/// narrower: a `subset` may be all of it, and sets that are `equal` also intersect. No end asks for nothing.
package enum SetRelation: String, CaseIterable, Sendable {
    case equal, subset, superset, intersects
    /// Nothing in common.
    case none
    /// Nothing follows. Of derived mappings only.
    case unknown

    /// What follows for A and C where A is `self` to B and B is `next` to C: the strongest relation that always
    /// holds. The table is docs/mapping-semantics.md; it is tested against all sets over a small universe.
    package func followed(by next: SetRelation) -> SetRelation {
        switch (self, next) {
        case (.unknown, _), (_, .unknown): .unknown
        case (.equal, let relation), (let relation, .equal): relation
        case (.subset, .subset): .subset
        case (.superset, .superset): .superset
        case (.subset, .none), (.none, .superset): .none
        // Whatever B asks for is in both; or what B and C share is in A, what A and B share is in C.
        case (.superset, .subset), (.superset, .intersects), (.intersects, .subset): .intersects
        default: .unknown
        }
    }

    /// As the object sees the subject.
    package var inverse: SetRelation {
        switch self {
        case .subset: .superset
        case .superset: .subset
        default: self
        }
    }
}

/// The predicate of SKOS, by its word in the graph.
package enum MappingPredicate: String, NamedChoice, Sendable {
    case exact, close, broad, narrow, related

    /// As tables and other tools write it: `skos:exactMatch`.
    package var id: String { "skos:" + rawValue + "Match" }

    /// nil for what is not one of the five.
    package init?(id: String) {
        guard let predicate = Self.allCases.first(where: { $0.id == id }) else { return nil }
        self = predicate
    }

    /// What it amounts to where a row says no more (docs/mapping-semantics.md).
    package var setRelation: SetRelation {
        switch self {
        case .exact: .equal
        case .broad: .subset
        case .narrow: .superset
        case .close, .related: .intersects
        }
    }

    /// `close` does not carry over (SKOS Reference, section 10.6.8): two close matches in a row are related.
    package func followed(by next: MappingPredicate) -> MappingPredicate {
        switch (self, next) {
        case (.exact, let predicate), (let predicate, .exact): predicate
        case (.broad, .broad): .broad
        case (.narrow, .narrow): .narrow
        default: .related
        }
    }

    package var inverse: MappingPredicate {
        switch self {
        case .broad: .narrow
        case .narrow: .broad
        default: self
        }
    }
}

/// How sure a row is, the least first: a chain is as sure as its weakest link.
package enum Confidence: String, CaseIterable, Comparable, Sendable {
    case low, medium, high

    /// As tables write it.
    package var score: String {
        switch self {
        case .low: "0.3"
        case .medium: "0.6"
        case .high: "0.9"
        }
    }

    package static func < (a: Confidence, b: Confidence) -> Bool {
        allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
    }
}
