import Diagnostics
import Knowledge
import KnowledgeProcedures
import PropertyGraph
import QueryEngine

/// Looks for faults in reports without asking their queries anything.
package struct ReportCheck {
    private let definition: ReportDefinition
    private let engine: Engine
    /// What the query of each section returns; of those that can be planned.
    private var columns: [String: [String]] = [:]
    private var findings: [Diagnostic] = []

    /// Faults of definitions, queries and the page, each with its place; warnings for labels, types and properties that
    /// neither the graph nor the schema has, whose names are `vocabulary`.
    package static func findings(
        _ files: [KnowledgeFile], schema: Schema, graph: Graph, vocabulary: Vocabulary
    ) -> [Diagnostic] {
        let library = ReportLibrary(files, schema: schema)
        var found: [Diagnostic] = []
        for name in library.names {
            do throws(Diagnostics) {
                var check = ReportCheck(try library.report(named: name), graph, vocabulary)
                found += check.findAll()
            } catch {
                found += error.list
            }
        }
        if files.contains(where: { $0.name == "reports/page.mustache" }) {
            do throws(Diagnostics) { _ = try MustacheTemplate(try library.text(of: "page.mustache")) } catch { found += error.list }
        }
        return found
    }

    private init(_ definition: ReportDefinition, _ graph: Graph, _ vocabulary: Vocabulary) {
        self.definition = definition
        engine = Engine(
            graph: graph, vocabulary: vocabulary, procedures: [.compose], graphs: TimeView.graphs(of: graph), isReadOnly: true)
    }

    private mutating func findAll() -> [Diagnostic] {
        let given = Set(definition.command.parameterNames)
        for section in definition.sections {
            do throws(Diagnostics) {
                let prepared = try engine.prepare(section.query, parameters: given.union(section.uses))
                columns[section.name] = prepared.columns
                findings += prepared.warnings
            } catch {
                findings += error.list
            }
        }
        if let refusal = definition.refusal {
            do throws(Diagnostics) {
                findings += try engine.prepare(refusal, parameters: given).warnings
            } catch {
                findings += error.list
            }
        }
        for section in definition.sections { check(section) }
        if let gaps = definition.gaps { check([gaps.column] + gaps.key + [gaps.checked].compactMap(\.self), in: gaps.section) }
        checkOrder()
        return findings
    }

    private mutating func check(_ section: SectionDefinition) {
        var names = section.detail + section.inner + section.group + section.key
        names += section.partition.map { $0.parts + [$0.total] } ?? []
        names += section.counts.flatMap { [$0.column] + $0.of }
        names += section.addresses.flatMap { [$0.key, $0.value] }
        switch section.shape {
        case .bars(let bars): names += bars.label + bars.parts
        case .matrix(let matrix): names += [matrix.row, matrix.column, matrix.value] + [matrix.share, matrix.order].compactMap(\.self)
        case .timeline(let line): names += [line.label, line.from, line.to]
        case .table, .notes, .columns, .hidden: break
        }
        check(names, in: section.name)
    }

    private mutating func check(_ names: [String], in section: String) {
        guard let known = columns[section], let place = definition.sections.first(where: { $0.name == section })?.place else { return }
        var seen: Set<String> = []
        for name in names where !known.contains(name) && seen.insert(name).inserted {
            findings.append(
                Diagnostic(
                    ReportFault.missingColumn(name, section: section, known: known), span: place.span, source: place.source))
        }
    }

    /// No section waits for itself, over whatever way.
    private mutating func checkOrder() {
        var settled: Set<String> = []
        for section in definition.sections {
            var way: [String] = []
            if let circle = circle(from: section.name, &way, &settled) {
                findings.append(
                    Diagnostic(
                        ReportFault.circularSections(circle), span: section.place.span, source: section.place.source))
                return
            }
        }
    }

    private func circle(from name: String, _ way: inout [String], _ settled: inout Set<String>) -> [String]? {
        if settled.contains(name) { return nil }
        if way.contains(name) { return way + [name] }
        way.append(name)
        for used in definition.sections.first(where: { $0.name == name })?.uses ?? [] {
            if let found = circle(from: used, &way, &settled) { return found }
        }
        way.removeLast()
        settled.insert(name)
        return nil
    }
}
