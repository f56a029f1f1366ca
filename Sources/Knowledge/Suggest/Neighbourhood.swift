import PropertyGraph

/// How alike two nodes stand in the graph: what one comes to from both in one step or two.
///
/// A step goes along an asserted mapping, to the key question a criterion answers, to the statement another is adapted
/// from, or to a theme. Mappings of draft sets, those that say 'is not' and those that found no match are not ways.
package struct Neighbourhood: Sendable {
    private static let steps: Set<String> = ["ANSWERS", "ADAPTED_FROM"]

    /// Neighbours by node, ascending; themes have the numbers after the last node.
    private var neighbours: [[Int]]
    private let themes: [String]
    private let drafts: Set<String>

    /// Where a walk may end, by number, with the likelihood that it does, marked down where many ways lead.
    package struct Profile: Sendable {
        fileprivate var places: [(place: Int, weight: Double)]
        /// Its length.
        fileprivate var norm: Double
    }

    /// O(nodes + relationships).
    package init(_ graph: Graph) {
        let drafts = Self.draftSets(graph)
        let first = graph.nodeEnd
        var neighbours = [[Int]](repeating: [], count: first)
        var themes: [String] = []
        func connect(_ a: Int, _ b: Int) {
            neighbours[a].append(b)
            neighbours[b].append(a)
        }
        for relationship in graph.relationships() where Self.isStep(relationship, graph, drafts) {
            let ends = graph.ends(of: relationship)
            connect(Int(ends.source.index), Int(ends.target.index))
        }
        if let key = graph.keys.number(of: "theme") {
            for node in graph.nodes() {
                guard case .string(let theme) = graph.property(key, of: node) else { continue }
                let known = themes.firstIndex(of: theme) ?? themes.count
                if known == themes.count {
                    themes.append(theme)
                    neighbours.append([])
                }
                connect(Int(node.index), first + known)
            }
        }
        self.neighbours = neighbours.map { Set($0).sorted() }
        self.themes = themes
        self.drafts = drafts
    }

    /// Without the steps that only these relationships make. O(relationships at their ends).
    func hiding(_ hidden: Set<RelationshipID>, of graph: Graph) -> Neighbourhood {
        var copy = self
        for relationship in hidden {
            let (a, b) = (graph.ends(of: relationship).source, graph.ends(of: relationship).target)
            let isTied = graph.relationships(touching: a).contains { other in
                let ends = graph.ends(of: other)
                return !hidden.contains(other) && (ends.source == b || ends.target == b) && (ends.source == a || ends.target == a)
                    && Self.isStep(other, graph, drafts)
            }
            if isTied { continue }
            copy.neighbours[Int(a.index)].removeAll { $0 == Int(b.index) }
            copy.neighbours[Int(b.index)].removeAll { $0 == Int(a.index) }
        }
        return copy
    }

    private static func draftSets(_ graph: Graph) -> Set<String> {
        guard let label = graph.labels.number(of: "MappingSet") else { return [] }
        return Set(
            graph.nodes(withLabels: [label]).filter { ["draft", "proposal"].contains(graph.string("status", of: $0)) }
                .compactMap { graph.string("name", of: $0) })
    }

    private static func isStep(_ relationship: RelationshipID, _ graph: Graph, _ drafts: Set<String>) -> Bool {
        let type = graph.type(of: relationship)
        if steps.contains(type) { return true }
        guard type != Schema.hasNoMatchIn, case .string(let set) = graph.property("set", of: relationship) else { return false }
        return !drafts.contains(set) && graph.property("negated", of: relationship) != .boolean(true)
    }

    /// Half a walk of one step and half one of two, each step to any neighbour alike, none back to where it began;
    /// each place divided by the root of the number of its neighbours. O(neighbours of neighbours).
    package func profile(of node: NodeID) -> Profile {
        let start = Int(node.index)
        var weights: [Int: Double] = [:]
        let near = neighbours[start]
        for place in near {
            weights[place, default: 0] += 0.5 / Double(near.count)
            let next = neighbours[place].filter { $0 != start }
            for further in next { weights[further, default: 0] += 0.5 / Double(near.count) / Double(next.count) }
        }
        let places = weights.sorted { $0.key < $1.key }.map { ($0.key, $0.value / Double(neighbours[$0.key].count).squareRoot()) }
        return Profile(places: places, norm: places.reduce(0) { $0 + $1.1 * $1.1 }.squareRoot())
    }

    /// The cosine of two profiles, from 0 to 1, in the parts that each shared place gives, the greatest first. O(places).
    package func shared(_ a: Profile, _ b: Profile) -> [(place: Int, score: Double)] {
        let norms = a.norm * b.norm
        var found: [(place: Int, score: Double)] = []
        var rest = b.places[...]
        for (place, weight) in a.places {
            rest = rest.drop { $0.place < place }
            if let other = rest.first, other.place == place { found.append((place, weight * other.weight / norms)) }
        }
        return found.sorted { ($1.score, $0.place) < ($0.score, $1.place) }
    }

    /// `saf:W3`, or `theme Workforce`.
    package func name(of place: Int, in graph: Graph) -> String {
        let theme = place - (neighbours.count - themes.count)
        if theme >= 0 { return "theme \(themes[theme])" }
        let node = NodeID(place)
        return graph.string("id", of: node) ?? graph.labels(of: node).joined(separator: ":")
    }
}
