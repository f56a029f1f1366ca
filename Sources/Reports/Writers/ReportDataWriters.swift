import Interchange
import PropertyGraph

/// A report as one JSON object, or its rows as JSON Lines.
struct ReportJSONWriter {
    let report: Report

    /// Every row with all its columns; `gaps` is what `--baseline` compares.
    func text() -> String {
        var out = "{\n"
        out += "  \"report\": \(string(report.definition.name)),\n"
        out += "  \"title\": \(string(report.title)),\n"
        out += "  \"as_of\": \(string("\(report.asOf)")),\n"
        out += "  \"scope\": \(string(report.scopeText)),\n"
        if let knowledge = report.knowledge { out += "  \"knowledge_sha256\": \(string(knowledge)),\n" }
        if let day = report.dataDate { out += "  \"data_date\": \(string("\(day)")),\n" }
        if let origin = report.origin {
            out += "  \"program\": \(string("cqcq " + origin.program)),\n  \"command\": \(string(origin.command)),\n"
        }
        out += "  \"parameters\": "
        out += JSONWriter.object(
            columns: report.parameters.map(\.name), row: report.parameters.map(\.value), in: report.graph) + ",\n"
        out += "  \"sections\": [\n"
        out += report.sections.map(section).joined(separator: ",\n")
        out += "\n  ],\n"
        out += "  \"gaps\": " + list(report.gaps.map { "[" + $0.map(string).joined(separator: ", ") + "]" }) + ",\n"
        out += "  \"sources\": " + list(report.sources.map(source)) + "\n}\n"
        return out
    }

    func lines() -> String {
        report.sections.flatMap { section in
            section.rows.map { row in
                JSONWriter.object(
                    columns: ["section"] + section.columns,
                    row: [.string(section.definition.name)] + row.cells.map(\.data), in: report.graph) + "\n"
            }
        }.joined()
    }

    private func section(_ section: Report.Section) -> String {
        var out = "    {\"name\": \(string(section.definition.name)), \"title\": \(string(section.definition.title)),\n"
        if let rule = section.definition.rule {
            let lines = rule.lines(scope: report.scopeText)
            out += "     \"rule\": {" + lines.map { "\(string($0.name)): \(string($0.text))" }.joined(separator: ", ") + "},\n"
        }
        let rows = section.rows.map { row in
            "       " + JSONWriter.object(columns: section.columns, row: row.cells.map(\.data), in: report.graph)
        }
        return out + "     \"rows\": " + (rows.isEmpty ? "[]" : "[\n" + rows.joined(separator: ",\n") + "\n     ]") + "}"
    }

    private func source(_ source: Report.Source) -> String {
        let members = [
            ("id", source.id), ("title", source.title), ("publisher", source.publisher), ("date", source.date),
            ("url", source.address),
        ].compactMap { name, text in text.map { "\(string(name)): \(string($0))" } }
        return "{" + members.joined(separator: ", ") + "}"
    }

    private func list(_ items: [String]) -> String {
        items.isEmpty ? "[]" : "[\n    " + items.joined(separator: ",\n    ") + "\n  ]"
    }

    private func string(_ text: String) -> String { JSONWriter.string(text) }
}

/// The rows of one section for a spreadsheet: text that it would run as a formula is quoted.
struct ReportCSVWriter {
    let report: Report

    func text(of section: Report.Section) -> String {
        let writer = DelimitedWriter(quotesFormulas: true)
        let lines = [writer.line(section.columns)]
            + section.rows.map { row in
                writer.line(row.cells.map { text(of: $0).withoutControls })
            }
        return lines.joined(separator: "\n") + "\n"
    }

    private func text(of cell: Report.Cell) -> String {
        let text = PlainText.machineText(of: cell.value, in: report.graph)
        guard let earlier = cell.earlier else { return text }
        return PlainText.machineText(of: earlier, in: report.graph) + " → " + text
    }
}

extension String {
    /// Without what could steer a terminal or turn a line round, line ends and tabs aside.
    var withoutControls: String {
        let isControl: (Unicode.Scalar) -> Bool = { scalar in
            switch scalar.value {
            case 0x09, 0x0A: false
            case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
            default: false
            }
        }
        guard unicodeScalars.contains(where: isControl) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
    }
}
