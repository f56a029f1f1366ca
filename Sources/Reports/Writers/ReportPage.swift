import Diagnostics
import Interchange

/// A report as one HTML page that needs nothing beside it: reports/page.mustache filled, with page.css and page.js in it.
struct ReportPage {
    let report: Report
    let library: ReportLibrary

    func text() throws(Diagnostics) -> String {
        let template = try MustacheTemplate(try library.text(of: "page.mustache"))
        return template.render([
            "title": .text(report.title), "summary": .text(report.definition.summary),
            "imprint": .text(report.imprint), "left_out": .optional(report.noteOnAppendix), "command": .optional(report.origin?.command), "paper": .markup(paperStyle),
            "layout": .text(report.definition.isBrief ? "brief" : "full"), "is_brief": .flag(report.definition.isBrief),
            "name": .text(report.definition.name), "date": .text(report.asOf.words),
            "scope": .list(report.scope) { .map(["name": .text($0.name), "value": .text($0.value)]) },
            "style": .markup(try library.text(of: "page.css").text), "script": .markup(try library.text(of: "page.js").text),
            "sections": .list(report.sections, section),
            "sources": .list(report.sources.enumerated(), source), "has_sources": .flag(!report.sources.isEmpty),
        ])
    }

    /// The foot of each sheet of paper.
    private var paperStyle: String {
        let text = report.imprint + (report.origin.map { "; " + $0.command } ?? "")
        return "@page { @bottom-left { content: \(Self.cssString(text)); } }"
    }

    /// A string of CSS within an element of HTML: whatever could end either is written by its number.
    private static func cssString(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil || " .,:;-_/()=".unicodeScalars.contains(scalar))
            if isPlain { out.unicodeScalars.append(scalar) } else { out += "\\" + String(scalar.value, radix: 16) + " " }
        }
        return out + "\""
    }

    private func source(_ index: Int, _ source: Report.Source) -> MustacheValue {
        .map([
            "number": .text(String(index + 1)), "id": .text(source.id), "anchor": .text(source.anchor), "title": .text(source.title),
            "publisher": .optional(source.publisher), "published": .optional(source.dateInWords), "address": .optional(source.address),
        ])
    }

    private func section(_ section: Report.Section) -> MustacheValue {
        var values: [String: MustacheValue] = [
            "anchor": .text(section.anchor), "title": .text(section.definition.title),
            "text": .optional(section.definition.text), "empty": .text(section.definition.empty),
            "is_empty": .flag(section.groups.isEmpty), "notes": .flag(false), "columns": .flag(false), "tables": .flag(false), "chart": .flag(false),
            "rule": .flag(false),
        ]
        if let rule = section.definition.rule {
            values["rule"] = .map([
                "lines": .list(rule.lines(scope: report.scopeText)) { .map(["name": .text($0.name), "text": .text($0.text)]) }
            ])
        }
        if section.groups.isEmpty { return .map(values) }
        switch section.definition.shape {
        case .notes:
            // The findings come first, before anything about them.
            values["text"] = .flag(false)
            values["text_below"] = .optional(section.definition.text)
            values["notes"] = .list(section.rows) { note($0, from: 0) }
        case .columns:
            values["columns"] = .map([
                "groups": .list(section.groups) { group in
                    .map([
                        "anchors": .list(group.anchors.dropLast()) { .text($0) }, "anchor": .text(group.anchors.last ?? ""),
                        "heading": .text(group.values.joined(separator: ", ")),
                        "notes": .list(group.rows) { note($0, from: section.definition.group.count) },
                    ])
                }
            ])
        case .matrix(let shape):
            let matrix = ReportMatrix(section, shape)
            values["tables"] = .list([table(matrix)])
            values["chart"] = .markup(Heatmap(matrix, id: section.anchor, title: section.definition.title)?.svg() ?? "")
        case .bars(let shape):
            values["tables"] = .list([table(section)])
            values["chart"] = .markup(StackedBars(section, shape, header: report.definition.header).svg())
        case .timeline(let shape):
            values["tables"] = .list([table(section)])
            values["chart"] = .markup(TimelineChart(section, shape, asOf: report.asOf).svg())
        case .table, .hidden: values["tables"] = .list([table(section)])
        }
        return .map(values)
    }

    /// A sentence with the numbers of its sources.
    private func note(_ row: Report.Row, from column: Int) -> MustacheValue {
        .map(["note": .text(row.cells[column].text), "marks": .list(row.cells.flatMap(\.sources), mark)])
    }

    private func mark(_ mark: Report.SourceMark) -> MustacheValue {
        .map(["number": .text(String(mark.number)), "address": .text("#" + mark.anchor)])
    }

    // MARK: Tables

    /// On paper tables of more columns are in smaller letters, and those of still more break words, since they would not
    /// fit otherwise.
    private static let (narrow, wide) = (9, 11)

    private func table(_ section: Report.Section) -> MustacheValue {
        let numeric = section.shown.map { column in TableLayout.isNumeric(section.rows.lazy.map { $0.cells[column].value }) }
        return .map([
            "caption": .text(section.definition.title + ", " + count(section.rows.count, "row")),
            "name": .text(section.anchor), "is_matrix": .flag(false), "is_long": .flag(section.rows.count > 7),
            "is_wide": .flag(section.shown.count > Self.narrow), "is_dense": .flag(section.shown.count > Self.wide),
            "headers": .list(zip(section.shown, numeric)) { column, isNumeric in
                header(section.columns[column], isNumeric: isNumeric)
            },
            "groups": .list(section.groups) { group in
                .map([
                    "heading": group.values.isEmpty
                        ? .flag(false)
                        : .map([
                            "anchors": .list(group.anchors.dropLast()) { .text($0) },
                            "anchor": .text(group.anchors.last ?? ""), "text": .text(group.values.joined(separator: " · ")),
                            "count": .text(count(group.rows.count, "row")), "span": .text(String(section.shown.count)),
                        ]),
                    "rows": .list(group.rows) { row in
                        .map([
                            "anchor": .text(row.anchor),
                            "cells": .list(section.shown.enumerated()) { position, column in
                                cell([row.cells[column]], isHeader: position == 0, isNumeric: numeric[position], share: nil)
                            },
                        ])
                    },
                ])
            },
        ])
    }

    private func table(_ matrix: ReportMatrix) -> MustacheValue {
        .map([
            "caption": .text(matrix.section.definition.title + ", " + count(matrix.rows.count, "row")),
            "name": .text(matrix.section.anchor), "is_matrix": .flag(true), "is_long": .flag(matrix.rows.count > 7),
            "is_wide": .flag(matrix.columns.count >= Self.narrow), "is_dense": .flag(matrix.columns.count >= Self.wide),
            "headers": .list([matrix.shape.row] + matrix.columns) { header($0, isNumeric: false) },
            "groups": .list([
                .map([
                    "heading": .flag(false),
                    "rows": .list(matrix.rows) { row in
                        let head = Report.Cell(value: .string(row), text: row)
                        return .map([
                            "anchor": .text(matrix.section.anchor + "-" + Anchors.slug(row)),
                            "cells": .list(
                                [cell([head], isHeader: true, isNumeric: false, share: nil)]
                                    + matrix.columns.map { column in
                                        cell(
                                            matrix.values(row, column), isHeader: false, isNumeric: false,
                                            share: matrix.share(row, column))
                                    }),
                        ])
                    },
                ])
            ]),
        ])
    }

    /// Short words are not broken on paper.
    private func header(_ column: String, isNumeric: Bool) -> MustacheValue {
        let text = report.definition.header(column)
        return .map(["text": .text(text), "numeric": .flag(isNumeric), "word": .flag(Self.isShort(text))])
    }

    private static func isShort(_ text: String) -> Bool { text.split(separator: " ").allSatisfy { $0.count <= 16 } }

    /// One or several values in a place. Shades go in steps of a tenth, so that a style can name them.
    private func cell(_ cells: [Report.Cell], isHeader: Bool, isNumeric: Bool, share: Double?) -> MustacheValue {
        let parts: [MustacheValue] = cells.flatMap { cell -> [MustacheValue] in
            if !cell.sources.isEmpty { return cell.sources.map { part(String($0.number), "#" + $0.anchor, isOutside: false) } }
            if let target = cell.target { return [part(cell.text, "#" + target, isOutside: false)] }
            if let address = cell.address { return [part(cell.text, address, isOutside: true)] }
            return cell.text.isEmpty ? [] : [part(cell.text, nil, isOutside: false)]
        }
        let shade = share.map { "shade-" + String(Int((min(1, max(0, $0)) * 10).rounded())) } ?? ""
        return .map([
            "header": .flag(isHeader), "numeric": .flag(isNumeric), "shade": .text(shade), "parts": .list(parts),
            "blank": .flag(parts.isEmpty), "word": .flag(cells.allSatisfy { $0.sources.isEmpty && $0.text.count <= 24 && !$0.text.contains(" ") }),
            "marks": .flag(cells.contains { !$0.sources.isEmpty }),
            "is_date": .flag(cells.allSatisfy { if case .date = $0.value { true } else { false } } && !cells.isEmpty),
        ])
    }

    private func part(_ text: String, _ address: String?, isOutside: Bool) -> MustacheValue {
        .map(["pieces": .list(Self.pieces(text)), "address": .optional(address), "outside": .flag(isOutside)])
    }

    /// The text in pieces, so that no line ends within a code such as `We-33` or `SAF-2023`, and long ids and addresses can end one
    /// at a slash or another sign.
    private static func pieces(_ text: String) -> [MustacheValue] {
        var pieces: [MustacheValue] = []
        var plain = ""
        func add(_ text: String, isCode: Bool = false, breaks: Bool = false) {
            if !text.isEmpty { pieces.append(.map(["text": .text(text), "code": .flag(isCode), "break": .flag(breaks)])) }
        }
        for (index, word) in text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { plain += " " }
            let isLong = word.count > 24
            if isLong || word.contains("/") && word.count > 12 {
                var run = 0
                for character in word {
                    plain.append(character)
                    run += 1
                    let isInner = character.isLetter || character.isNumber || character == "'" || character == "’"
                    guard character == "/" || isLong && (!isInner || run == 24) else { continue }
                    add(plain, breaks: true)
                    (plain, run) = ("", 0)
                }
            } else if word.contains("-"), word.count <= 24, word.contains(where: \.isNumber) {
                add(plain)
                add(String(word), isCode: true)
                plain = ""
            } else {
                plain += word
            }
        }
        add(plain)
        return pieces
    }

    private func count(_ number: Int, _ what: String) -> String { "\(number) \(what)\(number == 1 ? "" : "s")" }
}
