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
                let value = vector.value(at: place)
                let holds: Bool
                if let subjects {
                    holds = Value.equals(subjects[row], value) == true
                } else {
                    holds = try Self.truth(value, "CASE WHEN", branch.when) == true
                }
                if holds { taken.append(place) } else { kept.append(place) }
            }
            if !taken.isEmpty {
                let vector = try evaluate(branch.then, taken.count == open.count ? rest : rest.gather(taken))
                for (place, index) in taken.enumerated() { results[open[index]] = vector.value(at: place) }
            }
            if kept.isEmpty { return .values(results) }
            if !taken.isEmpty {
                rest = rest.gather(kept)
                open = kept.map { open[$0] }
            }
        }
        if let otherwise {
            let vector = try evaluate(otherwise, rest)
            for (place, row) in open.enumerated() { results[row] = vector.value(at: place) }
        }
        return .values(results)
    }

    static func isNull(_ vector: Vector, negated: Bool, _ count: Int) -> Vector {
        func truths<Element>(_ elements: [Element], _ isNull: (Element) -> Bool) -> Vector {
            .booleans(elements.map { isNull($0) != negated ? 1 : 0 })
        }
        return switch vector {
        case .nodes(let indices), .relationships(let indices): truths(indices) { $0 < 0 }
        case .integers, .floats: .constant(.boolean(negated))
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

    /// `element IN list`: null where a null in the list could have been it.
    static func contains(_ list: Value, _ element: Value) throws(EvaluationError) -> Value {
        switch list {
        case .null: return .null
        case .list(let items):
            var unknown = false
            for item in items {
                switch Value.equals(item, element) {
                case true?: return .boolean(true)
                case nil: unknown = true
                case false?: break
                }
            }
            return unknown ? .null : .boolean(false)
        default: throw .wrongType(list, "a list", "IN")
        }
    }

    /// Strings with strings; anything else is null.
    func string(_ op: StringOperator, _ left: Term, _ right: Term, _ batch: Batch) throws(EvaluationError) -> Vector {
        let (a, b) = (try evaluate(left, batch), try evaluate(right, batch))
        var patterns: [String: Regex<AnyRegexOutput>] = [:]
        func holds(_ text: String, _ part: String) throws(EvaluationError) -> Bool {
            switch op {
            case .startsWith: return text.utf8.starts(with: part.utf8)
            case .endsWith:
                return text.utf8.count >= part.utf8.count && text.utf8.suffix(part.utf8.count).elementsEqual(part.utf8)
            case .contains:
                var (text, part) = (text, part)
                return text.withUTF8 { text in part.withUTF8 { TextSearch.contains(text, $0, TextSearch.rarest($0)) } }
            case .matches:
                if patterns[part] == nil {
                    do { patterns[part] = try Regex(part) } catch { throw EvaluationError(.invalidPattern(part)) }
                }
                return (try? patterns[part]!.wholeMatch(in: text)) != nil
            }
        }
        if case .constant(let x) = a, case .constant(let y) = b {
            guard case .string(let text) = x, case .string(let part) = y else { return .constant(.null) }
            return .constant(.boolean(try holds(text, part)))
        }
        if op != .matches, case .strings(let codes, let dictionary) = a, case .constant(let value) = b {
            guard case .string(let part) = value else { return .constant(.null) }
            return .booleans(TextSearch.holds(op, codes, in: dictionary, part))
        }
        var out: [Int8] = []
        out.reserveCapacity(batch.count)
        for row in 0..<batch.count {
            guard case .string(let text) = a.value(at: row), case .string(let part) = b.value(at: row) else {
                out.append(-1)
                continue
            }
            out.append(try holds(text, part) ? 1 : 0)
        }
        return .booleans(out)
    }
}
