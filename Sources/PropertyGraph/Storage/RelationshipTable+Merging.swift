/// A table made out of another one: the rows that stay are in order already, so that only what is new is sorted.
extension RelationshipTable {
    /// The table without some rows, with others put in among those that stay, and with all ids from `start` on.
    /// O(rows + nodes between the least and the greatest + new rows × log new rows).
    /// - Parameters:
    ///   - isGone: asked about each row; nil where all stay.
    ///   - added: the ends of the new ones. Behind those that stay with the same ends they come in the order given.
    ///   - columns: gets the rows in the order of the new table; from the old number of rows on they are new ones.
    func merged(
        from start: Int, without isGone: ((Int32) -> Bool)?, adding added: [(source: Int32, target: Int32)], columns: (_ order: [Int32]) -> [Int: Column]
    ) -> RelationshipTable {
        let rows = range.count
        let order = merged(without: isGone, adding: added)
        // Of each old row and then each new one, where it comes to stand.
        var places = [Int32](repeating: -1, count: rows + added.count)
        for (place, row) in order.enumerated() { places[Int(row)] = Int32(place) }
        func ends(_ own: Lane<Int32>, _ new: (Int) -> Int32) -> Lane<Int32> {
            let own = own.elements
            return Lane(count: order.count) { target in
                for (place, row) in order.enumerated() { target.initializeElement(at: place, to: Int(row) < rows ? own[Int(row)] : new(Int(row) - rows)) }
            }
        }
        let sources = ends(sources) { added[$0].source }
        let targets = ends(targets) { added[$0].target }
        return RelationshipTable(
            type: type, range: start..<start + order.count, sources: sources, targets: targets, columns: columns(order),
            outgoing: Adjacency(keys: sources, neighbours: targets, rows: nil), incoming: mergedIncoming(places, added, count: order.count))
    }

    /// The rows that stay and the new ones, by source and then target.
    private func merged(without isGone: ((Int32) -> Bool)?, adding added: [(source: Int32, target: Int32)]) -> [Int32] {
        let rows = Int32(range.count)
        let new = added.indices.sorted { (added[$0].source, added[$0].target, $0) < (added[$1].source, added[$1].target, $1) }
        let (sources, targets) = (sources.elements, targets.elements)
        return [Int32](unsafeUninitializedCapacity: range.count + added.count) { order, count in
            var next = 0
            for row in 0..<rows {
                let (source, target) = (sources[Int(row)], targets[Int(row)])
                while next < new.count, added[new[next]] < (source, target) {
                    order[count] = rows + Int32(new[next])
                    (count, next) = (count + 1, next + 1)
                }
                if let isGone, isGone(row) { continue }
                order[count] = row
                count += 1
            }
            for place in new[next...] {
                order[count] = rows + Int32(place)
                count += 1
            }
        }
    }

    /// By target, and of each the rows ascending, as they are in the old table and among the new ones.
    private func mergedIncoming(_ places: [Int32], _ added: [(source: Int32, target: Int32)], count: Int) -> Adjacency {
        let rows = range.count
        let new = added.indices.sorted { (added[$0].target, places[rows + $0]) < (added[$1].target, places[rows + $1]) }
        let bounds = [(incoming.nodes.lowerBound, incoming.nodes.upperBound)].filter { $0 < $1 }
            + [new.first, new.last].compactMap(\.self).map { (Int(added[$0].target), Int(added[$0].target) + 1) }
        let nodes = (bounds.map(\.0).min() ?? 0)..<(bounds.map(\.1).max() ?? 0)
        let (old, first) = (incoming.neighbours.elements, incoming.firstNode)
        // All at once: a loop of nothing else does not wait for each.
        let moved = incoming.rows.map { rows in rows.elements.map { places[Int($0)] } } ?? Array(places[..<rows])
        let starts = incoming.offsets.elements
        var next = 0
        var offsets = [Int32](repeating: 0, count: nodes.count + 1)
        var merged = (neighbours: LaneBuilder<Int32>(reserving: count), rows: LaneBuilder<Int32>(reserving: count))
        // The new ones that lead to the node, as far as they come before a place.
        func add(to node: Int, before place: Int32) {
            while next < new.count, Int(added[new[next]].target) == node, places[rows + new[next]] < place {
                merged.neighbours.append(added[new[next]].source)
                merged.rows.append(places[rows + new[next]])
                next += 1
            }
        }
        for node in nodes {
            let index = node - first
            if index >= 0, index + 1 < starts.count {
                for position in Int(starts[index])..<Int(starts[index + 1]) {
                    let place = moved[position]
                    if place < 0 { continue }
                    if next < new.count { add(to: node, before: place) }
                    merged.neighbours.append(old[position])
                    merged.rows.append(place)
                }
            }
            add(to: node, before: .max)
            offsets[node - nodes.lowerBound + 1] = Int32(merged.rows.count)
        }
        return Adjacency(firstNode: nodes.lowerBound, offsets: Lane(nodes.isEmpty ? [] : offsets), neighbours: merged.neighbours.lane, rows: merged.rows.lane)
    }
}
