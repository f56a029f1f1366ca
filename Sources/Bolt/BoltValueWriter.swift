public import PropertyGraph

/// Values of the query language as a version of Bolt has them.
public struct BoltValueWriter: Sendable {
    private let graph: Graph
    private let version: BoltVersion
    private let saysUTC: Bool

    /// - Parameter saysUTC: points in time are sent in UTC, as they always are from version 5 on.
    public init(_ graph: Graph, _ version: BoltVersion, saysUTC: Bool) {
        self.graph = graph
        self.version = version
        self.saysUTC = saysUTC || version.isFive
    }

    public func packed(_ value: Value) -> PackedValue {
        switch value {
        case .null: .null
        case .boolean(let truth): .boolean(truth)
        case .integer(let number): .integer(number)
        case .float(let number): .float(number)
        case .string(let text): .string(text)
        case .list(let items): .list(items.map(packed))
        case .map(let map): packed(map.entries)
        case .date(let date): .structure(tag: 0x44, [.integer(date.days)])
        case .localTime(let time): .structure(tag: 0x74, [.integer(time.nanosecondOfDay)])
        case .time(let time): .structure(tag: 0x54, [.integer(time.local.nanosecondOfDay), .integer(time.offset.seconds)])
        case .localDateTime(let time): .structure(tag: 0x64, [.integer(Self.seconds(time)), .integer(time.time.nanosecond)])
        case .dateTime(let time): packed(time)
        case .duration(let duration):
            .structure(tag: 0x45, [.integer(duration.months), .integer(duration.days), .integer(duration.seconds), .integer(duration.nanosecond)])
        case .node(let node): packed(node)
        case .relationship(let id): packed(id)
        case .path(let path): packed(path)
        }
    }

    private func packed(_ map: PropertyMap) -> PackedValue {
        .map(map.map { PackedValue.Entry(key: $0.key, value: packed($0.value)) })
    }

    private static func seconds(_ time: LocalDateTime) -> Int {
        let (seconds, overflow) = time.date.days.multipliedReportingOverflow(by: 86_400)
        return overflow ? 0 : seconds &+ time.time.secondOfDay
    }

    private func packed(_ time: ZonedDateTime) -> PackedValue {
        let seconds = saysUTC ? time.instant.seconds : Self.seconds(time.local)
        let nanosecond = time.local.time.nanosecond
        switch time.zone {
        case .offset(let offset):
            return .structure(tag: saysUTC ? 0x49 : 0x46, [.integer(seconds), .integer(nanosecond), .integer(offset.seconds)])
        case .named(let zone):
            return .structure(tag: saysUTC ? 0x69 : 0x66, [.integer(seconds), .integer(nanosecond), .string(zone.name)])
        }
    }

    // MARK: Entities

    private func elementID(_ kind: String, _ number: Int) -> [PackedValue] {
        version.isFive ? [.string("\(kind):\(number)")] : []
    }

    private func packed(_ node: NodeID) -> PackedValue {
        .structure(
            tag: 0x4E,
            [.integer(graph.identity(of: node)), .list(graph.labels(of: node).map(PackedValue.string)), packed(graph.properties(of: node))]
                + elementID("n", graph.identity(of: node)))
    }

    private func packed(_ id: RelationshipID) -> PackedValue {
        let ends = graph.ends(of: id)
        let (number, source, target) = (graph.identity(of: id), graph.identity(of: ends.source), graph.identity(of: ends.target))
        return .structure(
            tag: 0x52,
            [
                .integer(number), .integer(source), .integer(target), .string(graph.type(of: id)),
                packed(graph.properties(of: id)),
            ] + elementID("r", number) + elementID("n", source) + elementID("n", target))
    }

    /// Each node and relationship once; then for each step the relationship, counted from 1 and negative where it is
    /// walked against its direction, and the node, counted from 0.
    private func packed(_ path: Path) -> PackedValue {
        var (nodes, relationships): ([NodeID], [RelationshipID]) = ([], [])
        func place<ID: Equatable>(_ id: ID, _ seen: inout [ID]) -> Int {
            if let known = seen.firstIndex(of: id) { return known }
            seen.append(id)
            return seen.count - 1
        }
        if let first = path.nodes.first { nodes = [first] }
        var steps: [PackedValue] = []
        for (index, id) in path.relationships.enumerated() {
            let number = place(id, &relationships) + 1
            let isForward = graph.ends(of: id).source == path.nodes[index]
            steps += [.integer(isForward ? number : -number), .integer(place(path.nodes[index + 1], &nodes))]
        }
        let unbound = relationships.map { id in
            PackedValue.structure(
                tag: 0x72,
                [.integer(graph.identity(of: id)), .string(graph.type(of: id)), packed(graph.properties(of: id))]
                    + elementID("r", graph.identity(of: id)))
        }
        return .structure(tag: 0x50, [.list(nodes.map(packed)), .list(unbound), .list(steps)])
    }
}
