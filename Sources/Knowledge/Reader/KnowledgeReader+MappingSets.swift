import Diagnostics
import Interchange
import PropertyGraph

extension KnowledgeReader {
    /// Opens a mapping table and makes the node of its set, so that rows of other tables can name the set.
    mutating func openMappings(_ file: KnowledgeFile) -> MappingTable? {
        guard let (table, head) = open(file) else { return nil }
        guard let set = schema.mappingSets[file.stem] else {
            faults.add(
                .unknownMappingSet(file.stem, near: Suggestion.nearest(to: file.stem, in: schema.mappingSets.keys)),
                SourceSpan(0, 0), table.source)
            return nil
        }
        for entry in head.entries ?? [] where !MappingTable.headKeys.contains(entry.key) && !entry.key.hasPrefix("ext_") {
            faults.add(
                .unknownKey(
                    entry.key, place: "the head of a mapping set",
                    near: Suggestion.nearest(to: entry.key, in: MappingTable.headKeys.sorted())),
                entry.keySpan, table.source)
        }
        guard let node = addSet(set, head: head, source: table.source) else { return nil }
        var opened = MappingTable(table: table, head: head, set: set, node: node)
        opened.date = head["mapping_date"]?.text.flatMap { CalendarDate($0) }
        return findColumns(&opened) ? opened : nil
    }

    private mutating func addSet(_ set: Schema.MappingSet, head: YamlNode, source: SourceText) -> Int? {
        var properties: PropertyMap = ["id": .string("set:" + set.name), "name": .string(set.name)]
        properties["title"] = .string(head["mapping_set_title"]?.text ?? set.summary ?? set.name)
        for (key, slot) in [
            ("summary", "mapping_set_description"), ("version", "mapping_set_version"), ("licence", "license"),
            ("subject_source", "subject_source"), ("object_source", "object_source"),
        ] {
            if let text = head[slot]?.text { properties[key] = .string(text) }
        }
        if let node = head["mapping_date"] { properties["date"] = day(node, source).map(Value.date) }
        properties["relationship"] = .string(set.relationship)
        properties["from_label"] = .string(set.from.joined(separator: "|"))
        properties["to_label"] = .string(set.to.joined(separator: "|"))
        for (key, text) in [
            ("status", set.status), ("sector", set.sector), ("completeness", set.completeness),
            ("complete_for", set.completeFor), ("missing", set.missing),
        ] {
            properties[key] = text.map(Value.string)
        }
        if !set.source.isEmpty { properties["source"] = .list(set.source.map(Value.string)) }
        let from = head["ext_valid_from"].flatMap { day($0, source) } ?? set.validFrom
        let to = head["ext_valid_to"].flatMap { day($0, source) } ?? set.validTo
        properties["valid_from"] = from.map(Value.date)
        properties["valid_to"] = to.map(Value.date)
        let labels = schema.labels[Schema.mappingSetLabel]?.all ?? [Schema.mappingSetLabel]
        let node = add(
            .init(id: "set:" + set.name, labels: labels, properties: properties, validity: Validity(from: from, to: to)),
            at: nil, column: 0)
        for id in set.source {
            guard let node, let document = position(of: id, labels: [Schema.documentLabel], set.span, schema.text ?? source)
            else { continue }
            contents.relationships.append(
                .init(
                    type: Schema.sourcedFrom, source: node, target: document, properties: [:],
                    validity: Validity(from: from, to: to)))
        }
        return node
    }

    private mutating func day(_ node: YamlNode, _ source: SourceText) -> CalendarDate? {
        if let date = node.text.flatMap({ CalendarDate($0) }) { return date }
        faults.add(.badDate(node.text ?? ""), node.span, source)
        return nil
    }

    private mutating func findColumns(_ opened: inout MappingTable) -> Bool {
        let table = opened.table
        for (column, name) in table.header.enumerated() {
            switch name {
            case "subject_id": opened.subject = column
            case "object_id": opened.object = column
            case "predicate_id": opened.predicate = column
            case "mapping_justification": opened.justification = column
            case "predicate_modifier": opened.modifier = column
            case "confidence": opened.confidence = column
            case "author_label": opened.author = column
            case "reviewer_label": opened.reviewer = column
            case "ext_review_date": opened.reviewDate = column
            case "mapping_date": opened.mappingDate = column
            case "comment": opened.comment = column
            case "ext_source": opened.source = column
            case "ext_valid_from": opened.validFrom = column
            case "ext_valid_to": opened.validTo = column
            case _ where name.hasPrefix("ext_"): opened.extensions.append((String(name.dropFirst(4)), column))
            case _ where MappingTable.slots.contains(name): break
            default:
                faults.add(
                    .unknownColumn(
                        name, table: "a mapping set", near: Suggestion.nearest(to: name, in: MappingTable.slots.sorted())),
                    table.headerSpan(column: column), table.source)
            }
        }
        var isWhole = true
        for name in ["subject_id", "predicate_id", "object_id", "mapping_justification", "ext_source"]
        where !table.header.contains(name) {
            faults.add(.missingColumn(name, table: "the mapping set"), table.headerSpan(column: 0), table.source)
            isWhole = false
        }
        return isWhole
    }

    /// A set of the schema that has no table would be a set that silently holds nothing.
    mutating func checkSetFiles(_ files: [KnowledgeFile]) {
        let stems = Set(files.filter { $0.folder == "mappings" }.map(\.stem))
        for set in schema.mappingSets.keys where !stems.contains(set) {
            faults.add(.missingFile(path: "mappings/\(set).sssom.tsv"), nil, nil)
        }
    }
}
