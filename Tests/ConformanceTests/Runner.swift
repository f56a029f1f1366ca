import ConformanceKit
import Diagnostics
import Foundation
import PropertyGraph
import QueryEngine

/// Runs one scenario against the engine.
struct Runner {
    struct Outcome {
        /// nil where all steps hold.
        var failure: String?
        /// Where an error is expected: how near the one that came is.
        var error: ErrorMatch?
    }

    /// What of an expected error is right.
    struct ErrorMatch {
        var type = false
        var phase = false
        var detail = false
    }

    private var graph = Graph.empty
    private var parameters: [String: Value] = [:]
    private var result: Result<Table, Diagnostics>?
    private var procedures: [Procedure] = []
    private var error: ErrorMatch?
    /// As it was before the query under test.
    private var before = Graph.empty
    let folder: String

    private struct Table {
        var columns: [String]
        var rows: [[Notation]]
    }

    private init(folder: String) { self.folder = folder }

    /// `folder` holds the kit's named graphs.
    static func run(_ scenario: Scenario, folder: String) -> Outcome {
        var runner = Runner(folder: folder)
        let failure = scenario.steps.lazy.compactMap { runner.perform($0, of: scenario) }.first
        return Outcome(failure: failure, error: runner.error ?? scenario.expectedError.map { _ in ErrorMatch() })
    }

    /// nil where the step holds.
    private mutating func perform(_ step: Scenario.Step, of scenario: Scenario) -> String? {
        switch step.text {
        case "an empty graph", "any graph": return nil
        case "parameters are:":
            for row in step.table ?? [] { parameters[row[0]] = Notation(row[1]).value }
            return nil
        case "executing query:", "executing control query:":
            before = graph
            result = execute(step.document ?? "")
            return nil
        case let text where text.hasSuffix(" graph") && text.hasPrefix("the "):
            return load(String(text.dropFirst(4).dropLast(6)))
        case let text where text.hasPrefix("there exists a procedure"):
            procedures.append(TestProcedure.read(text, step.table ?? []))
            return nil
        case "having executed:":
            if case .failure(let fault) = execute(step.document ?? "") { return "setup: \(describe(fault))" }
            return nil
        case "no side effects": return compareEffects([:])
        case "the side effects should be:":
            return compareEffects(Dictionary(uniqueKeysWithValues: (step.table ?? []).map { ($0[0], Int($0[1])!) }))
        case "the result should be empty": return compare([], ordered: false, ignoringListOrder: false, columns: nil)
        case let text where text.hasPrefix("the result should be"):
            let table = step.table ?? []
            return compare(
                Array(table.dropFirst()), ordered: text.contains("in order"),
                ignoringListOrder: text.contains("ignoring element order"), columns: table.first)
        case let text where text.contains("should be raised at"): return scenario.expectedError.flatMap { expect($0) }
        default: return "cannot do: \(step.text)"
        }
    }

    private mutating func load(_ name: String) -> String? {
        guard let script = try? String(contentsOfFile: "\(folder)/graphs/\(name)/\(name).cypher", encoding: .utf8) else {
            return "no graph \(name)"
        }
        for statement in script.split(separator: ";") where !String(statement).trimmed.isEmpty {
            if case .failure(let fault) = execute(String(statement)) { return "setup: \(describe(fault))" }
        }
        return nil
    }

    private func compareEffects(_ expected: [String: Int]) -> String? {
        let found = SideEffects.between(before, graph)
        return found == expected.filter { $0.value != 0 } ? nil : "side effects \(found), expected \(expected)"
    }

    private mutating func execute(_ text: String) -> Result<Table, Diagnostics> {
        do {
            let engine = Engine(graph: graph, procedures: procedures)
            let prepared = try engine.prepare(SourceText(text), parameters: Set(parameters.keys))
            let cursor = prepared.run(parameters: parameters)
            var rows: [[Notation]] = []
            while let batch = try cursor.next() {
                let graph = cursor.graph
                rows += batch.map { $0.map { Notation($0, in: graph) } }
            }
            graph = cursor.graph
            return .success(Table(columns: cursor.columns, rows: rows))
        } catch {
            return .failure(error)
        }
    }

    private func describe(_ faults: Diagnostics) -> String {
        faults.list.map { "\($0.fault.category.rawValue) at \($0.phase.rawValue): \($0.fault.code) (\($0.fault.sentence))" }
            .joined(separator: "; ")
    }

    private func compare(_ rows: [[String]], ordered: Bool, ignoringListOrder: Bool, columns: [String]?) -> String? {
        switch result {
        case nil: return "nothing ran"
        case .failure(let faults): return "failed: \(describe(faults))"
        case .success(let table):
            if let columns, columns != table.columns { return "columns \(table.columns), expected \(columns)" }
            func spell(_ row: [Notation]) -> String { row.map { $0.spelling(ignoringListOrder) }.joined(separator: " | ") }
            let found = table.rows.map(spell)
            let wanted = rows.map { spell($0.map { Notation($0) }) }
            let same = ordered ? found == wanted : found.sorted() == wanted.sorted()
            return same ? nil : "rows \(found.prefix(5)), expected \(wanted.prefix(5))"
        }
    }

    private mutating func expect(_ expected: ExpectedError) -> String? {
        switch result {
        case nil: return "nothing ran"
        case .success(let table): return "gave \(table.rows.count) rows, expected \(expected.type) \(expected.detail)"
        case .failure(let faults):
            let matches = faults.list.map {
                ErrorMatch(
                    type: $0.fault.category.rawValue == expected.type,
                    phase: expected.phase == "any time" || $0.phase.rawValue == expected.phase,
                    detail: expected.detail == "*" || $0.fault.code == expected.detail)
            }
            error = matches.max { $0.points < $1.points }
            if let changed = compareEffects([:]) { return "after a fault: \(changed)" }
            return error?.points == 3
                ? nil : "\(describe(faults)), expected \(expected.type) at \(expected.phase): \(expected.detail)"
        }
    }
}

extension Runner.ErrorMatch {
    fileprivate var points: Int { [type, phase, detail].count(where: \.self) }
}

extension Notation {
    /// As a parameter.
    var value: Value {
        switch self {
        case .plain("true"): .boolean(true)
        case .plain("false"): .boolean(false)
        case .integer(let value): .integer(value)
        case .float(let value): .float(value)
        case .string(let text): .string(text)
        case .list(let items): .list(items.map(\.value))
        case .map(let entries): .map(PropertyMap(uniqueKeysWithValues: entries.map { ($0.0, $0.1.value) }))
        default: .null
        }
    }
}
