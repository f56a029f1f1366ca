import Diagnostics
import PropertyGraph
import QueryEngine

enum QueryTarget {
    private static let graph = {
        var builder = GraphBuilder()
        let words = ["", "a", "ab", "é", "2021-07-28"]
        for number in 0..<8 {
            builder.addNode(
                labels: number % 3 == 0 ? ["A"] : number % 3 == 1 ? ["A", "B"] : [],
                properties: [
                    "k": .integer(number), "s": .string(words[number % 5]), "f": .float(Double(number) / 4),
                    "d": .date(CalendarDate(year: 2020, month: number + 1, day: 28)!),
                    "l": .list([.integer(number), .integer(-1)]),
                ])
        }
        for number in 0..<14 {
            builder.addRelationship(
                type: number % 4 == 0 ? "S" : "R", from: number % 8, to: (number * 5 + 3) % 8, properties: ["k": .integer(number)])
        }
        return builder.build()
    }()

    /// Statements one after the other, each over what the one before has written, with limits of time and memory.
    static func run(_ bytes: [UInt8]) throws(FuzzFailure) {
        var graph = graph
        for text in String(decoding: bytes, as: UTF8.self).split(separator: ";").prefix(4) {
            if let next = run(String(text), graph) { graph = next }
        }
    }

    /// The graph as the statement leaves it; nil where it is refused or ends in an error.
    private static func run(_ text: String, _ graph: Graph) -> Graph? {
        do throws(Diagnostics) {
            let engine = Engine(
                graph: graph, today: CalendarDate(year: 2026, month: 1, day: 10)!,
                clock: { EpochInstant(seconds: 1_768_000_000, nanosecond: 0) })
            let prepared = try engine.prepare(SourceText(text), parameters: ["p", "list", "map"])
            let limits = Limits(timeout: .milliseconds(300), memory: 16 << 20, sharing: Sharing(workers: 1))
            let cursor = prepared.run(
                parameters: ["p": .integer(2), "list": .list([.integer(1), .null, .string("a")]), "map": .map(["k": .integer(1)])],
                limits: limits)
            var shown = 0
            while let rows = try cursor.next() {
                for row in rows where shown < 20 {
                    shown += 1
                    for value in row { _ = cursor.graph.text(of: value) }
                }
            }
            return cursor.graph
        } catch {
            _ = DiagnosticRenderer().render(error)
            return nil
        }
    }
}
