import ConformanceKit
import PropertyGraph
import QueryEngine

/// A procedure given as a relation: `there exists a procedure NAME(in :: TYPE, …) :: (out :: TYPE, …):`.
enum TestProcedure {
    static func read(_ text: String, _ table: [[String]]) -> Procedure {
        let signature = text.dropFirst("there exists a procedure ".count)
        let name = String(signature.prefix { $0 != "(" })
        let groups = signature.split(separator: "(").dropFirst().map { String($0.prefix { $0 != ")" }) }
        let inputs = fields(groups.first ?? "")
        let outputs = fields(groups.count > 1 ? groups[1] : "")
        let rows = table.dropFirst().map { $0.map { Notation($0) } }
        return Procedure(name: name, summary: "", inputs: inputs, outputs: outputs) { graph, arguments in
            rows.filter { row in
                zip(row, arguments).allSatisfy { $0 == Notation($1, in: graph) || $0.value == $1 }
            }.map { $0.dropFirst(inputs.count).map(\.value) }
        }
    }

    private static func fields(_ text: String) -> [Procedure.Field] {
        text.split(separator: ",").map { part in
            let sides = part.split(separator: "::").map { String($0).trimmed }
            return Procedure.Field(name: sides[0], type: sides[1])
        }
    }
}
