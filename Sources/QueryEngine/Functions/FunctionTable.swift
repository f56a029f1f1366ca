/// A built-in function by its number in `FunctionTable`, or one that the engine was given.
package enum FunctionID: Hashable, Sendable {
    case builtIn(Int)
    case own(QueryFunction)

    package static func == (a: FunctionID, b: FunctionID) -> Bool {
        switch (a, b) {
        case (.builtIn(let a), .builtIn(let b)): a == b
        case (.own(let a), .own(let b)): a === b
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .builtIn(let index): hasher.combine(index)
        case .own(let function): hasher.combine(ObjectIdentifier(function))
        }
    }
}

/// All scalar functions, found by name without case.
enum FunctionTable {
    static let all: [ScalarFunction] =
        graphFunctions + listFunctions + stringFunctions + numberFunctions + conversionFunctions
        + temporalFunctions + durationFunctions + (neo4jFunctions + apocFunctions).map(\.checkingOnce)

    private static let numbers: [String: Int] = {
        var numbers = [String: Int](minimumCapacity: all.count)
        for (index, function) in all.enumerated() { numbers[function.name.lowercased()] = index }
        return numbers
    }()

    static func find(_ name: String) -> FunctionID? {
        numbers[name.lowercased()].map { .builtIn($0) }
    }

    static subscript(id: FunctionID) -> ScalarFunction {
        switch id {
        case .builtIn(let index): all[index]
        case .own(let function): function.scalar
        }
    }

    static var allNames: [String] { all.map(\.name) + Aggregate.allCases.map(\.rawValue) }
}

/// The functions of the language, for help and completion.
public struct FunctionDescription: Sendable {
    /// As it is called: `toUpper`.
    public let name: String
    /// `substring(text, start [, length])`
    public let signature: String
    /// One sentence for people.
    public let summary: String
    /// Whether it takes the values of many rows.
    public let isAggregate: Bool

    /// Every function, by name.
    public static var all: [FunctionDescription] {
        let scalars = FunctionTable.all.map {
            FunctionDescription(name: $0.name, signature: $0.signature, summary: $0.summary, isAggregate: false)
        }
        let aggregates = Aggregate.allCases.compactMap { function -> FunctionDescription? in
            guard function != .countRows else { return nil }
            return FunctionDescription(
                name: function.rawValue, signature: function.signature, summary: function.summary, isAggregate: true)
        }
        return (scalars + aggregates).sorted { $0.name < $1.name }
    }
}
