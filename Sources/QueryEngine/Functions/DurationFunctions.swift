import Diagnostics
import PropertyGraph

extension FunctionTable {
    static let durationFunctions: [ScalarFunction] = [
        ScalarFunction(
            "duration", "value", "A length of time: from text like P1Y2M10DT2H30M, or from a map like {days: 1, hours: 12}.",
            [source], returns: .duration
        ) { _, arguments throws(EvaluationError) in
            switch arguments[0] {
            case .duration: return arguments[0]
            case .string(let text):
                do throws(TemporalError) {
                    return .duration(try CalendarDuration(text))
                } catch {
                    throw .temporal(error, text, "duration", "P1Y2M10DT2H30M")
                }
            case .map(let map): return try duration(map.entries)
            case let other: throw .wrongArgument(other, source.words, "duration()")
            }
        },
        span("between", "The months, days and seconds from one date or time to another.", CalendarDuration.between),
        span("inMonths", "The whole months from one date or time to another.", CalendarDuration.inMonths),
        span("inDays", "The whole days from one date or time to another.", CalendarDuration.inDays),
        span("inSeconds", "The seconds from one date or time to another.", CalendarDuration.inSeconds),
    ]

    private static let source = Accepted(words: "a string, a map or a duration") {
        $0 == .string || $0 == .map || $0 == .duration
    }

    private static func duration(_ map: PropertyMap) throws(EvaluationError) -> Value {
        var parts: [(unit: CalendarDuration.Unit, amount: DecimalNumber)] = []
        for (key, value) in map {
            guard let unit = CalendarDuration.Unit(rawValue: key) else {
                let near = Suggestion.nearest(to: key, in: CalendarDuration.Unit.allCases.map(\.rawValue))
                throw .invalid("duration", "no unit '\(key)'" + (near.isEmpty ? "" : ": did you mean \(near[0])?"))
            }
            switch value {
            case .null: return .null
            case .integer(let number): parts.append((unit, DecimalNumber(number)))
            case .float(let number):
                guard let amount = DecimalNumber(number) else {
                    throw .invalid("duration", "\(key) cannot be \(FloatText.text(of: number))")
                }
                parts.append((unit, amount))
            default: throw .invalid("duration", "\(key) is a number, not \(value.typeWords)")
            }
        }
        if parts.isEmpty { throw .invalid("duration", "an empty map: write {days: 0} for no time") }
        guard let duration = CalendarDuration(parts) else { throw .invalid("duration", "more than a duration can be") }
        return .duration(duration)
    }

    private static func span(
        _ suffix: String, _ summary: String, _ body: @escaping @Sendable (Value, Value) -> CalendarDuration?
    ) -> ScalarFunction {
        let name = "duration." + suffix
        return ScalarFunction(name, "from, to", summary, [instant, instant], returns: .duration) {
            _, arguments throws(EvaluationError) in
            for argument in arguments where StaticType(of: argument)?.isInstant != true {
                throw .wrongArgument(argument, instant.words, name + "()")
            }
            guard let duration = body(arguments[0], arguments[1]) else {
                throw .invalid(name, "more than a duration can be")
            }
            return .duration(duration)
        }
    }
}
