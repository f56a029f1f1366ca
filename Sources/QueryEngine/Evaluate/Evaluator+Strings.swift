import Diagnostics
import PropertyGraph

// MARK: - STARTS WITH, ENDS WITH, CONTAINS, =~

extension Evaluator {
    /// Strings with strings; anything else is null.
    func string(_ op: StringOperator, _ left: Term, _ right: Term, _ batch: Batch) throws(EvaluationError) -> Vector {
        if op != .matches, let truths = try foldedString(op, left, right, batch) { return truths }
        let (a, b) = (try evaluate(left, batch), try evaluate(right, batch))
        if case .constant(let x) = a, case .constant(let y) = b {
            guard case .string(let text) = x, case .string(let part) = y else { return .constant(.null) }
            return .constant(.boolean(try holds(op, text, part)))
        }
        if case .strings(let codes, let dictionary) = a, case .constant(let value) = b {
            guard case .string(let part) = value else { return .constant(.null) }
            if op == .matches { return .booleans(try matches(codes, in: dictionary, try context.patterns.expression(part))) }
            let setting = context.setting
            return .booleans(
                try TextSearch.holds(op, codes, in: dictionary, part) { () throws(EvaluationError) in try setting.check() })
        }
        if case .strings(let codes, let texts) = a, case .strings(let others, let parts) = b, op != .matches {
            return .booleans(try holds(op, codes, of: texts, others, of: parts))
        }
        if case .constant(.string(let part)) = b, op != .matches { return .booleans(try holds(op, a, part, batch.count)) }
        var meter = WorkMeter(context.setting)
        var out: [Int8] = []
        out.reserveCapacity(batch.count)
        for row in 0..<batch.count {
            guard case .string(let text) = a.value(at: row), case .string(let part) = b.value(at: row) else {
                out.append(-1)
                continue
            }
            try meter.did(1 + text.utf8.count / 16)
            out.append(try holds(op, text, part) ? 1 : 0)
        }
        return .booleans(out)
    }

    /// A test of one part in `toLower()` or `toUpper()` of texts that are more than the rows, else each is changed once; nil for anything else.
    private func foldedString(_ op: StringOperator, _ left: Term, _ right: Term, _ batch: Batch) throws(EvaluationError) -> Vector? {
        guard case .call(let id, let arguments) = left.kind, arguments.count == 1, arguments[0].isDeterministic else { return nil }
        let (function, functions, setting) = (FunctionTable[id], context.functions, context.setting)
        guard let first = FoldedTexts.firstLetter(changedBy: function.name), right.isKnown,
            case .constant(.string(let part)) = try evaluate(right, batch),
            case .strings(let codes, let dictionary) = try evaluate(arguments[0], batch),
            dictionary.count > codes.count,
            let folded = try FoldedTexts(codes, of: dictionary, changing: first, { (text) throws(EvaluationError) in
                guard case .string(let folded) = try function.body(functions, [.string(text)]) else { return text }
                return folded
            })
        else { return nil }
        return .booleans(try TextSearch.holds(op, codes, folded: folded, part) { () throws(EvaluationError) in try setting.check() })
    }

    /// One part in texts that lie one by one.
    private func holds(_ op: StringOperator, _ texts: Vector, _ part: String, _ count: Int) throws(EvaluationError) -> [Int8] {
        let setting = context.setting
        var meter = WorkMeter(setting)
        return try part.withBytesThrowing { (part) throws(EvaluationError) in
            var finder = TextFinder(part) { () throws(EvaluationError) in try setting.check() }
            var out: [Int8] = []
            out.reserveCapacity(count)
            for row in 0..<count {
                guard case .string(let text) = texts.value(at: row) else {
                    out.append(-1)
                    continue
                }
                try meter.did(1 + text.utf8.count / 16)
                out.append(try text.withBytesThrowing { (text) throws(EvaluationError) in try TextSearch.holds(op, text, part, &finder) } ? 1 : 0)
            }
            return out
        }
    }

    /// A part of each row in a text of each row.
    private func holds(
        _ op: StringOperator, _ codes: [UInt32], of texts: StringDictionary, _ others: [UInt32], of parts: StringDictionary
    ) throws(EvaluationError) -> [Int8] {
        let setting = context.setting
        var meter = WorkMeter(setting)
        var (known, finder) = (Vector.nullCode, TextFinder?.none)
        var out: [Int8] = []
        out.reserveCapacity(codes.count)
        for row in codes.indices {
            guard codes[row] != Vector.nullCode, others[row] != Vector.nullCode else {
                out.append(-1)
                continue
            }
            let (text, part) = (texts.utf8(of: codes[row]), parts.utf8(of: others[row]))
            try meter.did(1 + text.count / 16)
            // Rows that follow each other often ask for the same.
            if finder == nil || others[row] != known {
                (known, finder) = (others[row], TextFinder(part) { () throws(EvaluationError) in try setting.check() })
            }
            out.append(try TextSearch.holds(op, text, part, &finder!) ? 1 : 0)  // safe: made above
        }
        withExtendedLifetime((texts, parts)) {}
        return out
    }

    private func holds(_ op: StringOperator, _ text: String, _ part: String) throws(EvaluationError) -> Bool {
        let setting = context.setting
        if op == .matches {
            let pattern = try context.patterns.expression(part)
            return try text.withBytesThrowing { (text) throws(EvaluationError) in try pattern.matches(text, setting) }
        }
        return try text.withBytesThrowing { (text) throws(EvaluationError) in
            try part.withBytesThrowing { (part) throws(EvaluationError) in
                var finder = TextFinder(part) { () throws(EvaluationError) in try setting.check() }
                return try TextSearch.holds(op, text, part, &finder)
            }
        }
    }

    private func matches(
        _ codes: [UInt32], in dictionary: StringDictionary, _ pattern: RegularExpression
    ) throws(EvaluationError) -> [Int8] {
        let setting = context.setting
        var meter = WorkMeter(setting)
        var out: [Int8] = []
        out.reserveCapacity(codes.count)
        // By code, where there are few texts: 2 for those that are not known yet.
        var known = dictionary.count < codes.count ? [Int8](repeating: 2, count: dictionary.count) : []
        for code in codes {
            guard code != Vector.nullCode else {
                out.append(-1)
                continue
            }
            if !known.isEmpty, known[Int(code)] != 2 {
                out.append(known[Int(code)])
                continue
            }
            let text = dictionary.utf8(of: code)
            try meter.did(1 + text.count / 16)
            let truth: Int8 = try pattern.matches(text, setting) ? 1 : 0
            if !known.isEmpty { known[Int(code)] = truth }
            out.append(truth)
        }
        return out
    }
}

extension Term {
    /// Of a constant or a parameter.
    fileprivate var isKnown: Bool {
        switch kind {
        case .constant, .parameter: true
        default: false
        }
    }
}
