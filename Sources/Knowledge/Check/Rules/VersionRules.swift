import Diagnostics

extension Rule {
    static let undeclaredVersion = Rule(
        "undeclared-version", .warning, "a set whose ends belong to a framework says which, in its head or row by row"
    ) { survey in
        survey.sides.flatMap { side in
            side.declared == nil ? side.undeclared(in: survey) : []
        }
    }

    static let otherVersion = Rule(
        "other-version", .error, "both ends of a mapping belong to the version of a framework that is declared for them"
    ) { survey in
        // A schema that says nothing of members leaves nothing to go by.
        guard survey.schema.relationships.values.contains(where: \.isMembership) else { return [] }
        let sides = Dictionary(grouping: survey.sides, by: \.table)
        return survey.mappings.flatMap { mapping in
            (sides[mapping.table] ?? []).compactMap { side in
                guard let end = side.end(mapping), let declared = survey.text(mapping, side.column) ?? side.declared
                else { return nil }
                let versions = survey.groups(of: end)
                if let version = survey.position(of: declared), versions.contains(version) || version == end { return nil }
                return survey.finding(
                    .otherVersion(
                        id: survey.id(end), versions: survey.frameworks(of: end).map(survey.id), declared: declared),
                    mapping, column: side.endColumn)
            }
        }
    }

    static let frameworkDiffers = Rule(
        "framework-differs", .error, "the column `framework` has the code of the framework that the row is part of"
    ) { survey in
        survey.nodes.indices.compactMap { node in
            guard let framework = survey.nodes[node].properties["framework"]?.text else { return nil }
            let own = survey.frameworks(of: node)
            let codes = own.compactMap { survey.nodes[$0].properties["code"]?.text }
            guard let code = codes.first, !codes.contains(framework) else { return nil }
            return survey.finding(
                .frameworkDiffers(framework: framework, id: survey.id(own[0]), code: code), node: node, column: "framework")
        }
    }
}

/// The subjects of a mapping table, or its objects.
private struct MappingSide {
    var table: Int
    /// `subject_source` or `object_source`
    var slot: String
    /// What the head says of all rows.
    var declared: String?
    /// Where rows say it themselves.
    var column: Int?
    var endColumn: Int
    var isSubject: Bool

    func end(_ mapping: KnowledgeSurvey.Mapping) -> Int? { isSubject ? mapping.subject : mapping.object }

    /// One finding a table, where some row with a framework says nothing of it.
    func undeclared(in survey: KnowledgeSurvey) -> [Finding] {
        let silent = survey.mappings.filter { mapping in
            mapping.table == table && survey.text(mapping, column) == nil
        }
        let versions = Set(silent.compactMap(end).flatMap { survey.frameworks(of: $0) })
        guard !versions.isEmpty else { return [] }
        return [
            survey.finding(
                .undeclaredVersion(slot: slot, found: versions.sorted().map(survey.id)), header: survey.tables[table])
        ]
    }
}

extension KnowledgeSurvey {
    fileprivate var sides: [MappingSide] {
        tables.enumerated().flatMap { number, opened in
            [("subject_source", opened.subject, true), ("object_source", opened.object, false)].map { slot, column, isSubject in
                MappingSide(
                    table: number, slot: slot, declared: opened.head[slot]?.text,
                    column: opened.table.header.firstIndex(of: slot), endColumn: column, isSubject: isSubject)
            }
        }
    }

    /// The outermost groups that a node belongs to by a reference to a framework: those of the label that sets are declared for.
    func frameworks(of node: Int) -> [Int] {
        groups(of: node).filter { nodes[$0].labels.contains(Schema.frameworkLabel) }.sorted()
    }
}
