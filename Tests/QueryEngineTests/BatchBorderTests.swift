import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// Answers depend neither on where batches end nor on which optimiser rules were applied.
struct BatchBorderTests {
    /// Rows as text, in any order; or the code of the fault.
    private func answer(_ block: CaseFile.Block, rowsAtOnce: Int = 2048, without rules: Set<String> = []) throws -> [String] {
        var engine = Engine(graph: try Answer.graph(block.graph))
        engine.rulesLeftOut = rules
        var limits = Limits()
        limits.rowsAtOnce = rowsAtOnce
        do {
            let cursor = try engine.prepare(SourceText(block.query)).run(limits: limits)
            var rows: [String] = []
            while let batch = try cursor.next() {
                rows += batch.map { row in row.map { cursor.graph.text(of: $0) }.joined(separator: " | ") }
            }
            return rows.sorted()
        } catch {
            return [error.list[0].fault.code]
        }
    }

    // swift-format-ignore: NeverUseForceTry
    private static let blocks = try! CaseFile.all().flatMap { file in
        file.blocks.filter { block in !["EXPLAIN", "PROFILE"].contains { block.query.hasPrefix($0) } }
    }

    @Test(arguments: [1, 2, 3, 7])
    func batchesMayEndAnywhere(_ rowsAtOnce: Int) throws {
        for block in Self.blocks {
            #expect(try answer(block, rowsAtOnce: rowsAtOnce) == answer(block), "\(block.title)")
        }
        #expect(Self.blocks.count > 100)
    }

    @Test(arguments: Engine.optimiserRules)
    func everyRuleLeavesTheRows(_ rule: String) throws {
        for block in Self.blocks { #expect(try answer(block, without: [rule]) == answer(block), "\(block.title)") }
    }
}
