import Diagnostics
import PropertyGraph

// How much of a framework or a set is held, and whom a set is about.
extension Rule {
    static let incompleteSet = Rule(
        "incomplete-set", .error, "a set that says it is complete has a row for every statement of the framework it names"
    ) { survey in
        survey.tables.indices.compactMap { table in
            let opened = survey.tables[table]
            guard opened.set.completeness == Completeness.complete.rawValue else { return nil }
            let rows = survey.mappings.filter { $0.table == table }
            let mapped = Set(rows.flatMap { [$0.subject, $0.object] }.compactMap(\.self))
            let missing = survey.expected(of: opened.set).filter { !mapped.contains($0) }.map(survey.id)
            return missing.isEmpty
                ? nil : survey.finding(.incompleteSet(set: opened.set.name, count: missing.count, missing: Array(missing.prefix(3))), header: opened)
        }
    }

    static let incompleteFramework = Rule(
        "incomplete-framework", .error, "what a framework says of its completeness agrees with the statements that are held"
    ) { survey in
        survey.nodes.indices.compactMap { node in
            let properties = survey.nodes[node].properties
            guard survey.nodes[node].labels.contains(Schema.frameworkLabel),
                let completeness = properties["completeness"]?.text.flatMap(Completeness.init(rawValue:))
            else { return nil }
            let held = survey.members[node]?.count { survey.isCriterion($0) } ?? 0
            let published = properties["members"]?.integer
            let agrees =
                switch completeness {
                case .complete: published.map { $0 == held } ?? true
                case .nameOnly: held == 0
                case .titlesOnly, .partial: true
                }
            return agrees
                ? nil
                : survey.finding(
                    .incompleteFramework(completeness: completeness.rawValue, held: held, published: published), node: node,
                    column: "completeness")
        }
    }

    static let missingSector = Rule(
        "missing-sector", .error, "a mapping set says whom it is about, where others do, and a row names its sector where its table has the column"
    ) { survey in
        guard survey.schema.mappingSets.values.contains(where: { $0.sector != nil }) else { return [] }
        let sets = survey.tables.filter { $0.set.sector == nil }.map { survey.finding(.missingSector(set: $0.set.name), header: $0) }
        let rows = survey.mappings.compactMap { mapping -> Finding? in
            let opened = survey.tables[mapping.table]
            guard let column = opened.extensions.first(where: { $0.name == "sector" })?.column, survey.text(mapping, column) == nil
            else { return nil }
            return survey.finding(.missingSector(set: nil), mapping, column: column)
        }
        return sets + rows
    }
}

extension KnowledgeSurvey {
    /// What a complete set has a row for: the members of its framework that it may have as ends; where the framework has no
    /// such members, as of key questions, all that it maps to.
    fileprivate func expected(of set: Schema.MappingSet) -> [Int] {
        func isEnd(_ node: Int) -> Bool { nodes[node].labels.contains { set.from.contains($0) || set.to.contains($0) } }
        let framework = set.completeFor.flatMap(position)
        let members = framework.flatMap { self.members[$0] }?.filter(isEnd) ?? []
        return members.isEmpty ? nodes.indices.filter { nodes[$0].labels.contains(where: set.to.contains) } : members
    }

    /// A quality statement or a line of enquiry, as apart from a rule of scoring or a kind of evidence.
    fileprivate func isCriterion(_ node: Int) -> Bool { nodes[node].labels.contains("Criterion") }
}
