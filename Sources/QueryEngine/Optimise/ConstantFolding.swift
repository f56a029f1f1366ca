import Diagnostics
import PropertyGraph

extension OptimiserRule {
    /// Computes what depends on nothing, once, when the statement is prepared. What would fail is left:
    /// a row has to reach it first. Functions are left too, for some answer by the clock or by chance, but for dates and times that are written out.
    static let constantFolding = OptimiserRule(name: "constant folding") { optimiser in
        var evaluator: Evaluator?
        optimiser.rewriteTerms { term in
            guard term.isFoldable, term.children.allSatisfy(\.isConstant) else { return term }
            let known = evaluator ?? .ofConstants
            evaluator = known
            guard let value = try? known.evaluate(term, known.context.emptyRow()).value(at: 0) else { return term }
            // A text that is not a date has a note, which belongs to the run.
            return value.isNull && term.isTimeOfText ? term : .constant(value)
        }
        optimiser.rewrite { plan in
            guard case .filter(let input, let term) = plan else { return plan }
            switch term.kind {
            case .constant(.boolean(true)): return input
            case .and(let parts):
                let open = parts.filter { $0 != Term.constant(.boolean(true)) }
                return open.count == parts.count ? plan : open.isEmpty ? input : .filter(input, .all(open))
            default: return plan
            }
        }
    }
}

extension Evaluator {
    fileprivate static var ofConstants: Evaluator {
        Evaluator(
            ExecutionContext(
                graph: .empty, parameters: [:], subplans: [], slotCount: 0, today: CalendarDate(days: 0),
                clock: { EpochInstant(seconds: 0, nanosecond: 0) },
                // What takes longer or is larger is left to the run, which has limits of its own.
                limits: Limits(timeout: .milliseconds(50), memory: 1 << 20)))
    }
}

extension Term {
    /// A map stays as it was written: what a clause that writes cannot store is at one of its values.
    fileprivate var isFoldable: Bool {
        switch kind {
        case .list, .not, .negate, .positive, .and, .or, .xor, .arithmetic, .equal, .notEqual, .order, .isIn,
            .string, .isNull, .element, .slice:
            true
        case .call: isTimeOfText
        default: false
        }
    }

    /// A date, a time or a duration made of a text alone.
    private static let timesOfTexts: Set = ["date", "localdatetime", "datetime", "localtime", "time", "duration"]

    fileprivate var isTimeOfText: Bool {
        guard case .call(let function, let arguments) = kind, arguments.count == 1, case .string? = arguments[0].asConstant else { return false }
        return Self.timesOfTexts.contains(FunctionTable[function].name)
    }
}
