import PropertyGraph

/// The difference between two graphs of which one came from the other.
enum SideEffects {
    static func between(_ before: Graph, _ after: Graph) -> [String: Int] {
        var effects: [String: Int] = [:]
        func count(_ name: String, _ old: Set<String>, _ new: Set<String>) {
            let (added, removed) = (new.subtracting(old).count, old.subtracting(new).count)
            if added > 0 { effects["+" + name] = added }
            if removed > 0 { effects["-" + name] = removed }
        }
        count("nodes", nodes(before), nodes(after))
        count("relationships", relationships(before), relationships(after))
        count("properties", properties(before), properties(after))
        count("labels", before.labelsInUse(), after.labelsInUse())
        return effects
    }

    private static func nodes(_ graph: Graph) -> Set<String> {
        Set(graph.nodes().map { "\($0.index)" })
    }

    private static func relationships(_ graph: Graph) -> Set<String> {
        Set(graph.relationships().map { "\($0.index)" })
    }

    private static func properties(_ graph: Graph) -> Set<String> {
        var found: Set<String> = []
        for node in graph.nodes() {
            for (key, value) in graph.properties(of: node) { found.insert("n\(node.index) \(key) \(graph.text(of: value))") }
        }
        for relationship in graph.relationships() {
            for (key, value) in graph.properties(of: relationship) {
                found.insert("r\(relationship.index) \(key) \(graph.text(of: value))")
            }
        }
        return found
    }
}
