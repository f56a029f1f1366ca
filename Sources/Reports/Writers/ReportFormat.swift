public import Diagnostics

/// How a report is written.
public enum ReportFormat: String, NamedChoice, Sendable {
    /// For people on a terminal or page, or data for programs.
    case text, markdown, html, json, csv, jsonl, xlsx
}

extension Report {
    /// The whole report as text of the format.
    /// - Parameters:
    ///   - format: how it is written.
    ///   - library: has the page that HTML is laid out on.
    ///   - width: columns of the terminal that text is for; nil where nothing is to be cut.
    ///   - withAppendix: for people, who are shown the main part without it; programs get all sections.
    ///   - section: which rows CSV holds, being one table; those of the gaps, or of the first section, without it.
    public func text(
        as format: ReportFormat, library: ReportLibrary, section: String? = nil, withAppendix: Bool = false, width: Int? = nil
    ) throws(Diagnostics) -> String {
        switch format {
        case .text: ReportTextWriter(report: forReading(withAppendix: withAppendix), width: width).text()
        case .markdown: ReportMarkdownWriter(report: forReading(withAppendix: withAppendix)).text()
        case .html: try ReportPage(report: forReading(withAppendix: withAppendix), library: library).text()
        case .json: ReportJSONWriter(report: self).text()
        case .jsonl: ReportJSONWriter(report: self).lines()
        // The lines that the workbook is made of.
        case .xlsx: String(decoding: ReportWorkbook(report: self).lines(), as: UTF8.self)
        case .csv: ReportCSVWriter(report: self).text(of: try dataSection(section))
        }
    }

    /// The section that a format with one table holds.
    package func dataSection(_ name: String?) throws(Diagnostics) -> Section {
        let wanted = name ?? definition.gaps?.section ?? sections.first?.definition.name ?? ""
        guard let section = sections.first(where: { $0.definition.name == wanted }) else {
            throw Diagnostics(
                ReportFault.unknownSection(wanted, report: definition.name, known: sections.map(\.definition.name)))
        }
        return section
    }
}
