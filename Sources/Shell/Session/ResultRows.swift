import Diagnostics
import PropertyGraph
import QueryEngine

/// The rows of a statement: as the engine makes them or, of one that writes, all of them before any is shown.
final class ResultRows {
    private let cursor: RowCursor
    private var gathered: ArraySlice<[[Value]]>?

    init(_ cursor: RowCursor) { self.cursor = cursor }

    var columns: [String] { cursor.columns }
    var graph: Graph { cursor.graph }
    /// What the run noticed: warnings and notes.
    var notes: [Diagnostic] { cursor.notes }

    /// Runs the statement to its end.
    func gather() throws(Diagnostics) {
        if gathered != nil { return }
        var batches: [[[Value]]] = []
        while let batch = try cursor.next() { batches.append(batch) }
        gathered = batches[...]
    }

    func next() throws(Diagnostics) -> [[Value]]? {
        gathered == nil ? try cursor.next() : gathered?.popFirst()
    }

    /// Whether what has been gathered is nothing.
    var isEmpty: Bool { (gathered ?? []).allSatisfy(\.isEmpty) }
    /// Runs `body`, which writes rows, within the limits of the run; throws where these cut it short.
    func write(_ body: () -> Void) throws(Diagnostics) {
        cursor.withinLimits(body)
        try cursor.requireWritten()
    }

    /// The first string in a column, of what has been gathered.
    func firstText(of column: String) -> String? {
        guard let index = columns.firstIndex(of: column) else { return nil }
        for row in (gathered ?? []).joined() {
            if case .string(let text) = row[index] { return text }
        }
        return nil
    }
}
