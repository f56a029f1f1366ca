import Diagnostics
import Interchange
import PropertyGraph

extension KnowledgeReader {
    mutating func readNodes(_ file: KnowledgeFile) {
        guard let (table, head) = open(file) else { return }
        for entry in head.entries ?? [] where !["label", "key", "licence", "license", "source", "note"].contains(entry.key) {
            faults.add(
                .unknownKey(
                    entry.key, place: "the head of a table",
                    near: Suggestion.nearest(to: entry.key, in: ["label", "key", "licence", "source", "note"])),
                entry.keySpan, table.source)
        }
        guard let label = label(of: table, head: head, file: file) else { return }
        tables.append(table)
        let columns = plan(table, label)
        guard let idColumn = table.header.firstIndex(of: "id") else { return }
        contents.nodes.reserveCapacity(contents.nodes.count + table.rowCount)
        for row in 0..<table.rowCount { readNode(row, of: table, label, columns, idColumn) }
    }

    private mutating func label(of table: DelimitedText, head: YamlNode, file: KnowledgeFile) -> Schema.Label? {
        let node = head["label"]
        let name = node?.text ?? file.stem
        let span = node?.span ?? table.headerSpan(column: 0)
        guard let label = schema.labels[name] else {
            faults.add(.unknownLabel(name, near: Suggestion.nearest(to: name, in: schema.labels.keys)), span, table.source)
            return nil
        }
        if label.isAbstract || label.isGenerated {
            faults.add(.abstractLabel(name), span, table.source)
            return nil
        }
        return label
    }

    /// What each column holds; nil for a column that means nothing.
    private mutating func plan(_ table: DelimitedText, _ label: Schema.Label) -> [Schema.Property?] {
        for property in label.properties.values where property.isRequired && !table.header.contains(property.name) {
            faults.add(
                .missingColumn(property.name, table: label.name), table.headerSpan(column: 0), table.source)
        }
        return table.header.enumerated().map { column, name in
            if let property = label.properties[name] { return property }
            faults.add(
                .unknownColumn(name, table: label.name, near: Suggestion.nearest(to: name, in: label.properties.keys)),
                table.headerSpan(column: column), table.source)
            return nil
        }
    }

    private mutating func readNode(
        _ row: Int, of table: DelimitedText, _ label: Schema.Label, _ columns: [Schema.Property?], _ idColumn: Int
    ) {
        let place = Place(table: tables.count - 1, row: row)
        var node = KnowledgeContents.Node(id: "", labels: label.all, properties: [:], validity: Validity())
        node.properties.reserveCapacity(columns.count)
        let firstPending = pending.count
        for (column, property) in columns.enumerated() {
            guard let property else { continue }
            if table.isEmpty(row: row, column: column) {
                if !table.damagedRows.contains(row) { checkEmpty(property, label, table, row, column) }
                continue
            }
            if !property.targets.isEmpty {
                pending.append(
                    PendingReference(node: contents.nodes.count, place: place, column: column, property: property))
                if property.kind == .reference { continue }
            }
            guard let value = value(of: property, table, row, column) else { continue }
            node.properties[property.name] = value
            switch (property.name, value) {
            case ("id", .string(let id)): node.id = id
            case ("valid_from", .date(let day)): node.validity.from = day
            case ("valid_to", .date(let day)): node.validity.to = day
            default: break
            }
        }
        let span = { table.span(row: row, column: idColumn) }
        if label.name != Schema.documentLabel, !table.header.contains("source"), label.properties["source"] != nil {
            faults.add(.missingSource, span(), table.source)
        }
        if node.validity.isEmpty, let column = table.header.firstIndex(of: "valid_to") {
            faults.add(
                .endsBeforeItBegins(from: "\(node.validity.from!)", to: "\(node.validity.to!)"),
                table.span(row: row, column: column), table.source)
        }
        guard !node.id.isEmpty, checkID(node.id, span(), table.source), add(node, at: place, column: idColumn) != nil else {
            // The row has no node that its references could begin at.
            pending.removeLast(pending.count - firstPending)
            return
        }
    }

    private mutating func checkEmpty(
        _ property: Schema.Property, _ label: Schema.Label, _ table: DelimitedText, _ row: Int, _ column: Int
    ) {
        if property.name == "source", label.name != Schema.documentLabel {
            faults.add(.missingSource, table.span(row: row, column: column), table.source)
        } else if property.isRequired {
            faults.add(.missingCell(column: property.name), table.span(row: row, column: column), table.source)
        }
    }

    private mutating func checkID(_ id: String, _ span: @autoclosure () -> SourceSpan, _ source: SourceText) -> Bool {
        guard let colon = id.utf8.firstIndex(of: 0x3A), colon != id.startIndex, id.utf8.last != 0x3A,
            !id.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7C })
        else {
            faults.add(.malformedID(id), span(), source)
            return false
        }
        let prefix = String(id[..<colon])
        if schema.prefixes[prefix] == nil {
            faults.add(
                .unknownPrefix(prefix, near: Suggestion.nearest(to: prefix, in: schema.prefixes.keys)), span(), source)
        }
        return true
    }

    /// The cell as the property's type has it; nil, with a fault, where it is of another.
    private mutating func value(
        of property: Schema.Property, _ table: DelimitedText, _ row: Int, _ column: Int
    ) -> Value? {
        let text = table.text(row: row, column: column)
        let span = { table.span(row: row, column: column) }
        switch property.kind {
        case .string, .reference:
            if !property.values.isEmpty, !property.values.contains(text) {
                notAllowed(text, property, span(), table.source)
                return nil
            }
            return .string(text)
        case .integer:
            if let number = Int(text) { return .integer(number) }
            faults.add(.wrongType(value: text, expected: "a whole number"), span(), table.source)
        case .float:
            if let number = Double(text) { return .float(number) }
            faults.add(.wrongType(value: text, expected: "a number"), span(), table.source)
        case .boolean:
            switch text {
            // In capitals as spreadsheets write them.
            case "true", "TRUE": return .boolean(true)
            case "false", "FALSE": return .boolean(false)
            default: faults.add(.wrongType(value: text, expected: "true or false"), span(), table.source)
            }
        case .date:
            if let date = CalendarDate(text) { return .date(date) }
            faults.add(.badDate(text), span(), table.source)
        case .list:
            let parts = Self.parts(of: text)
            for part in parts where !property.values.isEmpty && !property.values.contains(part) {
                notAllowed(part, property, span(), table.source)
            }
            return .list(parts.map(Value.string))
        }
        return nil
    }

    private mutating func notAllowed(_ text: String, _ property: Schema.Property, _ span: SourceSpan, _ source: SourceText) {
        faults.add(
            .valueNotAllowed(
                value: text, column: property.name, allowed: property.values,
                near: Suggestion.nearest(to: text, in: property.values)),
            span, source)
    }

    /// The values of a cell with several, separated by `|`.
    static func parts(of text: String) -> [String] {
        text.utf8.contains(0x7C) ? text.split(separator: "|").map(String.init) : [text]
    }
}
