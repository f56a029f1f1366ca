import Diagnostics
import PropertyGraph

/// A function of one row's values.
struct ScalarFunction: Sendable {
    /// As documented; names match without case.
    let name: String
    /// `substring(text, start [, length])`
    let signature: String
    let summary: String
    let arity: ClosedRange<Int>
    /// By argument; nil accepts anything.
    let argumentTypes: [Accepted?]
    let result: StaticType?
    /// Whether a null argument makes the result null without asking `body`.
    let nullInNullOut: Bool
    /// Whether equal arguments give equal results.
    let isDeterministic: Bool
    let body: @Sendable (FunctionContext, [Value]) throws(EvaluationError) -> Value

    init(
        _ name: String, _ signature: String, _ summary: String, arity: ClosedRange<Int>? = nil,
        _ argumentTypes: [Accepted?], returns result: StaticType? = nil, nullInNullOut: Bool = true,
        isDeterministic: Bool = true,
        _ body: @escaping @Sendable (FunctionContext, [Value]) throws(EvaluationError) -> Value
    ) {
        self.name = name
        self.signature = "\(name)(\(signature))"
        self.summary = summary
        self.arity = arity ?? argumentTypes.count...argumentTypes.count
        self.argumentTypes = argumentTypes
        self.result = result
        self.nullInNullOut = nullInNullOut
        self.isDeterministic = isDeterministic
        self.body = body
    }

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
    static let sized = Accepted(words: "a string, a list or a map") { $0 == .string || $0 == .map || $0.isList }
    static let stringOrList = Accepted(words: "a string or a list") { $0 == .string || $0.isList }
}

/// What a function may look at beside its arguments.
struct FunctionContext: Sendable {
    let graph: Graph
    /// The day on which the statement runs.
    let today: CalendarDate
    /// The moment at which the statement began.
    let now: EpochInstant
    /// The moment of asking.
    let clock: @Sendable () -> EpochInstant
    /// What a value that is made may take.
    let memory: MemoryBudget
}

/// Thrown where a value is not what an operation takes; gets its place from the statement.
struct EvaluationError: Error {
    let fault: any Fault
    /// Of the innermost term that was being computed.
    var place = Place()

    init(_ fault: EvaluationFault) {
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
