import Diagnostics
import PropertyGraph

// MARK: - Logic and choice

extension Evaluator {
    /// AND or OR. Later operands are computed only for the rows that the earlier ones left open.
    func junction(
        _ terms: [Term], decisive: Bool, _ name: String, _ batch: Batch
    ) throws(EvaluationError) -> Vector {
        let (decided, undecided): (Int8, Int8) = decisive ? (1, 0) : (0, 1)
        var results = [Int8](repeating: undecided, count: batch.count)
        var open = Array(0..<batch.count)
        var rest = batch
        for (index, term) in terms.enumerated() {
            let vector = try evaluate(term, rest)
            var stillOpen: [Int] = []
            var keep: [Int] = []
            for (place, row) in open.enumerated() {
                let truth: Int8
                if case .booleans(let truths) = vector {
                    truth = truths[place]
                } else {
                    truth = try Self.truth(vector.value(at: place), name, term).map { $0 ? 1 : 0 } ?? -1
                }
                if truth == decided {
                    results[row] = decided
                } else {
                    if truth < 0 { results[row] = -1 }
                    stillOpen.append(row)
                    keep.append(place)
                }
            }
            if stillOpen.isEmpty || index == terms.count - 1 { break }
            if keep.count < open.count { rest = rest.gather(keep) }
            open = stillOpen
        }
        return .booleans(results)
    }

    /// Each branch is computed only for the rows that reach it.
    func cases(
        _ subject: Term?, _ branches: [Term.CaseItem], _ otherwise: Term?, _ batch: Batch
    ) throws(EvaluationError) -> Vector {
        var results = [Value](repeating: .null, count: batch.count)
        var open = Array(0..<batch.count)
        var rest = batch
        var subjects: [Value]?
        if let subject { subjects = try evaluate(subject, batch).values(count: batch.count) }
        for branch in branches {
            let vector = try evaluate(branch.when, rest)
            var taken: [Int] = []
            var kept: [Int] = []
            for (place, row) in open.enumerated() {
                let holds: Bool
                if let subjects {
                    holds = Value.equals(subjects[row], vector.value(at: place)) == true
                } else if case .booleans(let truths) = vector {
                    holds = truths[place] == 1
                } else {
                    holds = try Self.truth(vector.value(at: place), "CASE WHEN", branch.when) == true
                }
                if holds { taken.append(place) } else { kept.append(place) }
            }
            if !taken.isEmpty {
                let vector = try evaluate(branch.then, taken.count == open.count ? rest : rest.gather(taken))
                for (place, index) in taken.enumerated() { results[open[index]] = vector.value(at: place) }
            }
            if kept.isEmpty { return .unboxed(results) }
            if !taken.isEmpty {
                rest = rest.gather(kept)
                open = kept.map { open[$0] }
            }
        }
        if let otherwise {
            let vector = try evaluate(otherwise, rest)
            for (place, row) in open.enumerated() { results[row] = vector.value(at: place) }
        }
        return .unboxed(results)
    }

    static func isNull(_ vector: Vector, negated: Bool, _ count: Int) -> Vector {
        func truths<Element>(_ elements: [Element], _ isNull: (Element) -> Bool) -> Vector {
            .booleans(elements.map { isNull($0) != negated ? 1 : 0 })
        }
        return switch vector {
        case .nodes(let indices), .relationships(let indices): truths(indices) { $0 < 0 }
        case .integers, .floats: .constant(.boolean(negated))
        case .partial(_, let present): truths(present) { !$0 }
        case .dates(let days): truths(days) { $0 == Vector.nullDate }
        case .booleans(let values): truths(values) { $0 < 0 }
        case .strings(let codes, _): truths(codes) { $0 == Vector.nullCode }
        case .values(let values): truths(values, \.isNull)
        case .constant(let value): .constant(.boolean(value.isNull != negated))
        }
    }

    static func compare(_ op: OrderOperator, _ a: Value, _ b: Value) -> Value {
        switch Value.compare(a, b) {
        case .unknown: return .null
        case .unordered: return .boolean(false)
        case .ordered(let order):
            return switch op {
            case .less: .boolean(order < 0)
            case .lessOrEqual: .boolean(order <= 0)
            case .greater: .boolean(order > 0)
            case .greaterOrEqual: .boolean(order >= 0)
            }
        }
    }
}
