import CypherSyntax
import Diagnostics
import PropertyGraph

package struct ResolvedUse: Sendable {
    package var function: GraphFunction
    /// One an input.
    package var arguments: [Term]
}

extension Resolver {
    /// `USE graph(…)`: the arguments see parameters and no variables, for the graph is chosen before there are rows.
    mutating func resolve(_ use: Use, of query: SingleQuery) -> ResolvedUse? {
        if let writing = query.writingClause { report(.writingUnderUse(writing.word), writing.span) }
        guard let function = graphs.first(where: { $0.name.lowercased() == use.graph.text.lowercased() }) else {
            report(
                .unknownGraph(use.graph.text, near: Suggestion.nearest(to: use.graph.text, in: graphs.map(\.name))),
                use.graph.span)
            return nil
        }
        let outer = scope
        scope = Scope()
        defer { scope = outer }
        var arguments = use.arguments.map { resolve($0) }
        let least = function.inputs.count - function.inputs.reversed().prefix { $0.type.hasSuffix("?") }.count
        guard (least...function.inputs.count).contains(arguments.count) else {
            let usage = function.inputs.map { "\($0.name) \($0.type)" }.joined(separator: ", ")
            report(
                .wrongNumberOfArguments(function: function.name, usage: "(\(usage))", found: arguments.count), use.span)
            return nil
        }
        for (index, argument) in arguments.enumerated() {
            let input = function.inputs[index]
            expect(argument.type, "a value of type \(input.type)", function.name, use.arguments[index].span) { input.accepts($0) }
        }
        while arguments.count < function.inputs.count { arguments.append((.constant(.null), nil)) }
        return ResolvedUse(function: function, arguments: arguments.map(\.term))
    }
}
