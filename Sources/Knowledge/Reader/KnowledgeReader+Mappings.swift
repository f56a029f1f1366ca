import Diagnostics
import Interchange
import PropertyGraph

/// The two ends of a mapping, by position.
struct EndPair: Hashable {
    var source: Int
    var target: Int
    /// Or a row that says that nothing was found.
    var isMatch: Bool
}

extension KnowledgeReader {
    /// Reads the rows of one of `mappings`.
    mutating func readMappings(_ number: Int) {
        let mappings = mappings[number]
        var seen: [EndPair: [Int]] = [:]
        seen.reserveCapacity(mappings.table.rowCount)
        for row in 0..<mappings.table.rowCount {
            let count = contents.relationships.count
            readMapping(row, of: mappings, seen: &seen)
            if contents.relationships.count > count {
                mappingRows.append(MappingRow(table: number, row: row, relationship: count))
            }
        }
    }

    private mutating func readMapping(_ row: Int, of mappings: MappingTable, seen: inout [EndPair: [Int]]) {
        let (table, set) = (mappings.table, mappings.set)
        let subjectID = table.text(row: row, column: mappings.subject)
        let objectID = table.text(row: row, column: mappings.object)
        let found = (subjectID != MappingTable.noTermFound, objectID != MappingTable.noTermFound)
        let subject = found.0 ? end(subjectID, set.from, table, row, mappings.subject) : nil
        let object = found.1 ? end(objectID, set.to, table, row, mappings.object) : nil
        var properties = properties(row, of: mappings)
        let own = validity(row, of: mappings)

        switch found {
        case (true, true):
            guard let subject, let object else { return }
            let ends = [subject, object]
            checkTime(own, ends: ends, row, mappings)
            let finding = MappingFinding(basis: properties[MappingTable.basis]?.text, author: properties["author"]?.text)
            properties[MappingFinding.property] = finding.map { .string($0.rawValue) }
            let held = ends.reduce(Validity()) { $0.intersection(contents.nodes[$1].validity) }
            addMapping(
                set.relationship, subject, object, &properties, own, set.spansTime ? Validity() : held, row, mappings, &seen)
        case (true, false):
            guard let subject else { return }
            properties["looked_for"] = .string(set.to.joined(separator: "|"))
            addMapping(
                Schema.hasNoMatchIn, subject, mappings.node, &properties, own, contents.nodes[subject].validity, row,
                mappings, &seen)
        case (false, true):
            guard let object else { return }
            properties["looked_for"] = .string(set.from.joined(separator: "|"))
            addMapping(
                Schema.hasNoMatchIn, object, mappings.node, &properties, own, contents.nodes[object].validity, row,
                mappings, &seen)
        case (false, false):
            faults.add(
                .unknownID(MappingTable.noTermFound, near: []), table.span(row: row, column: mappings.subject), table.source)
        }
    }

    private mutating func end(
        _ id: String, _ labels: [String], _ table: DelimitedText, _ row: Int, _ column: Int
    ) -> Int? {
        if id.isEmpty {
            faults.add(.missingCell(column: table.header[column]), table.span(row: row, column: column), table.source)
            return nil
        }
        return position(of: id, labels: labels, table.span(row: row, column: column), table.source)
    }

    private mutating func addMapping(
        _ type: String, _ source: Int, _ target: Int, _ properties: inout PropertyMap, _ own: Validity, _ held: Validity,
        _ row: Int, _ mappings: MappingTable, _ seen: inout [EndPair: [Int]]
    ) {
        let table = mappings.table
        // A row that says nothing of time holds as long as its ends do.
        let validity = Validity(from: own.from ?? held.from ?? mappings.set.validFrom, to: own.to ?? held.to)
        properties["valid_from"] = validity.from.map(Value.date)
        properties["valid_to"] = validity.to.map(Value.date)
        let key = EndPair(source: source, target: target, isMatch: type == mappings.set.relationship)
        if let first = seen[key]?.first(where: { saysTheSame($0, row, mappings) }) {
            faults.add(
                .duplicateMapping(
                    subject: table.text(row: row, column: mappings.subject),
                    object: table.text(row: row, column: mappings.object),
                    first: "\(table.source.name ?? "line"):\(table.line(ofRow: first))"),
                table.span(row: row, column: mappings.subject), table.source)
            return
        }
        seen[key, default: []].append(row)
        contents.relationships.append(
            .init(type: type, source: source, target: target, properties: properties, validity: validity))
    }

    /// Two rows with the same ends say the same where relation, own columns and first day agree.
    private func saysTheSame(_ a: Int, _ b: Int, _ mappings: MappingTable) -> Bool {
        var columns = [mappings.predicate, mappings.modifier, mappings.validFrom].compactMap(\.self)
        columns += mappings.distinguishing
        return columns.allSatisfy { column in
            mappings.table.text(row: a, column: column) == mappings.table.text(row: b, column: column)
        }
    }

    // MARK: Cells

    private mutating func properties(_ row: Int, of mappings: MappingTable) -> PropertyMap {
        let table = mappings.table
        var properties: PropertyMap = ["set": .string(mappings.set.name)]
        if let column = mappings.predicate {
            let id = table.text(row: row, column: column)
            if let predicate = MappingPredicate(id: id) { properties["predicate"] = .string(predicate.rawValue) } else {
                let allowed = MappingPredicate.allCases.map(\.id).sorted()
                faults.add(
                    .valueNotAllowed(
                        value: id, column: "predicate_id", allowed: allowed, near: Suggestion.nearest(to: id, in: allowed)),
                    table.span(row: row, column: column), table.source)
            }
        }
        checkJustification(row, of: mappings)
        properties["negated"] = .boolean(isNegated(row, of: mappings))
        setConfidence(&properties, row, mappings)
        for (name, column) in [("author", mappings.author), ("reviewer", mappings.reviewer), ("comment", mappings.comment)] {
            if let column, !table.isEmpty(row: row, column: column) {
                properties[name] = .string(table.text(row: row, column: column))
            }
        }
        let day = mappings.mappingDate.flatMap { date(row, $0, table) } ?? mappings.date
        properties["date"] = day.map(Value.date)
        properties["review_date"] = mappings.reviewDate.flatMap { date(row, $0, table) }.map(Value.date)
        properties["source"] = sources(row, of: mappings)
        for (name, column) in mappings.extensions where !table.isEmpty(row: row, column: column) {
            let text = table.text(row: row, column: column)
            properties[name] = name == MappingTable.reviewed ? .boolean(text.lowercased() == "true") : .string(text)
            guard let allowed = MappingTable.allowed[name], !allowed.contains(text) else { continue }
            faults.add(
                .valueNotAllowed(
                    value: text, column: table.header[column], allowed: allowed, near: Suggestion.nearest(to: text, in: allowed)),
                table.span(row: row, column: column), table.source)
        }
        return properties
    }

    private mutating func checkJustification(_ row: Int, of mappings: MappingTable) {
        guard let column = mappings.justification else { return }
        let table = mappings.table
        let text = table.text(row: row, column: column)
        if MappingTable.justifications.contains(text) { return }
        let fault: DataFault =
            text.isEmpty
            ? .missingCell(column: "mapping_justification")
            : .valueNotAllowed(
                value: text, column: "mapping_justification", allowed: MappingTable.justifications,
                near: Suggestion.nearest(to: text, in: MappingTable.justifications))
        faults.add(fault, table.span(row: row, column: column), table.source)
    }

    private mutating func isNegated(_ row: Int, of mappings: MappingTable) -> Bool {
        guard let column = mappings.modifier, !mappings.table.isEmpty(row: row, column: column) else { return false }
        let text = mappings.table.text(row: row, column: column)
        if text == "Not" { return true }
        faults.add(
            .valueNotAllowed(value: text, column: "predicate_modifier", allowed: ["Not"], near: []),
            mappings.table.span(row: row, column: column), mappings.table.source)
        return false
    }

    private mutating func setConfidence(_ properties: inout PropertyMap, _ row: Int, _ mappings: MappingTable) {
        guard let column = mappings.confidence, !mappings.table.isEmpty(row: row, column: column) else { return }
        let text = mappings.table.text(row: row, column: column)
        guard let score = Double(text), (0...1).contains(score) else {
            faults.add(
                .wrongType(value: text, expected: "a number from 0 to 1"),
                mappings.table.span(row: row, column: column), mappings.table.source)
            return
        }
        properties["confidence"] = .string(MappingTable.word(forScore: score))
        properties["score"] = .float(score)
    }

    private mutating func sources(_ row: Int, of mappings: MappingTable) -> Value {
        guard let column = mappings.source else { return .null }
        let table = mappings.table
        let span = table.span(row: row, column: column)
        if table.isEmpty(row: row, column: column) {
            faults.add(.missingSource, span, table.source)
            return .null
        }
        let ids = Self.parts(of: table.text(row: row, column: column))
        for id in ids { _ = position(of: id, labels: [Schema.documentLabel], span, table.source) }
        return .list(ids.map(Value.string))
    }

    // MARK: Time

    private mutating func validity(_ row: Int, of mappings: MappingTable) -> Validity {
        let validity = Validity(
            from: mappings.validFrom.flatMap { date(row, $0, mappings.table) },
            to: mappings.validTo.flatMap { date(row, $0, mappings.table) })
        if validity.isEmpty, let from = validity.from, let to = validity.to {
            faults.add(
                .endsBeforeItBegins(from: "\(from)", to: "\(to)"),
                mappings.table.span(row: row, column: mappings.validTo!), mappings.table.source)
        }
        return validity
    }

    private mutating func date(_ row: Int, _ column: Int, _ table: DelimitedText) -> CalendarDate? {
        if table.isEmpty(row: row, column: column) { return nil }
        let text = table.text(row: row, column: column)
        if let date = CalendarDate(text) { return date }
        faults.add(.badDate(text), table.span(row: row, column: column), table.source)
        return nil
    }

    /// Dates that a row gives lie within the time of both its ends, and the ends have days in common.
    /// In a set across time the row begins when the later end does, so only its last day is free.
    private mutating func checkTime(_ own: Validity, ends: [Int], _ row: Int, _ mappings: MappingTable) {
        let table = mappings.table
        if mappings.set.spansTime { return }
        let nodes = ends.map { contents.nodes[$0] }
        if nodes[0].validity.intersection(nodes[1].validity).isEmpty {
            faults.add(
                .neverTogether(subject: nodes[0].id, object: nodes[1].id),
                table.span(row: row, column: mappings.subject), table.source)
            return
        }
        for (day, column, isEnd) in [(own.from, mappings.validFrom, false), (own.to, mappings.validTo, true)] {
            guard let day, let column else { continue }
            // The last day is not part of the interval, so it may be the day the node ends.
            let outside = nodes.first { node in
                if let from = node.validity.from, isEnd ? day <= from : day < from { return true }
                if let to = node.validity.to, isEnd ? day > to : day >= to { return true }
                return false
            }
            guard let outside else { continue }
            faults.add(
                .outsideValidity(
                    date: "\(day)", id: outside.id, from: outside.validity.from.map { "\($0)" } ?? "always",
                    to: outside.validity.to.map { "\($0)" }),
                table.span(row: row, column: column), table.source)
        }
    }
}
