import Diagnostics

extension Rule {
    static let unlistedPrefix = Rule(
        "unlisted-prefix", .error, "every prefix in a mapping table is in its `curie_map`, or built into SSSOM"
    ) { survey in
        var said: Set<String> = []
        return survey.mappings.flatMap { mapping in
            let opened = survey.tables[mapping.table]
            let map = opened.head["curie_map"]
            let names = ["predicate_id", "mapping_justification", "subject_source", "object_source"]
            let columns = [opened.subject, opened.object] + names.compactMap { opened.table.header.firstIndex(of: $0) }
            var cells = columns.map { ($0, survey.text(mapping, $0) ?? "") }
            if let column = opened.source {
                cells += KnowledgeReader.parts(of: survey.text(mapping, column) ?? "").map { (column, $0) }
            }
            return cells.compactMap { column, id -> Finding? in
                guard let prefix = id.prefixOfCURIE, !MappingTable.builtInPrefixes.contains(prefix), map?[prefix] == nil,
                    said.insert("\(mapping.table) \(prefix)").inserted
                else { return nil }
                return survey.finding(.unlistedPrefix(prefix, id: id), mapping, column: column)
            }
        }
    }

    static let differingPrefix = Rule(
        "differing-prefix", .error, "a `curie_map` gives prefixes the meaning that the schema gives them"
    ) { survey in
        survey.tables.flatMap { opened in
            (opened.head["curie_map"]?.entries ?? []).compactMap { entry in
                guard let meaning = survey.schema.prefixes[entry.key], let here = entry.value.text, here != meaning
                else { return nil }
                return Finding(
                    fault: .differingPrefix(entry.key, here: here, schema: meaning), span: entry.value.span,
                    source: opened.table.source)
            }
        }
    }
}

extension String {
    /// What stands before the colon of a CURIE.
    fileprivate var prefixOfCURIE: String? { firstIndex(of: ":").map { String(self[..<$0]) } }
}
