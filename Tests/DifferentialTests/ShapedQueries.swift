import PropertyGraph
import QueryGeneration
import Testing

/// Queries of one shape over small graphs of one shape, asked of the engine and of the naive evaluator.
enum ShapedQueries {
    /// Six queries over each of the graphs; nil as soon as one has another answer, which is recorded.
    /// - Parameters:
    ///   - first: the seed of the first graph; the others have the numbers after it.
    ///   - see: receives the plan of each query.
    static func compare(
        graphs: Int, from first: Int, graph: (inout Dice) throws -> Graph, query: (inout Dice) -> String, see: (_ plan: String) -> Void
    ) throws -> (same: Int, skipped: Int)? {
        var (same, skipped) = (0, 0)
        for seed in 0..<graphs {
            var dice = Dice(seed: first + seed)
            let comparison = Comparison(try graph(&dice))
            for number in 0..<6 {
                let text = query(&dice)
                see(comparison.plan(text))
                switch comparison.outcome(text, in: [.plain, .numbered(seed * 6 + number)]) {
                case .same: same += 1
                case .skipped: skipped += 1
                case .different(let engine, let naive):
                    Issue.record(Comment(rawValue: "seed \(first + seed): \(text)\nengine:\n\(engine)\nnaive:\n\(naive)"))
                    return nil
                }
            }
        }
        return (same, skipped)
    }
}
