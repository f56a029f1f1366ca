import PropertyGraph

extension Rule {
    static let mappingOutsideSet = Rule(
        "mapping-outside-set", .error, "the dates of a mapping lie within the time of its set"
    ) { survey in
        survey.mappings.flatMap { mapping in
            let opened = survey.tables[mapping.table]
            let time = survey.nodes[opened.node].validity
            return [(opened.validFrom, false), (opened.validTo, true)].compactMap { column, isEnd -> Finding? in
                guard let column, let day = survey.date(mapping, column), let from = time.from ?? time.to,
                    !time.admits(day, asEnd: isEnd)
                else { return nil }
                return survey.finding(
                    .mappingOutsideSet(
                        date: "\(day)", set: opened.set.name, from: time.from == nil ? "always" : "\(from)",
                        to: time.to.map { "\($0)" }),
                    mapping, column: column)
            }
        }
    }

    static let mappingOutsideEnds = Rule(
        "mapping-outside-ends", .error,
        "a mapping across time begins when both ends have begun, and ends before both have ended"
    ) { survey in
        survey.mappings.compactMap { mapping in
            let opened = survey.tables[mapping.table]
            guard opened.set.spansTime, let subject = mapping.subject, let object = mapping.object else { return nil }
            let ends = [subject, object].map { survey.nodes[$0].validity }
            func finding(_ day: CalendarDate, _ column: Int?, _ limit: String) -> Finding {
                survey.finding(
                    .mappingOutsideEnds(
                        date: "\(day)", subject: survey.id(subject), object: survey.id(object), limit: limit),
                    mapping, column: column!)
            }
            if let day = survey.date(mapping, opened.validFrom), let begun = ends.compactMap(\.from).max(), day < begun {
                return finding(day, opened.validFrom, "which have both begun from \(begun)")
            }
            let last = ends.map(\.to)
            if let day = survey.date(mapping, opened.validTo), !last.contains(nil), let ended = last.compactMap(\.self).max(),
                day > ended {
                return finding(day, opened.validTo, "which have both ended by \(ended)")
            }
            return nil
        }
    }

    static let referenceOutsideEnd = Rule(
        "reference-outside-end", .error, "a row holds no longer than what its references name, unless the type goes across time"
    ) { survey in
        survey.references.compactMap { reference in
            guard survey.schema.relationships[reference.type]?.spansTime != true else { return nil }
            let (row, end) = (survey.nodes[reference.node].validity, survey.nodes[reference.target].validity)
            guard !end.contains(row), end.from != nil || end.to != nil else { return nil }
            return survey.finding(
                .referenceOutsideEnd(
                    column: survey.columnName(reference), id: survey.id(reference.target),
                    from: end.from.map { "\($0)" } ?? "always", to: end.to.map { "\($0)" }),
                reference)
        }
    }

    static let statusDisagrees = Rule(
        "status-disagrees", .warning, "what is `ended` has a last day, and what is `in force` has not had it"
    ) { survey in
        survey.nodes.indices.compactMap { node in
            let to = survey.nodes[node].validity.to
            let isOver = to.map { $0 <= survey.today } ?? false
            guard let status = survey.nodes[node].properties["status"]?.text,
                status == "ended" && to == nil || status == "in force" && isOver
            else { return nil }
            return survey.finding(.statusDisagrees(status: status, to: to.map { "\($0)" }), node: node, column: "status")
        }
    }
}

extension Validity {
    /// Whether a date given may stand in an interval within this one; an end is the first day that is no longer part.
    func admits(_ day: CalendarDate, asEnd isEnd: Bool) -> Bool {
        if let from, isEnd ? day <= from : day < from { return false }
        if let to, isEnd ? day > to : day >= to { return false }
        return true
    }
}
