import Diagnostics
import Interchange
import Knowledge
import KnowledgeProcedures
import PropertyGraph
import QueryEngine

/// Asks the queries of a report, checks their figures against each other and lays their rows out.
package struct ReportRunner {
    private let definition: ReportDefinition
    private let values: [String: Value]
    private let whole: Graph
    private let limits: Limits
    private let answers: Answers?
    private var done: [String: SectionRows] = [:]
    /// Sections being asked, from outside in.
    private var waiting: [String] = []
    private var ofDay: Graph?
    /// Of sections whose rows are counted, how many there are to each group.
    private var sizes: [String: [[String]: Int]] = [:]
    /// Nodes by id, for documents and parameters.
    private let nodes: [String: NodeID]

    /// Another engine's rows for a query: with which parameters, and of which day or of all.
    package typealias Answers = (SourceText, [String: Value], CalendarDate?) throws(Diagnostics) -> (columns: [String], rows: [[Value]], graph: Graph)

    /// - Parameters:
    ///   - definition: the report.
    ///   - values: of the report's parameters, with `as_of`.
    ///   - whole: the graph of all days.
    ///   - limits: of each of its queries.
    ///   - answers: asked in place of our own engine; nil for that.
    package init(
        _ definition: ReportDefinition, values: [String: Value], whole: Graph, limits: Limits = Limits(), answers: Answers? = nil
    ) {
        self.answers = answers
        self.definition = definition
        self.values = values
        self.whole = whole
        self.limits = limits
        nodes = Dictionary(
            whole.nodes().compactMap { node in whole.property("id", of: node).string.map { ($0, node) } }
        ) { first, _ in first }
    }

    /// Throws the faults of its queries, and `ReportFault`s where figures do not agree or what is asked for is not held.
    package mutating func run() throws(Diagnostics) -> Report {
        // The reason, and perhaps what to do.
        if let refusal = definition.refusal, let row = try answer(to: refusal, on: nil, values).rows.first, let reason = row.first?.string {
            throw Diagnostics(ReportFault.notHeld(reason, hint: row.count > 1 ? row[1].string : nil))
        }
        for section in definition.sections { _ = try rows(of: section) }
        for section in definition.sections { try check(section) }
        return try report()
    }

    // MARK: Queries

    private var day: CalendarDate {
        if case .date(let day)? = values["as_of"] { day } else { Engine(graph: .empty).today }
    }

    private mutating func rows(of section: SectionDefinition) throws(Diagnostics) -> SectionRows {
        if let rows = done[section.name] { return rows }
        guard !waiting.contains(section.name) else {
            throw Diagnostics(ReportFault.circularSections(waiting + [section.name]))
        }
        waiting.append(section.name)
        defer { waiting.removeLast() }
        var parameters = values
        for name in section.uses {
            guard let used = definition.sections.first(where: { $0.name == name }) else { continue }
            parameters[name] = try rows(of: used).value
        }
        let answer = try answer(to: section.query, on: section.needsWholeGraph ? nil : day, parameters)
        let result = SectionRows(definition: section, columns: answer.columns, rows: answer.rows, graph: answer.graph)
        done[section.name] = result
        return result
    }

    /// - Parameter day: of the graph; nil for all days.
    private mutating func answer(
        to query: SourceText, on day: CalendarDate?, _ parameters: [String: Value]
    ) throws(Diagnostics) -> (columns: [String], rows: [[Value]], graph: Graph) {
        if let answers { return try answers(query, parameters, day) }
        let graph = day == nil ? whole : dayGraph()
        let engine = Engine(graph: graph, procedures: [.compose], graphs: TimeView.graphs(of: whole), isReadOnly: true)
        let cursor = try engine.prepare(query, parameters: Set(parameters.keys)).run(parameters: parameters, limits: limits)
        var rows: [[Value]] = []
        while let batch = try cursor.next() { rows += batch }
        return (cursor.columns, rows, graph)
    }

    private mutating func dayGraph() -> Graph {
        if let ofDay { return ofDay }
        let graph = TimeView(validOn: day).of(whole)
        ofDay = graph
        return graph
    }

    // MARK: Figures

    private mutating func check(_ section: SectionDefinition) throws(Diagnostics) {
        guard let rows = done[section.name] else { return }
        try rows.checkPartition()
        for count in section.counts {
            guard let counted = done[count.section] else { continue }
            let found: [[String]: Int]
            if let known = sizes[count.section] { found = known } else { found = try counted.sizes() }
            sizes[count.section] = found
            try rows.check(count, against: found)
        }
    }

    // MARK: Layout

    private func report() throws(Diagnostics) -> Report {
        var anchors = Anchors()
        var sources: [Report.Source] = []
        var sections: [Report.Section] = []
        for section in definition.sections {
            if case .hidden = section.shape { continue }
            guard let rows = done[section.name] else { continue }
            sections.append(
                Report.Section(
                    definition: section, anchor: anchors.anchor([section.name]),
                    columns: rows.columns.filter { !section.inner.contains($0) },
                    groups: try groups(rows, &anchors, &sources)))
        }
        return Report(
            definition: definition, title: title(), asOf: day, scope: scope(),
            parameters: definition.parameters.map { ($0.name, values[$0.name] ?? .null) }, sections: sections,
            sources: sources, gaps: try gaps(), unproven: try unproven(), graph: whole, dataDate: dataDate)
    }

    private func groups(
        _ rows: SectionRows, _ anchors: inout Anchors, _ sources: inout [Report.Source]
    ) throws(Diagnostics) -> [Report.Group] {
        let section = rows.definition
        var groups: [Report.Group] = []
        var last: [String] = []
        for (number, row) in rows.rows.enumerated() {
            let path = try rows.texts(row, section.group)
            defer { last = path }
            if path != last || groups.isEmpty {
                let shared = groups.isEmpty ? 0 : zip(path, last).prefix { $0 == $1 }.count
                // Wider groups that begin with this one are led to as well.
                let names = path.isEmpty ? [] : ((shared + 1)...path.count).map { anchors.anchor([section.name] + path.prefix($0)) }
                groups.append(Report.Group(values: path.map(words), anchors: names, rows: []))
            }
            groups[groups.count - 1].rows.append(
                Report.Row(
                    anchor: anchors.anchor([section.name, "row", String(number + 1)]),
                    cells: try cells(rows, row, &anchors, &sources)))
        }
        return groups
    }

    private func cells(
        _ rows: SectionRows, _ row: [Value], _ anchors: inout Anchors, _ sources: inout [Report.Source]
    ) throws(Diagnostics) -> [Report.Cell] {
        var cells = row.indices.map { Report.Cell(value: row[$0], text: words(row[$0], rows.text(row, $0))) }
        for count in rows.definition.counts {
            let column = try rows.index(of: count.column)
            let path = try rows.path(count, row)
            // Nothing to lead to where nothing is counted, or where the rows are not shown.
            guard let counted = done[count.section], row[column].integer != 0, !counted.definition.isHidden,
                sizes[count.section]?[path] != nil
            else { continue }
            cells[column].target = anchors.anchor([count.section] + path)
        }
        for (column, address) in rows.definition.addresses {
            cells[try rows.index(of: column)].address = row[try rows.index(of: address)].string.flatMap(WebAddress.checked)
        }
        if let column = rows.columns.firstIndex(of: "sources"), case .list(let ids) = row[column] {
            cells[column].sources = ids.compactMap(\.string).map { id in
                if let known = sources.firstIndex(where: { $0.id == id }) {
                    return Report.SourceMark(id: id, anchor: sources[known].anchor, number: known + 1)
                }
                let source = source(id, anchors.anchor(["source", id]))
                sources.append(source)
                return Report.SourceMark(id: id, anchor: source.anchor, number: sources.count)
            }
        }
        return rows.definition.inner.isEmpty
            ? cells : cells.indices.filter { !rows.definition.inner.contains(rows.columns[$0]) }.map { cells[$0] }
    }

    /// As people are shown it.
    private func words(_ text: String) -> String { definition.words[text] ?? text }

    private func words(_ value: Value, _ text: String) -> String {
        if case .date(let day) = value { day.words } else { words(text) }
    }

    /// The heading with the words of what was asked.
    private func title() -> String {
        guard var title = definition.heading else { return definition.title + ", " + day.words }
        for parameter in definition.parameters {
            title = title.replacing("{\(parameter.name)}", with: nameInWords(of: parameter))
        }
        title = title.replacing("{as_of}", with: day.words)
        return title.prefix(1).uppercased() + title.dropFirst()
    }

    private func nameInWords(of parameter: Command.Parameter) -> String {
        let value = values[parameter.name] ?? .null
        if value.isNull { return definition.scope[parameter.name] ?? "all" }
        if case .node = parameter.kind, let node = value.string.flatMap({ nodes[$0] }) {
            return whole.property("title", of: node).string ?? value.string ?? ""
        }
        return words(value, PlainText.text(of: value, in: whole))
    }

    private var dataDate: CalendarDate? {
        guard let label = whole.labels.number(of: Schema.mappingSetLabel) else { return nil }
        return whole.nodes(withLabels: [label]).compactMap { set -> CalendarDate? in
            if case .date(let day) = whole.property("date", of: set) { day } else { nil }
        }.max()
    }

    private func source(_ id: String, _ anchor: String) -> Report.Source {
        guard let node = nodes[id] else {
            // Proposals name the workspace that they stand in.
            let workspace = id.split(separator: ":", maxSplits: 1)
            let isWorkspace = workspace.count == 2 && workspace[0] == "workspace"
            return Report.Source(id: id, anchor: anchor, title: isWorkspace ? "proposals of the workspace \(workspace[1]), not reviewed" : id)
        }
        func text(_ key: String) -> String? {
            let value = whole.property(key, of: node)
            return value.isNull ? nil : PlainText.text(of: value, in: whole)
        }
        return Report.Source(
            id: id, anchor: anchor, title: text("title") ?? id, publisher: text("publisher"), date: text("date"),
            address: text("url").flatMap(WebAddress.checked))
    }

    /// What was asked, in words.
    private func scope() -> [(name: String, value: String)] {
        definition.parameters.map { parameter in
            let name = parameter.name.split(separator: "_").joined(separator: " ")
            let value = values[parameter.name] ?? .null
            guard case .string(let text) = value else {
                return (name, value.isNull ? definition.scope[parameter.name] ?? "all" : PlainText.text(of: value, in: whole))
            }
            guard case .node = parameter.kind, let node = nodes[text] else { return (name, words(text)) }
            return (name, whole.property("title", of: node).string.map { "\($0) (\(text))" } ?? text)
        }
    }

    /// Why nothing can be said of gaps.
    private func unproven() throws(Diagnostics) -> String? {
        guard let rule = definition.gaps, let rows = done[rule.section] else { return nil }
        if rows.rows.isEmpty { return "nothing that we hold was in force on \(day), so nothing was checked" }
        guard let name = rule.checked else { return nil }
        let column = try rows.index(of: name)
        return rows.rows.contains { $0[column] == .boolean(true) } ? nil : "none of the \(rows.rows.count) rows was checked"
    }

    private func gaps() throws(Diagnostics) -> [[String]] {
        guard let rule = definition.gaps, let rows = done[rule.section] else { return [] }
        let column = try rows.index(of: rule.column)
        var keys: [[String]] = []
        for row in rows.rows where row[column] == .boolean(true) { keys.append(try rows.texts(row, rule.key)) }
        return keys
    }
}

extension SectionDefinition {
    var isHidden: Bool {
        if case .hidden = shape { true } else { false }
    }
}
