import Diagnostics
import PropertyGraph

/// A function of one row's values.
struct ScalarFunction: Sendable {
    /// As documented; names match without case.
    let name: String
    /// `text, start [, length]`
    let parameters: String
    let summary: String
    let arity: ClosedRange<Int>
    /// By argument; nil accepts anything.
    let argumentTypes: [Accepted?]
    let result: StaticType?
    /// Whether a null argument makes the result null without asking `body`.
    let nullInNullOut: Bool
    /// Whether equal arguments give equal results.
    let isDeterministic: Bool
    private(set) var body: @Sendable (FunctionContext, [Value]) throws(EvaluationError) -> Value
    /// The same for a number that is known to be one, integers as floats.
    var onFloats: (@Sendable (Double) -> Double)?

    init(
        _ name: String, _ parameters: String, _ summary: String, arity: ClosedRange<Int>? = nil,
        _ argumentTypes: [Accepted?], returns result: StaticType? = nil, nullInNullOut: Bool = true,
        isDeterministic: Bool = true,
        _ body: @escaping @Sendable (FunctionContext, [Value]) throws(EvaluationError) -> Value
    ) {
        self.name = name
        self.parameters = parameters
        self.summary = summary
        self.arity = arity ?? argumentTypes.count...argumentTypes.count
        self.argumentTypes = argumentTypes
        self.result = result
        self.nullInNullOut = nullInNullOut
        self.isDeterministic = isDeterministic
        self.body = body
    }

    /// The same for a function that goes through its arguments once: the limits are checked before, as that takes no longer
    /// than the arguments took to be made, and the elements count as steps.
    var checkingOnce: ScalarFunction {
        var function = self
        function.body = { [body] context, arguments throws(EvaluationError) in
            try context.run.check(steps: arguments.reduce(0) { $0 + $1.elementCount })
            return try body(context, arguments)
        }
        return function
    }

    /// `substring(text, start [, length])`
    var signature: String { "\(name)(\(parameters))" }

    /// Whether null for a value that is not null means that the value did not fit.
    var isCast: Bool { ["toInteger", "toFloat", "toBoolean", "date"].contains(name) }

    /// Whether equal arguments give equal results, or the same error, and null gives null, without a note.
    var dependsOnArgumentsAlone: Bool { isDeterministic && nullInNullOut && !isCast }

    /// The last entry stands for all arguments beyond the list.
    func accepts(at index: Int) -> Accepted? {
        index < argumentTypes.count ? argumentTypes[index] : argumentTypes.last ?? nil
    }

    var arityWords: String {
        func words(_ count: Int) -> String { count == 1 ? "1 argument" : "\(count) arguments" }
        if arity.upperBound == .max { return "at least \(words(arity.lowerBound))" }
        if arity.count == 1 { return arity.lowerBound == 0 ? "no argument" : words(arity.lowerBound) }
        return "\(arity.lowerBound) to \(words(arity.upperBound))"
    }
}

/// What an argument may be.
struct Accepted: Sendable {
    let words: String
    let matches: @Sendable (StaticType) -> Bool

    static let string = Accepted(words: "a string") { $0 == .string }
    static let number = Accepted(words: "a number") { $0.isNumber }
    static let integer = Accepted(words: "an integer") { $0 == .integer }
    static let list = Accepted(words: "a list") { $0.isList }
    static let node = Accepted(words: "a node") { $0 == .node }
    static let relationship = Accepted(words: "a relationship") { $0 == .relationship }
    static let path = Accepted(words: "a path") { $0 == .path }
    static let entity = Accepted(words: "a node or a relationship") { $0 == .node || $0 == .relationship }
    static let properties = Accepted(words: "a node, a relationship or a map") {
        [.node, .relationship, .map].contains($0)
    }
    static let map = Accepted(words: "a map") { $0 == .map }
    static let sized = Accepted(words: "a string, a list or a map") { $0 == .string || $0 == .map || $0.isList }
    static let stringOrList = Accepted(words: "a string or a list") { $0 == .string || $0.isList }
}

/// What a function may look at beside its arguments. Behind one reference, as functions hand it on for each row.
final class FunctionContext: Sendable {
    let graph: Graph
    /// The day on which the statement runs.
    let today: CalendarDate
    /// The moment at which the statement began.
    let now: EpochInstant
    /// The moment of asking.
    let clock: @Sendable () -> EpochInstant
    /// 64 bits that nobody foresees, or that follow from a seed.
    let random: @Sendable () -> UInt64
    /// The limits that the function has to keep.
    let run: ExecutionContext.Setting

    init(
        graph: Graph, today: CalendarDate, now: EpochInstant, clock: @escaping @Sendable () -> EpochInstant,
        random: @escaping @Sendable () -> UInt64, run: ExecutionContext.Setting
    ) {
        (self.graph, self.today, self.now) = (graph, today, now)
        (self.clock, self.random, self.run) = (clock, random, run)
    }

    /// Throws if a value of `bytes` would be too large. To be asked before it is made.
    func allow(_ bytes: Int) throws(EvaluationError) { try run.memory.allow(bytes) }

    /// As `allow`, for a list of `count` values.
    func allowList(of count: Int) throws(EvaluationError) { try run.memory.allowList(of: count) }
}

/// Thrown where a value is not what an operation takes; gets its place from the statement.
struct EvaluationError: Error {
    let fault: any Fault
    /// Of the innermost term that was being computed.
    var place = Place()

    init(_ fault: EvaluationFault) {
        self.fault = fault
    }

    init(_ fault: ConstraintFault) {
        self.fault = fault
    }

    init(_ fault: LoadFault) {
        self.fault = fault
    }

    /// The same, where it has no place yet, at the term.
    func placed(at term: Term) -> EvaluationError {
        placed(at: term.place)
    }

    func placed(at place: Place) -> EvaluationError {
        var placed = self
        if placed.place.span == nil { placed.place = place }
        return placed
    }

    /// Stopped by whoever waits: no part of the text is wrong.
    var isInterrupt: Bool { if case .interrupted? = fault as? EvaluationFault { true } else { false } }

    static func wrongType(_ value: Value, _ wanted: String, _ by: String) -> EvaluationError {
        EvaluationError(.wrongType(found: value.typeWords, wanted: wanted, by: by))
    }

    /// As `wrongType`, for an argument of a function.
    static func wrongArgument(_ value: Value, _ wanted: String, _ by: String) -> EvaluationError {
        EvaluationError(.wrongArgument(found: value.typeWords, wanted: wanted, by: by))
    }

    static func invalid(_ function: String, _ reason: String) -> EvaluationError {
        EvaluationError(.invalidArgument(function: function, reason: reason))
    }
}

extension Value {
    /// Elements of a list, entries of a map, bytes of a string; 1 for all else.
    fileprivate var elementCount: Int {
        switch self {
        case .list(let items): items.count
        case .map(let map): map.entries.count
        case .string(let text): text.utf8.count
        default: 1
        }
    }
}
