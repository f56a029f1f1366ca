import PropertyGraph

/// Mappings that follow from two sets of asserted ones. They are made when asked for and never stored.
package struct Composition {
    /// One asserted mapping, seen in the direction that is needed.
    private struct Link {
        var from: NodeID
        var to: NodeID
        var predicate: MappingPredicate
        var relation: SetRelation
        var confidence: Confidence
        var validity: Validity
    }

    /// One way from a subject to an object.
    package struct Derived {
        package var subject: NodeID
        package var via: NodeID
        package var object: NodeID
        package var predicate: MappingPredicate
        package var relation: SetRelation
        package var confidence: Confidence
        package var validity: Validity
    }

    let graph: Graph

    package init(graph: Graph) { self.graph = graph }

    /// `set` is a set's name; with `^` before it, from object to subject. Rows that deny a match, and rows that found
    /// none, are not links.
    private func links(of name: String) -> [Link] {
        let turned = name.hasPrefix("^")
        let name = turned ? String(name.dropFirst()) : name
        return graph.relationships().compactMap { relationship in
            func text(_ key: String) -> String? {
                if case .string(let text) = graph.property(key, of: relationship) { text } else { nil }
            }
            func day(_ key: String) -> CalendarDate? {
                if case .date(let day) = graph.property(key, of: relationship) { day } else { nil }
            }
            guard text("set") == name, graph.property("negated", of: relationship) != .boolean(true),
                let predicate = text("predicate").flatMap(MappingPredicate.init(rawValue:))
            else { return nil }
            let ends = graph.ends(of: relationship)
            let relation = text("set_relation").flatMap(SetRelation.init(rawValue:)) ?? .unknown
            let (from, to) = turned ? (ends.target, ends.source) : (ends.source, ends.target)
            return Link(
                from: from, to: to, predicate: turned ? predicate.inverse : predicate,
                relation: turned ? relation.inverse : relation,
                confidence: text("confidence").flatMap(Confidence.init(rawValue:)) ?? .low,
                validity: Validity(from: day("valid_from"), to: day("valid_to")))
        }
    }

    /// Every way over one node in the middle, by subject, middle and object. O(rows of both sets + ways).
    package func derived(_ first: String, _ second: String) -> [Derived] {
        let onward = Dictionary(grouping: links(of: second), by: \.from)
        var found: [Derived] = []
        for link in links(of: first) {
            for next in onward[link.to] ?? [] {
                found.append(
                    Derived(
                        subject: link.from, via: link.to, object: next.to,
                        predicate: link.predicate.followed(by: next.predicate),
                        relation: link.relation.followed(by: next.relation),
                        confidence: min(link.confidence, next.confidence),
                        validity: link.validity.intersection(next.validity)))
            }
        }
        return found.sorted { ($0.subject.index, $0.via.index, $0.object.index) < ($1.subject.index, $1.via.index, $1.object.index) }
    }
}
