import PropertyGraph

/// What a node rests on. Of mappings each row says so itself.
extension KnowledgeReader {
    /// The best basis among the documents of its sources, where a row does not say so itself.
    mutating func setBasis() {
        let documents = Dictionary(
            contents.nodes.compactMap { node in Self.basis(of: node.properties).map { (node.id, $0) } }, uniquingKeysWith: { a, _ in a })
        for index in contents.nodes.indices where contents.nodes[index].properties[MappingTable.basis] == nil {
            guard case .list(let ids)? = contents.nodes[index].properties["source"] else { continue }
            let best = ids.compactMap { id in id.text.flatMap { documents[$0] } }.min()
            contents.nodes[index].properties[MappingTable.basis] = best.map { .string($0.rawValue) }
        }
    }

    private static func basis(of properties: PropertyMap) -> Basis? {
        properties[MappingTable.basis]?.text.flatMap(Basis.init(rawValue:))
    }
}
