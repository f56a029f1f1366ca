import Knowledge
import PropertyGraph
import QueryEngine

extension QueryFunction {
    /// `cqcq.named(text [, label])` and `cqcq.names(text)`.
    package static func ofKnowledge(_ names: NameCache) -> [QueryFunction] {
        [
            QueryFunction(
                name: "cqcq.named", arguments: "text [, label]", arity: 1...2,
                summary: "The nodes that a name means: one, several where it is equally the name of each, none where it is unknown.",
                returns: .nodes
            ) { graph, today, arguments in
                let label = arguments.count > 1 ? names.label(called: arguments[1]) ?? arguments[1] : nil
                let resolution = names.resolver(of: graph, on: today, label: label).resolve(arguments[0])
                return .list(resolution.readings.map { .node($0.node) })
            },
            QueryFunction(
                name: "cqcq.names", arguments: "text", arity: 1...1,
                summary: "The names in a cell that may hold several (`W3/W5`, `Reg 12 and 17`), each as it stands by itself.",
                returns: .strings
            ) { graph, today, arguments in
                .list(names.resolver(of: graph, on: today).names(in: arguments[0]).map { .string($0.text) })
            },
        ]
    }
}
