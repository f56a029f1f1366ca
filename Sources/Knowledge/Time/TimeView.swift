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
        var limits: [DateLimit] = []
        func limit(_ property: String, _ days: ClosedRange<Int>) {
            if let key = graph.keys.number(of: property) { limits.append(DateLimit(key, days)) }
        }
        if let validOn {
            limit("valid_from", .min...validOn.days)
            limit("valid_to", validOn.days + 1 ... .max)
        }
        if let knownOn { limit("known_from", .min...knownOn.days) }
        return graph.keeping(limits)
    }
}
