import Diagnostics
import PropertyGraph
import QueryEngine

/// The rows of a statement: as the engine makes them or, of one that writes, all of them before any is shown.
final class ResultRows {
    private let source: any RowSource
    private var gathered: ArraySlice<ResultBatch>?

    init(_ source: any RowSource) { self.source = source }

    var columns: [String] { source.columns }
    var graph: Graph { source.graph }
    /// What the run noticed: warnings and notes.
    var notes: [Diagnostic] { source.notes }

    /// Runs the statement to its end.
    func gather() throws(Diagnostics) {
        if gathered != nil { return }
        var batches: [ResultBatch] = []
        while let batch = try source.nextBatch() { batches.append(batch) }
        gathered = batches[...]
    }

    func next() throws(Diagnostics) -> ResultBatch? {
        gathered == nil ? try source.nextBatch() : gathered?.popFirst()
    }

    /// Whether what has been gathered is nothing.
    var isEmpty: Bool { (gathered ?? []).allSatisfy { $0.count == 0 } }

    /// Runs `body`, which writes rows, within the limits of the run; throws where these cut it short.
    func write(_ body: () -> Void) throws(Diagnostics) { try source.write(body) }

    /// The first string in a column, of what has been gathered.
    func firstText(of column: String) -> String? {
        guard let index = columns.firstIndex(of: column) else { return nil }
        for batch in gathered ?? [] {
            for row in 0..<batch.count { if case .string(let text) = batch.value(row: row, column: index) { return text } }
        }
        return nil
    }
}
