import PropertyGraph

extension FunctionTable {
    static let dateFunctions: [ScalarFunction] = [
        ScalarFunction("date", "[text]", "A day: from `YYYY-MM-DD`, or today.", arity: 0...1, [dateOrText], returns: .date) {
            context, arguments throws(EvaluationError) in
            guard let argument = arguments.first else { return .date(context.today) }
            switch argument {
            case .date: return argument
            case .string(let text):
                guard let date = CalendarDate(text) else { throw .invalid("date", "'\(text)' is no day like 2021-07-28") }
                return .date(date)
            case let other: throw .wrongArgument(other, "a string or a date", "date()")
            }
        }
    ]

    private static let dateOrText = Accepted(words: "a string or a date") { $0 == .string || $0 == .date }

    /// `.year`, `.month`, `.day` of a date; null for any other name.
    static func component(_ name: String, of date: CalendarDate) -> Value {
        let parts = date.parts
        return switch name {
        case "year": .integer(parts.year)
        case "month": .integer(parts.month)
        case "day": .integer(parts.day)
        default: .null
        }
    }
}
