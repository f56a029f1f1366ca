import Diagnostics
import Interchange
import PropertyGraph

extension Rule {
    static let repeatedKey = Rule(
        "repeated-key", .error, "no two nodes of one time share what the schema calls `unique` of their label"
    ) { survey in
        var seen: [[String]: [Int]] = [:]
        return survey.nodes.indices.compactMap { node in
            let label = survey.nodes[node].labels.first ?? ""
            guard let columns = survey.schema.labels[label]?.unique, !columns.isEmpty else { return nil }
            let values = columns.map { survey.nodes[node].properties[$0].map { PlainText.text(of: $0, in: .empty) } ?? "" }
            guard !values.contains("") else { return nil }
            let others = seen[[label] + values] ?? []
            seen[[label] + values, default: []].append(node)
            let validity = survey.nodes[node].validity
            guard let other = others.first(where: { survey.nodes[$0].validity.overlaps(validity) }) else { return nil }
            return survey.finding(
                .repeatedKey(columns: columns, values: values, first: survey.describe(node: other)),
                node: node, column: columns.last!)
        }
    }

    static let repeatedInOtherSet = Rule(
        "repeated-in-other-set", .warning, "two sets of one relationship type do not say the same of a pair at one time"
    ) { survey in
        struct Saying: Hashable {
            var type: String
            var subject: Int
            var object: Int
            var predicate: String?
            var isNegated: Bool
            /// Of another sector it is another saying.
            var sector: String?
        }
        var seen: [Saying: [KnowledgeSurvey.Mapping]] = [:]
        return survey.mappings.filter(\.isMatch).compactMap { mapping in
            let saying = Saying(
                type: survey.tables[mapping.table].set.relationship, subject: mapping.subject!, object: mapping.object!,
                predicate: mapping.predicate, isNegated: mapping.isNegated, sector: survey.tables[mapping.table].set.sector)
            let other = seen[saying]?.first { $0.table != mapping.table && $0.validity.overlaps(mapping.validity) }
            seen[saying, default: []].append(mapping)
            guard let other else { return nil }
            return survey.finding(
                .repeatedInOtherSet(
                    subject: survey.id(saying.subject), object: survey.id(saying.object), first: survey.describe(other)),
                mapping)
        }
    }

    /// Being equal goes both ways and carries over, so a row between two ends that other rows already tie together says
    /// nothing new. O(rows²) in the exact matches of a set.
    static let redundantByTransitivity = Rule(
        "redundant-by-transitivity", .note, "an exact match that follows from other exact matches of its set"
    ) { survey in
        let exact = survey.mappings.filter { $0.isMatch && !$0.isNegated && $0.predicate == "exact" }
        return Dictionary(grouping: exact, by: \.table).sorted { $0.key < $1.key }.flatMap { _, rows in
            rows.indices.compactMap { index in
                let row = rows[index]
                // Of a ring, only the last row is the one too many.
                let others = rows[..<index].filter { $0.scope == row.scope && $0.validity.contains(row.validity) }
                return ExactMatches(others).path(from: row.subject!, to: row.object!).map { path in
                    survey.finding(.redundantByTransitivity(path: path.map(survey.id)), row)
                }
            }
        }
    }
}

/// Nodes tied together by exact matches.
private struct ExactMatches {
    private var neighbours: [Int: [Int]] = [:]

    init(_ mappings: [KnowledgeSurvey.Mapping]) {
        for mapping in mappings {
            neighbours[mapping.subject!, default: []].append(mapping.object!)
            neighbours[mapping.object!, default: []].append(mapping.subject!)
        }
    }

    /// The shortest way, both ends on it.
    func path(from start: Int, to end: Int) -> [Int]? {
        guard neighbours[start] != nil, neighbours[end] != nil else { return nil }
        var before: [Int: Int] = [start: start]
        var reached = [start]
        var next = 0
        while next < reached.count {
            let node = reached[next]
            next += 1
            if node == end {
                var path = [end]
                while path[path.count - 1] != start { path.append(before[path[path.count - 1]]!) }
                return path.reversed()
            }
            for neighbour in neighbours[node] ?? [] where before[neighbour] == nil {
                before[neighbour] = node
                reached.append(neighbour)
            }
        }
        return nil
    }
}
