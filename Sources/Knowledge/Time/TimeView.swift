public import PropertyGraph

/// Which part of a graph is looked at: what held on one day, as far as it was known on another.
public struct TimeView: Hashable, Sendable {
    /// `valid_from <= day` and no `valid_to <= day`; nil for any day.
    public var validOn: CalendarDate?
    /// `known_from <= day`; nil for all that is known.
    public var knownOn: CalendarDate?

    public init(validOn: CalendarDate? = nil, knownOn: CalendarDate? = nil) {
        self.validOn = validOn
        self.knownOn = knownOn
    }

    public var isAll: Bool { validOn == nil && knownOn == nil }

    /// The nodes and relationships that hold, and of relationships those with both ends. What has no dates always
    /// holds. Ids stay as they are. O(nodes + relationships).
    public func of(_ graph: Graph) -> Graph {
        if isAll { return graph }
        let (from, to) = (graph.keys.number(of: "valid_from"), graph.keys.number(of: "valid_to"))
        let known = graph.keys.number(of: "known_from")
        func holds(_ property: (Int) -> Value) -> Bool {
            func date(_ key: Int?) -> CalendarDate? {
                guard let key, case .date(let date) = property(key) else { return nil }
                return date
            }
            if let validOn, !Validity(from: date(from), to: date(to)).holds(on: validOn) { return false }
            if let knownOn, let first = date(known), first > knownOn { return false }
            return true
        }
        return graph.keeping(
            nodes: { node in holds { graph.property($0, of: node) } },
            relationships: { relationship in holds { graph.property($0, of: relationship) } })
    }
}
