import Diagnostics
import Interchange
import PropertyGraph

/// A report beside the same one over a graph without what somebody wrote: which rows are new, gone or changed, and what
/// each figure was before. Itself a report, so that every format can write it.
package struct ReportComparison {
    /// What was written over the base, as a table.
    package struct Written: Sendable {
        package var columns: [String]
        package var rows: [[Value]]

        package init(columns: [String], rows: [[Value]]) {
            self.columns = columns
            self.rows = rows
        }
    }

    private enum Change: String, CaseIterable {
        case new, gone, changed
    }

    private let base: Report
    private let report: Report
    private var anchors = Anchors()
    private var sources: [Report.Source] = []
    /// Of each section the changed rows, by change.
    private var changes: [(section: Report.Section, rows: [Change: [Report.Row]])] = []

    /// - Parameters:
    ///   - report: over the graph with what was written.
    ///   - base: the same, over the graph without it.
    /// O(rows of both).
    package init(_ report: Report, against base: Report) {
        self.report = report
        self.base = base
        for section in report.sections {
            let before = base.sections.first { $0.definition.name == section.definition.name }
            changes.append((section, changedRows(section, before?.rows ?? [])))
        }
    }

    /// What was written, then how many rows of each section are others, then these.
    package mutating func result(written: Written?) -> Report {
        var result = report
        result.title += ": what would change"
        result.scope.append(("against", "base, which is the same without what was written"))
        result.isComparison = true
        let counts = counts()
        result.sections = (written.map { [section(of: $0)] } ?? []) + [counts] + changes.map { section($0.section, $0.rows) }
        result.sources = sources
        return result
    }

    // MARK: Pairing

    /// Rows with the same key are one row; where several have one key, in their order.
    private mutating func changedRows(_ section: Report.Section, _ before: [Report.Row]) -> [Change: [Report.Row]] {
        let keys = section.definition.key.compactMap(section.columns.firstIndex)
        func key(_ row: Report.Row) -> [String] { keys.isEmpty ? row.cells.map(\.text) : keys.map { row.cells[$0].text } }
        var left = Dictionary(grouping: before.reversed(), by: key)
        var changes: [Change: [Report.Row]] = [:]
        for row in section.rows {
            guard let old = left[key(row)]?.popLast() else {
                changes[.new, default: []].append(row)
                continue
            }
            let cells = zip(old.cells, row.cells).map(Self.changed)
            if cells.contains(where: \.isChanged) { changes[.changed, default: []].append(Report.Row(anchor: row.anchor, cells: cells)) }
        }
        let gone = Set(left.values.flatMap { $0 }.map(\.anchor))
        changes[.gone] = before.filter { gone.contains($0.anchor) }
        return changes.filter { !$0.value.isEmpty }
    }

    /// `0 → 1`; a cell that holds what it held stays as it is.
    private static func changed(_ before: Report.Cell, _ after: Report.Cell) -> Report.Cell {
        guard before.value != after.value else { return after }
        func text(_ cell: Report.Cell) -> String { cell.text.isEmpty ? "–" : cell.text }
        var cell = after
        cell.earlier = before.value
        cell.text = text(before) + " → " + text(after)
        cell.sources += before.sources.filter { old in !after.sources.contains { $0.id == old.id } }
        return cell
    }

    // MARK: Sections

    private static let column = "change"

    private mutating func section(_ section: Report.Section, _ changes: [Change: [Report.Row]]) -> Report.Section {
        let name = section.definition.name
        var definition = section.definition.asTable
        definition.group = [Self.column]
        definition.empty = "Nothing is different."
        var groups: [Report.Group] = []
        var number = 0
        for change in Change.allCases {
            guard let rows = changes[change] else { continue }
            var moved: [Report.Row] = []
            for row in rows {
                number += 1
                let cells = zip(section.columns, row.cells).map { place(section, $0, $1) }
                moved.append(
                    Report.Row(
                        anchor: anchors.anchor([name, "row", String(number)]),
                        cells: [Report.Cell(value: .string(change.rawValue), text: change.rawValue)] + cells))
            }
            groups.append(
                Report.Group(values: [change.rawValue], anchors: [anchors.anchor([name, change.rawValue])], rows: moved))
        }
        return Report.Section(
            definition: definition, anchor: anchors.anchor([name]), columns: [Self.column] + section.columns, groups: groups)
    }

    /// A number leads to the rows that changed among those it counts, and documents to where they stand here.
    private mutating func place(_ section: Report.Section, _ column: String, _ cell: Report.Cell) -> Report.Cell {
        var cell = cell
        cell.target = nil
        if let count = section.definition.counts.first(where: { $0.column == column }),
            changes.contains(where: { $0.section.definition.name == count.section && !$0.rows.isEmpty })
        {
            cell.target = anchors.anchor([count.section])
        }
        cell.sources = cell.sources.map { mark in
            let id = mark.id
            if let known = sources.firstIndex(where: { $0.id == id }) {
                return Report.SourceMark(id: id, anchor: sources[known].anchor, number: known + 1)
            }
            var source = (report.sources + base.sources).first { $0.id == id } ?? Report.Source(id: id, anchor: "", title: id)
            source.anchor = anchors.anchor(["source", id])
            sources.append(source)
            return Report.SourceMark(id: id, anchor: source.anchor, number: sources.count)
        }
        return cell
    }

    private mutating func counts() -> Report.Section {
        var rows: [Report.Row] = []
        for (section, changes) in changes {
            let name = section.definition.name
            let kept = section.rows.count - (changes[.new]?.count ?? 0) - (changes[.changed]?.count ?? 0)
            var cells = [
                Report.Cell(value: .string(section.definition.title), text: section.definition.title, target: anchors.anchor([name]))
            ]
            for change in Change.allCases {
                let count = changes[change]?.count ?? 0
                cells.append(
                    Report.Cell(
                        value: .integer(count), text: String(count),
                        target: count > 0 ? anchors.anchor([name, change.rawValue]) : nil))
            }
            let alike = "\(kept) of \(section.rows.count)"
            cells.append(Report.Cell(value: .string(alike), text: alike))
            rows.append(Report.Row(anchor: anchors.anchor(["difference", "row", name]), cells: cells))
        }
        return Report.Section(
            definition: .table(
                "difference", "What is different",
                text: "Rows that are new, gone or changed in each section. A figure that changed stands as before → after, with what it is out of."),
            anchor: anchors.anchor(["difference"]), columns: ["section", "new", "gone", "changed", "as before"],
            groups: [Report.Group(values: [], anchors: [], rows: rows)])
    }

    private mutating func section(of written: Written) -> Report.Section {
        var rows: [Report.Row] = []
        for (number, values) in written.rows.enumerated() {
            rows.append(
                Report.Row(
                    anchor: anchors.anchor(["written", "row", String(number + 1)]),
                    cells: values.map { Report.Cell(value: $0, text: PlainText.text(of: $0, in: report.graph)) }))
        }
        return Report.Section(
            definition: .table(
                "written", "What was written",
                text: "Proposals and other changes over the knowledge base. Nobody has reviewed them unless it says so. One that contradicts a row which says that nothing was found is not taken into the knowledge base before that row is withdrawn: `cqcq workspace apply` with --withdraw-no-match does both.",
                empty: "Nothing."),
            anchor: anchors.anchor(["written"]), columns: written.columns,
            groups: rows.isEmpty ? [] : [Report.Group(values: [], anchors: [], rows: rows)])
    }
}

extension SectionDefinition {
    /// The same without chart, counts and grouping.
    fileprivate var asTable: SectionDefinition {
        var table = self
        table.shape = .table
        table.text = nil
        table.group = []
        return table
    }

    /// A table of rows that no query gives.
    fileprivate static func table(_ name: String, _ title: String, text: String, empty: String = "Nothing.") -> SectionDefinition {
        SectionDefinition(
            name: name, title: title, text: text, query: SourceText(""), place: Place(span: SourceSpan(0, 0), source: SourceText("")),
            uses: [], needsWholeGraph: false, shape: .table, detail: [], inner: [], group: [], key: [], partition: nil, rule: nil,
            counts: [], addresses: [:], empty: empty)
    }
}
