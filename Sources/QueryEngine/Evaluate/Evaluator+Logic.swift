import Diagnostics
import PropertyGraph

// MARK: - Logic and choice

extension Evaluator {
    /// AND or OR. Later operands are computed only for the rows that the earlier ones left open.
    func junction(
        _ terms: [Term], decisive: Bool, _ name: String, _ batch: Batch
    ) throws(EvaluationError) -> Vector {
        let decided: Int8 = decisive ? 1 : 0
        var results = try truths(try evaluate(terms[0], batch), count: batch.count, of: terms[0], by: name)
        for term in terms.dropFirst() {
            let trueCount = results.trueCount
            let count = trueCount.map { decisive ? batch.count - $0 : $0 } ?? results.count { $0 != decided }
            if count == 0 { break }
            // Nearly all rows as they lie are less work than those alone put together, if none of the others has a fault.
            if count > batch.count / 4 * 3, let vector = try? evaluate(term, batch),
                let truths = try? truths(vector, count: batch.count, of: term, by: name) {
                results = if trueCount == nil || truths.trueCount == nil {
                    Operand.zip(.each(results), .each(truths), batch.count) { Self.joined($0, $1, decided) }
                } else {
                    decisive ? Operand.zip(.each(results), .each(truths), batch.count, |) : Operand.zip(.each(results), .each(truths), batch.count, &)
                }
                continue
            }
            let open = results.withUnsafeBufferPointer { results in [Int](placesBelow: results.count) { results[$0] != decided } }
            let rest = batch.gather(open, keeping: reads([term]))
            let truths = try truths(try evaluate(term, rest), count: open.count, of: term, by: name)
            for (place, row) in open.enumerated() { results[row] = Self.joined(results[row], truths[place], decided) }
        }
        return .booleans(results)
    }

    /// What decides wins, then null.
    @inline(__always)
    private static func joined(_ a: Int8, _ b: Int8, _ decided: Int8) -> Int8 {
        a == decided || b == decided ? decided : min(a, b)
    }

    /// Each branch is computed only for the rows that reach it.
    func cases(
        _ subject: Term?, _ branches: [Term.CaseItem], _ otherwise: Term?, _ batch: Batch
    ) throws(EvaluationError) -> Vector {
        var subject = try subject.map { (term) throws(EvaluationError) in try evaluate(term, batch) }
        var (open, rest) = (Array(0..<batch.count), batch)
        // The results one branch after the other, and where among them that of each row is.
        var parts: [(vector: Vector, count: Int)] = []
        var (places, made) = ([Int](repeating: 0, count: batch.count), 0)
        func give(_ vector: Vector, to rows: [Int]) {
            places.withUnsafeMutableBufferPointer { places in
                for (index, row) in rows.enumerated() { places[row] = made + index }
            }
            made += rows.count
            parts.append((context.spread(vector, rows.count), rows.count))
        }
        for (index, branch) in branches.enumerated() where !open.isEmpty {
            let vector = try evaluate(branch.when, rest)
            let truths: [Int8]
            if let subject {
                if case .booleans(let equal)? = TypedComparison.equal(subject, vector, open.count) {
                    truths = equal
                } else {
                    truths = open.indices.map { Value.equals(subject.value(at: $0), vector.value(at: $0)) == true ? 1 : 0 }
                }
            } else {
                truths = try self.truths(vector, count: open.count, of: branch.when, by: "CASE WHEN")
            }
            let taken = truths.withUnsafeBufferPointer { truths in [Int](placesBelow: open.count) { truths[$0] == 1 } }
            let kept = truths.withUnsafeBufferPointer { truths in [Int](placesBelow: open.count) { truths[$0] != 1 } }
            if taken.isEmpty { continue }
            give(try evaluate(branch.then, kept.isEmpty ? rest : rest.gather(taken, keeping: reads([branch.then]))), to: open.gather(taken))
            if !kept.isEmpty {
                rest = rest.gather(kept, keeping: reads(branches[(index + 1)...].flatMap { [$0.when, $0.then] } + [otherwise]))
            }
            subject = subject?.gather(kept)
            open = open.gather(kept)
        }
        if !open.isEmpty { give(try otherwise.map { (term) throws(EvaluationError) in try evaluate(term, rest) } ?? .constant(.null), to: open) }
        return parts.count == 1 ? parts[0].vector.spread(batch.count) : Vector.joined(parts).gather(places)
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
        case .strings(let codes, _), .coded(let codes, _): truths(codes) { $0 == Vector.nullCode }
        case .lists(let lists): truths(lists.parts, \.isNull)
        case .maps(let maps): maps.places.map { truths($0) { $0 < 0 } } ?? .constant(.boolean(negated))
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

extension [Int8] {
    /// Of truths, how many are true, eight at a time; nil where some are null.
    fileprivate var trueCount: Int? {
        withUnsafeBytes { bytes in
            var (sum, all, at): (Int, UInt64, Int) = (0, 0, 0)
            while at + 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
                all |= word
                sum += Int(truncatingIfNeeded: (word &* 0x0101_0101_0101_0101) >> 56)
                at += 8
            }
            for byte in bytes[at...] {
                all |= UInt64(byte)
                sum += Int(byte)
            }
            return all & 0x8080_8080_8080_8080 == 0 ? sum : nil
        }
    }
}
