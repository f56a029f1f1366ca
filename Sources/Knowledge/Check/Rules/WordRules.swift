import Diagnostics
import Interchange

extension Rule {
    static let labelDiffers = Rule(
        "label-differs", .warning, "`subject_label` and `object_label` repeat the titles of the ends"
    ) { survey in
        survey.mappings.flatMap { mapping in
            let header = survey.tables[mapping.table].table.header
            return [(mapping.subject, "subject_label"), (mapping.object, "object_label")].compactMap { end, name -> Finding? in
                guard let end, let column = header.firstIndex(of: name), let label = survey.text(mapping, column),
                    let title = survey.nodes[end].properties["title"]?.text, title != label
                else { return nil }
                return survey.finding(
                    .labelDiffers(label: label, id: survey.id(end), title: title), mapping, column: column)
            }
        }
    }

    static let setWithoutSource = Rule(
        "set-without-source", .warning, "a mapping set as a whole names the documents it rests on"
    ) { survey in
        guard let text = survey.schema.text else { return [] }
        return survey.schema.mappingSets.values.filter(\.source.isEmpty).map { set in
            Finding(fault: .setWithoutSource(set.name), span: set.span, source: text)
        }
    }

    static let unusedDocument = Rule(
        "unused-document", .note, "something rests on every document, or names it"
    ) { survey in
        var used = Set(survey.references.map { survey.id($0.target) })
        for set in survey.schema.mappingSets.values { used.formUnion(set.source) }
        for mapping in survey.mappings {
            let column = survey.tables[mapping.table].source
            used.formUnion(KnowledgeReader.parts(of: survey.text(mapping, column) ?? ""))
        }
        return survey.nodes.indices.compactMap { node in
            guard survey.nodes[node].labels.first == Schema.documentLabel, !used.contains(survey.id(node)) else { return nil }
            return survey.finding(.unusedDocument(survey.id(node)), node: node, column: "id")
        }
    }

    static let spreadsheetForm = Rule(
        "spreadsheet-form", .note, "tables have plain cells and LF line ends, as spreadsheets do not save them"
    ) { survey in
        survey.texts.compactMap { table in
            let traces = table.spreadsheetTraces
            return traces.isEmpty
                ? nil : Finding(fault: .spreadsheetForm(traces: traces), span: SourceSpan(0, 0), source: table.source)
        }
    }
}
