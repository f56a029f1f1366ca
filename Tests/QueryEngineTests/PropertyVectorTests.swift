import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// Properties of nodes and relationships of several tables and nulls, one after the other in any order, whatever a batch holds of them.
struct PropertyVectorTests {
    /// A key has whole numbers in one table, text in the next, and is not there in the third, or is there in half of a table.
    private static let labels = ["A", "B", "C"]
    private static let types = ["R", "S", "T"]
    private static let count = 90

    private static func value(ofNode number: Int) -> Value {
        switch number % 3 {
        case 0: .integer(number * 7 % 11)
        case 1: number % 2 == 0 ? .string("t\(number % 5)") : .null
        default: .null
        }
    }

    private static func weight(of number: Int) -> Value {
        switch number % 3 {
        case 0: .float(Double(number) / 4)
        case 1: .integer(number)
        default: .null
        }
    }

    /// From each node but every seventh, to a node of any table.
    private static let steps: [(number: Int, from: Int, to: Int)] = (0..<count).filter { $0 % 7 != 0 }.enumerated().map { ($0, $1, $1 * 31 % count) }

    private static let graph: Graph = {
        var builder = GraphBuilder()
        let nodes = (0..<count).map { number in
            var properties: PropertyMap = ["id": .integer(number)]
            let value = value(ofNode: number)
            if !value.isNull { properties["k"] = value }
            return builder.addNode(labels: [labels[number % 3]], properties: properties)
        }
        for step in steps {
            let weight = weight(of: step.number)
            builder.addRelationship(type: types[step.number % 3], from: nodes[step.from], to: nodes[step.to], properties: weight.isNull ? [:] : ["w": weight])
        }
        return builder.build()
    }()

    @Test(arguments: ["", " WHERE b.id % 3 <> 2", " WHERE b:A", " WHERE b:C", " WHERE type(r) = 'S'", " WHERE false"], [1, 7, 2048])
    func optionalSteps(condition: String, rowsAtOnce: Int) throws {
        var expected: [[Value]] = []
        for from in 0..<Self.count {
            let step = Self.steps.first { step in
                guard step.from == from else { return false }
                return switch condition {
                case "": true
                case " WHERE b.id % 3 <> 2": step.to % 3 != 2
                case " WHERE b:A": step.to % 3 == 0
                case " WHERE b:C": step.to % 3 == 2
                case " WHERE type(r) = 'S'": step.number % 3 == 1
                default: false
                }
            }
            expected.append([
                .integer(from), Self.value(ofNode: from), step.map { .integer($0.to) } ?? .null, step.map { Self.value(ofNode: $0.to) } ?? .null,
                step.map { Self.weight(of: $0.number) } ?? .null, .null,
            ])
        }
        var limits = Limits()
        limits.rowsAtOnce = rowsAtOnce
        for order in ["a.id", "a.id * 37 % 90"] {
            let text = "MATCH (a) WITH a ORDER BY \(order) OPTIONAL MATCH (a)-[r]->(b)\(condition) RETURN a.id, a.k, b.id, b.k, r.w, r.none"
            let cursor = try Engine(graph: Self.graph).prepare(SourceText(text)).run(limits: limits)
            var rows: [[Value]] = []
            while let batch = try cursor.next() { rows += batch.map { Array($0) } }
            let sorted = order == "a.id" ? expected : (0..<Self.count).sorted { $0 * 37 % 90 < $1 * 37 % 90 }.map { expected[$0] }
            #expect(rows == sorted)
        }
    }
}
