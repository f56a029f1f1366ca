import Diagnostics
import PropertyGraph
import QueryEngine
import QueryGeneration
import Testing

/// A graph whose changes are laid out in tables every now and then is, to every statement, the graph whose changes are not.
/// In which order rows are found, and so the numbers of what is made of them, may differ.
@Suite struct SettlingTests {
    @Test func settledGraphsAreTheSame() throws {
        var (compared, settled) = (0, 0)
        for seed in 0..<150 {
            var dice = Dice(seed: 4000 + seed)
            let random = RandomGraph(&dice)
            var (graph, twin) = (try random.graph(), try random.graph())
            // Patterns without a common node have as many rows as all pairs.
            for number in 0..<10 where graph.nodeCount + graph.relationshipCount < 60 {
                let text = RandomWrites.text(&dice, number: number)
                let (rows, others) = (Self.run(text, &graph), Self.run(text, &twin))
                #expect(rows == others, "seed \(4000 + seed): \(text)")
                guard Campaign.description(graph, numbered: false) == Campaign.description(twin, numbered: false) else {
                    Issue.record("seed \(4000 + seed): \(text)")
                    return
                }
                compared += 1
                if dice.chance(40), !twin.hasNoWrites {
                    twin = twin.settled()
                    try twin.checkInvariants()
                    settled += 1
                }
            }
        }
        print("settling: \(compared) statements agree, \(settled) times settled")
        #expect(settled > 100)
    }

    /// How many rows, or the error.
    private static func run(_ text: String, _ graph: inout Graph) -> String {
        do {
            let cursor = try Engine(graph: graph).prepare(SourceText(text), parameters: Set(RandomQuery.parameters.keys)).run(parameters: RandomQuery.parameters)
            var rows = 0
            while let batch = try cursor.next() { rows += batch.count }
            graph = cursor.graph
            return "\(rows) rows"
        } catch {
            return error.list.first?.fault.code ?? "error"
        }
    }
}
