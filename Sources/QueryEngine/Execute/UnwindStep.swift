import Diagnostics
import PropertyGraph

/// Returns one row per element of the list and none for null; a value that is not a list counts as one element.
struct UnwindStep: RowStep {
    private let plan: Unwinding
    private let evaluator: Evaluator
    /// In place of a list, the arguments of a range(), whose numbers come as they are needed.
    private let rangeArguments: [Term]?
    /// In place of a list, those of a split().
    private let splitArguments: (text: Term, delimiter: Term)?

    struct State: RowwiseState {
        let batch: Batch
        /// The row's list, or the bounds of its range.
        let arguments: [Vector]
        var row = 0
        /// Elements of the row that have been given already.
        var offset = 0
        /// In place of lists; and the byte of the row's text at which the next piece begins.
        var pieces: TextPieces?
        var byte = 0
    }

    /// What has been found for a batch that is still being filled.
    private struct Found {
        var rows: [Int] = []
        var places: [Int] = []
    }

    init(_ plan: Unwinding, _ context: ExecutionContext) {
        self.plan = plan
        rangeArguments = plan.list.rangeArguments
        splitArguments = plan.list.splitArguments
        evaluator = Evaluator(context)
    }

    func begin(_ batch: Batch) throws(EvaluationError) -> State {
        if let (text, delimiter) = splitArguments,
            let pieces = TextPieces(try evaluator.evaluate(text, batch), by: try evaluator.evaluate(delimiter, batch), evaluator.context.setting) {
            return State(batch: batch, arguments: [], pieces: pieces)
        }
        var arguments: [Vector] = []
        for term in rangeArguments ?? [plan.list] { arguments.append(try evaluator.evaluate(term, batch)) }
        return State(batch: batch, arguments: arguments)
    }

    func advance(_ state: inout State) throws(EvaluationError) -> Batch? {
        var found = Found()
        let elements = state.pieces != nil ? try texts(&state, &found) : rangeArguments == nil ? elements(&state, &found) : try numbers(&state, &found)
        guard !found.rows.isEmpty else { return nil }
        var out = state.batch.gather(found.rows)
        out.columns[plan.element] = elements
        if let place = plan.place { out.columns[place.slot] = .integers(found.places.map { $0 + place.first }) }
        return out
    }

    private func elements(_ state: inout State, _ found: inout Found) -> Vector {
        if case .lists(let lists) = state.arguments[0] {
            var parts: [ListPart] = []
            while !state.isDone, found.rows.count < evaluator.context.rowsAtOnce {
                let part = lists.parts[state.row]
                let end = min(part.count, state.offset + evaluator.context.rowsAtOnce - found.rows.count)
                parts.append(part.part(state.offset..<end))
                move(&state, to: end, of: part.count, &found)
            }
            return lists.elements(of: parts)
        }
        var elements: [Value] = []
        while !state.isDone, elements.count < evaluator.context.rowsAtOnce { take(&state, &found, &elements) }
        return .unboxed(elements)
    }

    private func numbers(_ state: inout State, _ found: inout Found) throws(EvaluationError) -> Vector {
        var numbers: [Int] = []
        while !state.isDone, numbers.count < evaluator.context.rowsAtOnce {
            let arguments = state.arguments.map { $0.value(at: state.row) }
            var range: IntegerRange?
            if !arguments.contains(where: \.isNull) {
                do { range = try IntegerRange(arguments) } catch { throw error.placed(at: plan.list) }
            }
            let end = min(range?.count ?? 0, state.offset + evaluator.context.rowsAtOnce - numbers.count)
            if let range {
                let part = [Int](count: end - state.offset) { range[state.offset + $0] }
                if numbers.isEmpty { numbers = part } else { numbers += part }
            }
            move(&state, to: end, of: range?.count ?? 0, &found)
        }
        return .integers(numbers)
    }

    private func texts(_ state: inout State, _ found: inout Found) throws(EvaluationError) -> Vector {
        guard var pieces = state.pieces else { return .values([]) }
        var texts = StringDictionaryBuilder()
        var codes: [UInt32] = []
        while !state.isDone, codes.count < evaluator.context.rowsAtOnce, texts.byteCount < TextPieces.longest {
            let code = pieces.codes[state.row]
            guard code != Vector.nullCode else {
                move(&state, to: 0, of: 0, &found)
                continue
            }
            let text = pieces.dictionary.utf8(of: code)
            var (end, next) = (state.offset, Int?.some(state.byte))
            while let start = next, codes.count < evaluator.context.rowsAtOnce {
                let found = try pieces.piece(of: text, from: start)
                codes.append(texts.code(of: UnsafeBufferPointer(rebasing: text[found.piece])))
                (end, next) = (end + 1, found.next)
            }
            state.byte = next ?? 0
            move(&state, to: end, of: next == nil ? end : end + 1, &found)
        }
        state.pieces = pieces
        return .strings(codes, texts.build())
    }

    /// As many elements of the row's list as there is room for.
    private func take(_ state: inout State, _ found: inout Found, _ elements: inout [Value]) {
        switch state.arguments[0].value(at: state.row) {
        case .null: move(&state, to: 0, of: 0, &found)
        case .list(let items):
            let end = min(items.count, state.offset + evaluator.context.rowsAtOnce - elements.count)
            elements += items[state.offset..<end]
            move(&state, to: end, of: items.count, &found)
        case let single:
            elements.append(single)
            move(&state, to: 1, of: 1, &found)
        }
    }

    /// Notes the row's elements from the offset to `end`, and goes on to the next row behind the last.
    private func move(_ state: inout State, to end: Int, of count: Int, _ found: inout Found) {
        found.rows += repeatElement(state.row, count: end - state.offset)
        if plan.place != nil { found.places += state.offset..<end }
        state.offset = end
        if end == count { (state.row, state.offset) = (state.row + 1, 0) }
    }
}

extension Term {
    /// Of a call of range().
    var rangeArguments: [Term]? {
        guard case .call(let function, let arguments) = kind, FunctionTable[function].name == "range" else { return nil }
        return arguments
    }
}
