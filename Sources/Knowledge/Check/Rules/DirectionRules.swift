import Diagnostics

extension Rule {
    static let oneWay = Rule(
        "one-way", .warning, "an exact match is not denied by a set that maps the other way round"
    ) { survey in
        let reverse = survey.reverseMappings
        return survey.mappings.flatMap { mapping in
            guard mapping.isMatch, !mapping.isNegated, mapping.predicate == "exact" else { return [Finding]() }
            let (subject, object) = (mapping.subject!, mapping.object!)
            return survey.reverseTables(of: mapping.table).compactMap { table in
                let rows = (reverse[table]?[object] ?? []).filter { row in
                    row.validity.overlaps(mapping.validity)
                        && (row.object.map { survey.frameworks(of: $0) == survey.frameworks(of: subject) } ?? true)
                }
                // Where the other set is silent on the end, nobody has looked yet.
                guard !rows.isEmpty else { return nil }
                let back = rows.filter { $0.object == subject && !$0.isNegated }
                guard !back.contains(where: { $0.predicate == "exact" }) else { return nil }
                let found =
                    if rows.contains(where: { !$0.isMatch }) {
                        "says that \(survey.id(object)) has no match"
                    } else if rows.contains(where: { $0.object == subject && $0.isNegated }) {
                        "says that it is none"
                    } else if let predicate = back.first?.predicate {
                        "says \(predicate)"
                    } else {
                        "maps \(survey.id(object)) to others only"
                    }
                return survey.finding(
                    .oneWay(
                        subject: survey.id(subject), object: survey.id(object), set: survey.tables[table].set.name,
                        found: found),
                    mapping)
            }
        }
    }

    static let missingInverse = Rule(
        "missing-inverse", .warning,
        "of a type that the schema calls symmetric, every mapping has one that says the same from the other end"
    ) { survey in
        struct Saying: Hashable {
            var type: String
            var subject: Int
            var object: Int
            var predicate: String
        }
        let inverse = ["broad": "narrow", "narrow": "broad"]
        let matches = survey.mappings.filter { mapping in
            mapping.isMatch && !mapping.isNegated && mapping.predicate != nil
                && survey.schema.relationships[survey.tables[mapping.table].set.relationship]?.isSymmetric == true
        }
        let said = Set(matches.map { mapping in
            Saying(
                type: survey.tables[mapping.table].set.relationship, subject: mapping.subject!, object: mapping.object!,
                predicate: mapping.predicate!)
        })
        return matches.compactMap { mapping in
            let predicate = inverse[mapping.predicate!] ?? mapping.predicate!
            let wanted = Saying(
                type: survey.tables[mapping.table].set.relationship, subject: mapping.object!, object: mapping.subject!,
                predicate: predicate)
            guard !said.contains(wanted) else { return nil }
            return survey.finding(
                .missingInverse(
                    subject: survey.id(mapping.subject!), object: survey.id(mapping.object!), predicate: predicate),
                mapping)
        }
    }
}

extension KnowledgeSurvey {
    /// Mappings by table and subject.
    fileprivate var reverseMappings: [Int: [Int: [Mapping]]] {
        var found: [Int: [Int: [Mapping]]] = [:]
        for mapping in mappings {
            if let subject = mapping.subject { found[mapping.table, default: [:]][subject, default: []].append(mapping) }
        }
        return found
    }

    /// Other tables that go from the labels this one goes to, to those it comes from.
    fileprivate func reverseTables(of table: Int) -> [Int] {
        let set = tables[table].set
        return tables.indices.filter { other in
            other != table && tables[other].set.from.contains(where: set.to.contains)
                && tables[other].set.to.contains(where: set.from.contains)
        }
    }
}
