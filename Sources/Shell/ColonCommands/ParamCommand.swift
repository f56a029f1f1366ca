import Diagnostics
import Interchange
import PropertyGraph
import QueryEngine

extension ColonCommand {
    static let param = ColonCommand(
        name: "param", usage: ":param [NAME=VALUE | NAME => EXPRESSION]",
        summary: "Give $NAME a value, as --param does or by an expression", argument: .raw
    ) { session, argument throws(Diagnostics) in
        guard let argument else { return try ColonCommand.params.action(session, nil) }
        if argument.hasPrefix("{") {
            guard case .map(let map) = try session.value(of: argument) else { throw Diagnostics(UsageFault.badParameter(argument)) }
            for (name, value) in map { session.settings.parameters[name] = value }
        } else if let (name, expression) = namedExpression(argument) {
            session.settings.parameters[name] = try session.value(of: expression)
        } else if let arrow = argument.firstRange(of: "=>") {
            var name = argument[..<arrow.lowerBound]
            while name.last == " " { name.removeLast() }
            guard !name.isEmpty, !name.contains(" ") else { throw Diagnostics(UsageFault.badParameter(argument)) }
            session.settings.parameters[String(name)] = try session.value(of: String(argument[arrow.upperBound...]))
        } else if argument.contains("=") {
            let parameter = try OptionText.parameter(argument)
            session.settings.parameters[parameter.name] = parameter.value
        } else {
            guard let value = session.settings.parameters[argument] else {
                throw Diagnostics(
                    ShellFault.unknownParameter(
                        argument, near: Suggestion.nearest(to: argument, in: session.settings.parameters.keys.sorted())))
            }
            session.tell("\(argument) => \(session.graph().text(of: value))")
        }
        return .goOn
    }

    /// `NAME: EXPRESSION`, as older scripts have it.
    private static func namedExpression(_ argument: String) -> (name: String, expression: String)? {
        guard let sign = argument.firstIndex(where: { $0 == ":" || $0 == "=" }), argument[sign] == ":" else { return nil }
        var name = argument[..<sign]
        while name.last == " " { name.removeLast() }
        guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else { return nil }
        return (String(name), String(argument[argument.index(after: sign)...]))
    }

    static let params = ColonCommand(
        name: "params", usage: ":params [clear]", summary: "List the parameters, or forget them", argument: .clear
    ) { session, argument throws(Diagnostics) in
        if let argument {
            guard argument == "clear" else {
                throw Diagnostics(UsageFault.unknownValue(option: ":params", value: argument, known: ["clear"]))
            }
            session.settings.parameters = [:]
            return .goOn
        }
        let graph = session.graph()
        session.write([
            SchemaSection(
                name: "parameters", columns: ["parameter", "type", "value"],
                rows: session.settings.parameters.sorted { $0.key < $1.key }.map { name, value in
                    [.string("$" + name), .string(value.typeName), .string(graph.text(of: value))]
                })
        ])
        return .goOn
    }
}

extension Session {
    /// What an expression amounts to, without a row around it.
    fileprivate func value(of expression: String) throws(Diagnostics) -> Value {
        let source = SourceText("RETURN " + expression)
        let rows = try Engine(graph: graph(), isReadOnly: true)
            .prepare(source, parameters: Set(settings.parameters.keys))
            .run(parameters: settings.parameters)
        return try rows.next()?.first?.first ?? .null
    }
}
