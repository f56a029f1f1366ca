import Diagnostics

extension Rule {
    static let mappingToGroup = Rule(
        "mapping-to-group", .warning, "no end of a mapping is a group whose members the set takes as well"
    ) { survey in
        let members = survey.members
        return survey.mappings.flatMap { mapping in
            let opened = survey.tables[mapping.table]
            let ends = [
                (mapping.subject, opened.set.from, opened.subject), (mapping.object, opened.set.to, opened.object),
            ]
            return ends.compactMap { end, labels, column -> Finding? in
                guard mapping.isMatch, !mapping.isNegated, !opened.set.takesGroups, let end, let all = members[end]
                else { return nil }
                let wanted = all.filter { survey.nodes[$0].labels.contains(where: labels.contains) }
                guard !wanted.isEmpty else { return nil }
                return survey.finding(
                    .mappingToGroup(
                        id: survey.id(end), members: wanted.prefix(3).map(survey.id), count: wanted.count),
                    mapping, column: column)
            }
        }
    }

    static let multiplicity = Rule(
        "multiplicity", .error, "a node has as many relationships of a type at one time as the schema's `multiplicity` allows"
    ) { survey in
        struct End: Hashable {
            var type: String
            var node: Int
            var leaves: Bool
        }
        struct Use {
            var other: Int
            var validity: Validity
            var place: String
        }
        var seen: [End: [Use]] = [:]
        var findings: [Finding] = []
        func look(
            _ type: String, _ source: Int, _ target: Int, _ validity: Validity, _ place: @autoclosure () -> String,
            _ finding: (RuleFault) -> Finding
        ) {
            guard let multiplicity = survey.schema.relationships[type]?.multiplicity, multiplicity != .manyToMany
            else { return }
            let sides = [(source, target, true, multiplicity.leavesOnce), (target, source, false, multiplicity.comesOnce)]
            for (node, other, leaves, isOnce) in sides where isOnce {
                let end = End(type: type, node: node, leaves: leaves)
                if let first = seen[end]?.first(where: { $0.other != other && $0.validity.overlaps(validity) }) {
                    findings.append(
                        finding(
                            .multiplicity(
                                id: survey.id(node), relationship: type, other: survey.id(first.other), first: first.place)))
                }
                seen[end, default: []].append(Use(other: other, validity: validity, place: place()))
            }
        }
        for reference in survey.references {
            look(
                reference.type, reference.node, reference.target, survey.nodes[reference.node].validity,
                survey.describe(reference)
            ) { survey.finding($0, reference) }
        }
        for mapping in survey.mappings where mapping.isMatch && !mapping.isNegated {
            look(
                survey.tables[mapping.table].set.relationship, mapping.subject!, mapping.object!, mapping.validity,
                survey.describe(mapping)
            ) { survey.finding($0, mapping) }
        }
        return findings
    }
}
