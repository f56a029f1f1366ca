import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// Operations over columns of numbers against the same operation on two constants, which has code of its own.
struct NumberKernelTests {
    private static let integers: [Value] = [0, 1, -1, 7, -7, 1000, 1 << 31, 1 << 32, -1 << 32, 1 << 53, 1 << 53 + 1, .max, .min].map { .integer($0) }
    private static let floats: [Value] = [0, -0.0, 0.5, -0.5, 7, 1e300, -1e300, 0x1p53, 0x1p63, .infinity, .nan].map { .float($0) }
    /// Each fills a column of one type, or of one type and null.
    private static let columns = [integers, floats, integers + [.null], floats + [.null], [.integer(3)], [.float(2.5)]]

    private func answer(_ expression: String, _ pairs: [(Value, Value)]) -> [String] {
        do {
            let engine = Engine(graph: GraphBuilder().build())
            let text = "UNWIND range(0, size($a) - 1) AS i WITH $a[i] AS x, $b[i] AS y RETURN \(expression) AS result"
            let cursor = try engine.prepare(SourceText(text), parameters: ["a", "b"])
                .run(parameters: ["a": .list(ValueList(pairs.map(\.0))), "b": .list(ValueList(pairs.map(\.1)))])
            var rows: [String] = []
            while let batch = try cursor.next() { rows += batch.map { cursor.graph.text(of: $0[0]) } }
            return rows
        } catch {
            return [error.list[0].fault.code]
        }
    }

    private func constant(_ expression: String, _ x: Value, _ y: Value) throws -> String {
        do {
            let cursor = try Engine(graph: GraphBuilder().build())
                .prepare(SourceText("WITH $x AS x, $y AS y RETURN \(expression) AS result"), parameters: ["x", "y"])
                .run(parameters: ["x": x, "y": y])
            return try cursor.next().map { cursor.graph.text(of: $0[0][0]) } ?? "none"
        } catch {
            return error.list[0].fault.code
        }
    }

    @Test(arguments: ["x + y", "x - y", "x * y", "x / y", "x % y", "x ^ y", "x = y", "x <> y", "x < y", "x <= y", "x > y", "x >= y", "-x", "abs(x)", "sign(x)",
        "sqrt(x)", "floor(x)", "ceil(x)", "round(x)", "toFloat(x)", "toInteger(x)", "CASE WHEN x > y THEN x ELSE 0 END", "CASE x WHEN y THEN 'same' WHEN 0 THEN 'none' END"])
    func columnsAreComputedAsConstantsAre(_ expression: String) throws {
        for a in Self.columns {
            for b in Self.columns {
                let pairs = a.flatMap { x in b.map { (x, $0) } }
                let expected = try pairs.map { try constant(expression, $0.0, $0.1) }
                let isFault = expected.map { $0.first?.isLetter == true && $0.first?.isUppercase == true && $0 != "NaN" && $0 != "Infinity" }
                let right = pairs.indices.filter { !isFault[$0] }
                if !right.isEmpty { #expect(answer(expression, right.map { pairs[$0] }) == right.map { expected[$0] }) }
                // One pair that fails makes the column fail as it does.
                if let wrong = isFault.firstIndex(of: true) {
                    #expect(answer(expression, right.map { pairs[$0] } + [pairs[wrong]]) == [expected[wrong]])
                }
            }
        }
    }
}
