public import PropertyGraph

/// Which part of a graph is shown: what held on one day, as far as it was known on another.
public struct TimeView: Hashable, Sendable {
    /// `valid_from <= day` and no `valid_to <= day`; nil for any day.
    public var validOn: CalendarDate?
    /// `known_from <= day`; nil for all that is known.
    public var knownOn: CalendarDate?

    /// Without arguments everything, ended things too.
    public init(validOn: CalendarDate? = nil, knownOn: CalendarDate? = nil) {
        self.validOn = validOn
        self.knownOn = knownOn
    }

    /// Whether it leaves nothing out.
    public var isAll: Bool { validOn == nil && knownOn == nil }

    /// The nodes and relationships that hold, and of relationships those with both ends. What has no dates always
    /// holds. Ids stay as they are. O(nodes + relationships).
    public func of(_ graph: Graph) -> Graph {
        if isAll { return graph }
        // No property has the number -1.
        let keys = ["valid_from", "valid_to", "known_from"].map { graph.keys.number(of: $0) ?? -1 }
        return graph.keeping(by: keys) { value in
            func date(_ place: Int) -> CalendarDate? { if case .date(let date) = value(place) { date } else { nil } }
            if let validOn, !Validity(from: date(0), to: date(1)).holds(on: validOn) { return false }
            if let knownOn, let first = date(2), first > knownOn { return false }
            return true
        }
    }
}
