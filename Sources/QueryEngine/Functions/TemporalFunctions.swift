import PropertyGraph

extension FunctionTable {
    /// For each type of dates and times: its constructor, the present in three ways, and truncation.
    static let temporalFunctions: [ScalarFunction] = TemporalKind.allCases.flatMap(functions) + epochFunctions

    private static func functions(of kind: TemporalKind) -> [ScalarFunction] {
        let name = kind.rawValue
        return [
            kind == .date ? dateFunction : ScalarFunction(
                name, "[value]",
                "\(kind.summary): from text like \(kind.example), from a map of its parts, or the present.",
                arity: 0...1, [temporalSource], returns: kind.type
            ) { context, arguments throws(EvaluationError) in
                guard let argument = arguments.first else { return present(kind, context, context.now) }
                return try value(argument, kind, context)
            },
            present(kind, "transaction", "\(kind.summary), when the transaction began.") { $0.now },
            present(kind, "statement", "\(kind.summary), when the statement began.") { $0.now },
            present(kind, "realtime", "\(kind.summary), at the moment of asking.") { $0.clock() },
            ScalarFunction(
                name + ".truncate", "unit [, value [, fields]]",
                "The start of the unit ('month', 'week', 'hour' …) that the value lies in, with the fields then set.",
                arity: 1...3, [.string, instant, map], returns: kind.type
            ) { context, arguments throws(EvaluationError) in
                let unit = try string(arguments[0], name + ".truncate()")
                let value = arguments.count > 1 ? arguments[1] : TemporalKind.datetime.value(of: ZonedDateTime(context.now, in: .utc))
                var fields = PropertyMap()
                if arguments.count > 2 {
                    guard case .map(let given) = arguments[2] else { throw .wrongArgument(arguments[2], "a map", name + ".truncate()") }
                    if given.values.contains(where: \.isNull) { return .null }
                    fields = given.entries
                }
                return try kind.truncated(value, to: unit, fields, context)
            },
        ]
    }

    /// Text in another form than ISO 8601 is taken as people in Britain write it; with a form as second argument, what does not
    /// fit it is null.
    private static let dateFunction = ScalarFunction(
        "date", "[value [, form]]",
        "A date: from text like '2021-07-28', '28/07/2021', '28-Jul-21' or '28 July 2021', from a map of its parts, or the present; with a form ('DD/MM/YYYY', 'MM/DD/YYYY'), null for text that is not a date.",
        arity: 0...2, [temporalSource, .string], returns: .date
    ) { context, arguments throws(EvaluationError) in
        guard let argument = arguments.first else { return present(.date, context, context.now) }
        guard case .string(let text) = argument else { return try value(argument, .date, context) }
        var order = CalendarDate.PartOrder.dayMonthYear
        if arguments.count > 1 { order = try partOrder(string(arguments[1], "date()")) }
        do throws(EvaluationError) {
            return try value(argument, .date, context)
        } catch {
            if let date = CalendarDate(written: text, order: order) { return .date(date) }
            if arguments.count > 1 { return .null }
            throw error
        }
    }

    private static func partOrder(_ form: String) throws(EvaluationError) -> CalendarDate.PartOrder {
        let parts = form.lowercased().filter { "dmy".contains($0) }
        var order = ""
        for part in parts where order.last != part { order.append(part) }
        switch order {
        case "dmy": return .dayMonthYear
        case "mdy": return .monthDayYear
        case "ymd": return .yearMonthDay
        default: throw .invalid("date", "`\(form)` is not the form of a date, as DD/MM/YYYY is")
        }
    }

    private static func value(
        _ argument: Value, _ kind: TemporalKind, _ context: FunctionContext
    ) throws(EvaluationError) -> Value {
        switch argument {
        case .string(let text): return try kind.value(of: text)
        case .map(let map):
            // What is made of an unknown part is unknown.
            if map.values.contains(where: \.isNull) { return .null }
            return try TemporalFields(map.entries, for: kind, function: kind.rawValue).value(context)
        default:
            guard let parts = TemporalParts(argument) else { throw .wrongArgument(argument, temporalSource.words, kind.rawValue + "()") }
            guard let value = kind.value(of: parts) else {
                throw .invalid(kind.rawValue, "\(argument.typeWords) has no \(parts.date == nil ? "date" : "time of day")")
            }
            return value
        }
    }

    private static func present(
        _ kind: TemporalKind, _ suffix: String, _ summary: String,
        _ instant: @escaping @Sendable (FunctionContext) -> EpochInstant
    ) -> ScalarFunction {
        let name = "\(kind.rawValue).\(suffix)"
        return ScalarFunction(name, "[timezone]", summary, arity: 0...1, [.string], returns: kind.type) {
            context, arguments throws(EvaluationError) in
            guard let argument = arguments.first else { return present(kind, context, instant(context)) }
            return kind.value(of: ZonedDateTime(instant(context), in: try TemporalZone(argument, name)))
        }
    }

    /// The day of the statement may have been set apart from the clock.
    private static func present(_ kind: TemporalKind, _ context: FunctionContext, _ instant: EpochInstant) -> Value {
        kind == .date ? .date(context.today) : kind.value(of: ZonedDateTime(instant, in: .utc))
    }

    private static let epochFunctions: [ScalarFunction] = [
        ScalarFunction(
            "datetime.fromEpoch", "seconds, nanoseconds", "The moment that number of seconds and nanoseconds after 1970-01-01T00:00Z.",
            [.integer, .integer], returns: .dateTime
        ) { _, arguments throws(EvaluationError) in
            let (seconds, nanoseconds) = (try integer(arguments[0], "datetime.fromEpoch()"), try integer(arguments[1], "datetime.fromEpoch()"))
            return .dateTime(
                try TemporalFields.moment(seconds: seconds, nanoseconds: nanoseconds, in: .utc, "datetime.fromEpoch"))
        },
        ScalarFunction(
            "datetime.fromEpochMillis", "milliseconds", "The moment that number of milliseconds after 1970-01-01T00:00Z.",
            [.integer], returns: .dateTime
        ) { _, arguments throws(EvaluationError) in
            .dateTime(
                try TemporalFields.moment(
                    milliseconds: try integer(arguments[0], "datetime.fromEpochMillis()"), nanoseconds: 0, in: .utc,
                    "datetime.fromEpochMillis"))
        },
    ]

    private static func integer(_ value: Value, _ function: String) throws(EvaluationError) -> Int {
        guard case .integer(let number) = value else { throw .wrongArgument(value, "an integer", function) }
        return number
    }

    private static let temporalSource = Accepted(words: "a string, a map, a date or a time") {
        $0 == .string || $0 == .map || $0.isInstant
    }
    private static let map = Accepted(words: "a map") { $0 == .map }
    static let instant = Accepted(words: "a date or a time") { $0.isInstant }
}
