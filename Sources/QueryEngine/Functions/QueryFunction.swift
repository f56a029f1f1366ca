public import PropertyGraph

/// A function that queries can call in addition to the built-in ones, made by whoever owns the graph.
/// It takes strings; null gives null.
public final class QueryFunction: Sendable {
    /// What kind of list a function returns.
    public enum Result: Sendable {
        /// A list of strings, or a list of nodes.
        case strings, nodes
    }

    let scalar: ScalarFunction

    /// - Parameters:
    ///   - name: with its namespace: `cqcq.named`.
    ///   - arguments: as documented: `text [, label]`.
    ///   - arity: how many arguments it takes.
    ///   - summary: one sentence for the list of functions.
    ///   - result: what kind of list it returns.
    ///   - body: gets the graph of the statement, the day on which it runs, and a string for each argument given.
    public init(
        name: String, arguments: String, arity: ClosedRange<Int>, summary: String, returns result: Result,
        body: @escaping @Sendable (_ graph: Graph, _ today: CalendarDate, _ arguments: [String]) -> Value
    ) {
        scalar = ScalarFunction(
            name, arguments, summary, arity: arity, [.string], returns: .list(result == .nodes ? .node : .string)
        ) { context, values throws(EvaluationError) in
            var texts: [String] = []
            for value in values {
                guard case .string(let text) = value else { throw .wrongArgument(value, "a string", name + "()") }
                texts.append(text)
            }
            return body(context.graph, context.today, texts)
        }
    }

    /// What lists of functions show.
    public var description: FunctionDescription {
        FunctionDescription(name: scalar.name, signature: scalar.signature, summary: scalar.summary, isAggregate: false)
    }
}
