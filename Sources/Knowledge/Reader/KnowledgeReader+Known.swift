import PropertyGraph

/// When a thing or a mapping became known, which is not when it holds: a regulation is published before it comes
/// into force, and a mapping may be found years after both its ends.
extension KnowledgeReader {
    static let knownFrom = "known_from"

    /// Where a row does not say so itself: what is ours, from the day that it was recorded; a document from its
    /// date; all else from the day of the earliest document that it rests on.
    mutating func setKnownFrom() {
        let published = Dictionary(
            contents.nodes.compactMap { node in node.properties["date"].map { (node.id, $0) } }, uniquingKeysWith: { a, _ in a })
        func earliest(_ properties: PropertyMap) -> Value? {
            guard case .list(let ids)? = properties["source"] else { return nil }
            let days = ids.compactMap { id -> CalendarDate? in
                guard case .string(let id) = id, case .date(let day)? = published[id] else { return nil }
                return day
            }
            return days.min().map(Value.date)
        }
        for index in contents.nodes.indices where contents.nodes[index].properties[Self.knownFrom] == nil {
            let properties = contents.nodes[index].properties
            contents.nodes[index].properties[Self.knownFrom] = earliest(properties) ?? properties["date"]
        }
        for index in contents.relationships.indices {
            let properties = contents.relationships[index].properties
            guard properties["set"] != nil, properties[Self.knownFrom] == nil else { continue }
            let isOurs = properties["author"] == .string(Self.ourselves)
            contents.relationships[index].properties[Self.knownFrom] =
                isOurs ? properties["date"] ?? earliest(properties) : earliest(properties) ?? properties["date"]
        }
    }

    /// The `author_label` of rows that are our own finding.
    private static let ourselves = "cqcq maintainers"
}
