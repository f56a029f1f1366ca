import Diagnostics
import PropertyGraph
import Synchronization

/// What a run notices and goes on with: what was assumed of a file, columns that it has not, values that became null.
/// One for all threads of a run.
final class RunNotes: Sendable {
    private struct Nulls {
        var count = 0
        var examples: [String] = []
        let span: SourceSpan?
    }

    /// The records last read of a file, and the lines on which they begin.
    private struct Loaded {
        var records: Vector
        var lines: [Int]
    }

    private struct Kept {
        var notes: [Diagnostic] = []
        /// By function and place.
        var nulls: [(function: String, nulls: Nulls)] = []
        var loaded: Loaded?
    }

    private static let examples = 3
    private let kept = Mutex(Kept())

    func add(_ fault: LoadNote, _ severity: Severity, at span: SourceSpan? = nil) {
        kept.withLock { $0.notes.append(Diagnostic(fault, severity: severity, phase: .runtime, span: span)) }
    }

    func loaded(_ records: Vector, lines: [Int]) {
        kept.withLock { $0.loaded = Loaded(records: records, lines: lines) }
    }

    /// A function gave null for a value that is not. `record` and `column`: the record it came from, where it came from one.
    func becameNull(_ function: String, _ value: Value, record: Value?, column: String?, at span: SourceSpan?) {
        kept.withLock { kept in
            let index = kept.nulls.firstIndex { $0.function == function && $0.nulls.span == span }
                ?? {
                    kept.nulls.append((function, Nulls(span: span)))
                    return kept.nulls.count - 1
                }()
            kept.nulls[index].nulls.count += 1
            guard kept.nulls[index].nulls.examples.count < Self.examples else { return }
            var place: [String] = []
            if let record, let loaded = kept.loaded, let row = loaded.lines.indices.first(where: { loaded.records.value(at: $0) == record }) { place.append("line \(loaded.lines[row])") }
            if let column { place.append("column \(column)") }
            let text = if case .string(let text) = value { "'\(text)'" } else { value.typeWords }
            kept.nulls[index].nulls.examples.append(place.isEmpty ? text : "\(text) (\(place.joined(separator: ", ")))")
        }
    }

    var all: [Diagnostic] {
        kept.withLock { kept in
            kept.notes + kept.nulls.map { function, nulls in
                Diagnostic(
                    LoadNote.becameNull(count: nulls.count, function: function, examples: nulls.examples), severity: .warning,
                    phase: .runtime, span: nulls.span)
            }
        }
    }
}
