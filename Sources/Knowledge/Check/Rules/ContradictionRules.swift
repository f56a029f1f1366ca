import Diagnostics

extension Rule {
    static let assertedAndNegated = Rule(
        "asserted-and-negated", .error, "a set does not both map a pair and say that it is not so mapped"
    ) { survey in
        survey.pairs.flatMap { rows in
            rows.filter(\.isNegated).compactMap { negated in
                let other = rows.first { row in
                    !row.isNegated && row.predicate == negated.predicate && survey.speakOfTheSame(row, negated)
                }
                guard let other, let subject = negated.subject, let object = negated.object else { return nil }
                return survey.finding(
                    .assertedAndNegated(
                        subject: survey.id(subject), object: survey.id(object), first: survey.describe(other)),
                    negated)
            }
        }
    }

    static let matchAndNoMatch = Rule(
        "match-and-no-match", .error, "where a set says that nothing was found for an end, it maps that end to nothing"
    ) { survey in
        struct End: Hashable {
            var table: Int
            var node: Int
            var isSubject: Bool
        }
        var matches: [End: [KnowledgeSurvey.Mapping]] = [:]
        for mapping in survey.mappings where mapping.isMatch && !mapping.isNegated {
            matches[End(table: mapping.table, node: mapping.subject!, isSubject: true), default: []].append(mapping)
            matches[End(table: mapping.table, node: mapping.object!, isSubject: false), default: []].append(mapping)
        }
        return survey.mappings.compactMap { mapping in
            guard !mapping.isMatch, !mapping.isNegated, let node = mapping.subject ?? mapping.object else { return nil }
            let end = End(table: mapping.table, node: node, isSubject: mapping.subject != nil)
            guard let other = matches[end]?.first(where: { survey.speakOfTheSame($0, mapping) }) else { return nil }
            return survey.finding(
                .matchAndNoMatch(
                    id: survey.id(node), set: survey.tables[mapping.table].set.name, first: survey.describe(other)),
                mapping)
        }
    }

    static let severalPredicates = Rule(
        "several-predicates", .warning, "a set maps a pair by one predicate at a time"
    ) { survey in
        survey.pairs.flatMap { rows in
            rows.indices.compactMap { index in
                let row = rows[index]
                guard !row.isNegated, let predicate = row.predicate,
                    let other = rows[..<index].first(where: { earlier in
                        !earlier.isNegated && earlier.predicate != nil && earlier.predicate != predicate
                            && survey.speakOfTheSame(earlier, row)
                    })
                else { return nil }
                return survey.finding(
                    .severalPredicates(
                        subject: survey.id(row.subject!), object: survey.id(row.object!),
                        predicates: [other.predicate!, predicate], first: survey.describe(other)),
                    row, column: survey.tables[row.table].predicate!)
            }
        }
    }

    /// SKOS: A broadMatch B says that B is the broader one, so A's extent lies within B's.
    static let relationDisagrees = Rule(
        "relation-disagrees", .warning,
        "`ext_set_relation` goes with the predicate: equal with exact, subset with broad, superset with narrow"
    ) { survey in
        let expected = [
            "exact": ["equal"], "broad": ["subset"], "narrow": ["superset"],
            "close": ["equal", "subset", "superset", "intersects"], "related": ["subset", "superset", "intersects", "none"],
        ]
        return survey.mappings.compactMap { mapping in
            let column = survey.tables[mapping.table].extensions.first { $0.name == MappingTable.setRelation }?.column
            guard mapping.isMatch, !mapping.isNegated, let column, let relation = survey.text(mapping, column),
                MappingTable.setRelations.contains(relation), let predicate = mapping.predicate,
                let allowed = expected[predicate], !allowed.contains(relation)
            else { return nil }
            return survey.finding(
                .relationDisagrees(predicate: predicate, relation: relation, expected: allowed.joined(separator: ", ")),
                mapping, column: column)
        }
    }
}

extension KnowledgeSurvey {
    /// Whether two rows of a table speak of the same days and the same sector.
    func speakOfTheSame(_ a: Mapping, _ b: Mapping) -> Bool { a.scope == b.scope && a.validity.overlaps(b.validity) }
}
