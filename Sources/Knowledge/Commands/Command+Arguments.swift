import Diagnostics
import PropertyGraph

extension Command {
    /// Something else that takes its parameters as commands do: a report.
    package init(name: String, summary: String, usage: String, examples: [String], parameters: [Parameter]) {
        self.init(
            name: name, summary: summary, usage: usage, examples: examples, parameters: parameters, query: SourceText(""),
            text: "", detail: [], needsWholeGraph: true)
    }

    /// What the words after its name give its parameters, null where left out, with `as_of` and `historic`; and notes on
    /// names that several things have. Throws `CommandFault`s placed in the statement.
    package func arguments(
        of statement: SourceText, in scope: NameScope
    ) throws(Diagnostics) -> (values: [String: Value], notes: [Diagnostic]) {
        var reader = ArgumentReader(command: self, statement: statement, scope: scope)
        let values = try reader.read()
        return (completed(values, in: scope), reader.notes)
    }

    /// What its query is given.
    package var parameterNames: [String] { parameters.map(\.name) + ["as_of", "historic"] }

    /// With null for what was left out, and what every query has.
    func completed(_ arguments: [String: Value], in scope: NameScope) -> [String: Value] {
        var values = arguments
        for parameter in parameters where values[parameter.name] == nil { values[parameter.name] = .null }
        values["as_of"] = .date(scope.day)
        values["historic"] = .boolean(scope.asOf != nil)
        return values
    }
}

extension Command.Parameter {
    /// `NAME: KIND [optional] — what it is`, as in the head of a command, out of another file. Throws `DataFault`s.
    package static func read(
        _ text: String, _ span: SourceSpan, in source: SourceText, schema: Schema
    ) throws(Diagnostics) -> Command.Parameter? {
        var faults = FaultList()
        let parameter = CommandReader.parameter(text, span, in: source, schema: schema, faults: &faults)
        try faults.check()
        return parameter
    }
}
