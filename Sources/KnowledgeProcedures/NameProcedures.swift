import Knowledge
import PropertyGraph
import QueryEngine

extension Procedure {
    /// `cqcq.named` and `cqcq.names`, with how each name was understood. `day`: the one on which things count as in force.
    static func named(_ names: NameCache, on day: CalendarDate) -> [Procedure] {
        [
            Procedure(
                name: "cqcq.named",
                summary: "The nodes that a name may mean, the chosen ones first, and what each was recognised by.",
                inputs: [.init(name: "text", type: "STRING?"), .init(name: "label", type: "STRING?", isOptional: true)],
                outputs: [
                    .init(name: "node", type: "NODE"), .init(name: "matched", type: "STRING"), .init(name: "chosen", type: "BOOLEAN"),
                ],
                example: "CALL cqcq.named('Reg 17', 'Regulation') YIELD node, matched, chosen RETURN node.id, matched, chosen"
            ) { graph, arguments in
                guard case .string(let text) = arguments[0] else { return [] }
                var label: String?
                if case .string(let word) = arguments[1] { label = names.label(called: word) ?? word }
                let resolution = names.resolver(of: graph, on: day, label: label).resolve(text)
                return rows(resolution.readings, chosen: true) + rows(resolution.others, chosen: false)
            },
            Procedure(
                name: "cqcq.names",
                summary: "Each name in a cell that may hold several, with what it means; nearest names for an unknown one.",
                inputs: [.init(name: "text", type: "STRING?"), .init(name: "label", type: "STRING?", isOptional: true)],
                outputs: [
                    .init(name: "name", type: "STRING"), .init(name: "node", type: "NODE?"), .init(name: "matched", type: "STRING?"),
                    .init(name: "others", type: "LIST<NODE>"), .init(name: "nearest", type: "LIST<STRING>"),
                ],
                example: "CALL cqcq.names('W3/W5, R1') YIELD name, node, matched RETURN name, node.id, matched"
            ) { graph, arguments in
                guard case .string(let text) = arguments[0] else { return [] }
                var label: String?
                if case .string(let word) = arguments[1] { label = names.label(called: word) ?? word }
                return names.resolver(of: graph, on: day, label: label).names(in: text).flatMap { cell in
                    rows(of: cell)
                }
            },
        ]
    }

    /// `cqcq.search(text [, label])`: nodes whose code, title, summary or note holds the words, best first.
    static func search(_ names: NameCache, on day: CalendarDate) -> Procedure {
        Procedure(
            name: "cqcq.search",
            summary: "Nodes whose code, title, topics, summary or note holds the words, or whose title has words related to them; best first.",
            inputs: [.init(name: "text", type: "STRING?"), .init(name: "label", type: "STRING?", isOptional: true)],
            outputs: [.init(name: "node", type: "NODE"), .init(name: "found_in", type: "STRING"), .init(name: "rank", type: "INTEGER")],
            example: "CALL cqcq.search('complaints') YIELD node, found_in, rank RETURN node.id, found_in ORDER BY rank LIMIT 5"
        ) { graph, arguments in
            guard case .string(let text) = arguments[0] else { return [] }
            var label: String?
            if case .string(let word) = arguments[1] { label = names.label(called: word) ?? word }
            return names.search(of: graph, on: day).find(text, label: label).enumerated().map { rank, hit in
                [.node(hit.node), .string(hit.place.rawValue), .integer(rank + 1)]
            }
        }
    }

    private static func rows(_ readings: [NameReading], chosen: Bool) -> [[Value]] {
        readings.map { [.node($0.node), .string($0.match.rawValue), .boolean(chosen)] }
    }

    /// A row for each of several equally good readings.
    private static func rows(of name: CellName) -> [[Value]] {
        let others = Value.list(name.resolution.others.map { .node($0.node) })
        let readings = name.resolution.readings
        if readings.isEmpty {
            let nearest = Value.list(name.resolution.nearest.map { .string($0) })
            return [[.string(name.text), .null, .null, others, nearest]]
        }
        return readings.map { [.string(name.text), .node($0.node), .string($0.match.rawValue), others, .list([])] }
    }
}
