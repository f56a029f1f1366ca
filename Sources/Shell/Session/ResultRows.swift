import Diagnostics
import PropertyGraph

/// The rows of a statement: as the engine makes them or, of one that writes, all of them before any is shown.
final class ResultRows {
    private let source: any RowSource
    private var gathered: ArraySlice<[[Value]]>?

    init(_ source: any RowSource) { self.source = source }

    var columns: [String] { source.columns }
    var graph: Graph { source.graph }
    /// What the run noticed: warnings and notes.
    var notes: [Diagnostic] { source.notes }

    /// Runs the statement to its end.
    func gather() throws(Diagnostics) {
        if gathered != nil { return }
        var batches: [[[Value]]] = []
        while let batch = try source.next() { batches.append(batch) }
        gathered = batches[...]
    }

    func next() throws(Diagnostics) -> [[Value]]? {
        gathered == nil ? try source.next() : gathered?.popFirst()
    }

    /// Whether what has been gathered is nothing.
    var isEmpty: Bool { (gathered ?? []).allSatisfy(\.isEmpty) }

    /// Runs `body`, which writes rows, within the limits of the run; throws where these cut it short.
    func write(_ body: () -> Void) throws(Diagnostics) { try source.write(body) }

    /// The first string in a column, of what has been gathered.
    func firstText(of column: String) -> String? {
        guard let index = columns.firstIndex(of: column) else { return nil }
        for row in (gathered ?? []).joined() {
            if case .string(let text) = row[index] { return text }
        }
        return nil
    }
}
