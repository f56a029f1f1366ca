import Diagnostics
import Interchange
import PropertyGraph
import QueryEngine

extension ColonCommand {
    private static let expectUsage = ":expect rows N|N..M, :expect value EXPRESSION"

    static let expect = ColonCommand(
        name: "expect", usage: expectUsage,
        summary: "Check the last result: its number of rows, or its first value; a script ends with 3 where it differs", argument: .raw
    ) { session, argument throws(Diagnostics) in
        let words = (argument ?? "").split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
        guard words.count == 2, ["rows", "value"].contains(words[0].lowercased()) else {
            throw Diagnostics(ShellFault.argumentMissing(command: "expect", usage: expectUsage))
        }
        guard let result = session.last.result else { throw Diagnostics(GateFault.noResult) }
        if words[0].lowercased() == "rows" {
            try RowGate(words[1].filter { !$0.isWhitespace }).check(result.rows)
            return .goOn
        }
        let wanted = try session.evaluated(words[1])
        guard let found = result.first, Value.equals(found, wanted) == true || found.isNull && wanted.isNull else {
            throw Diagnostics(
                GateFault.value(
                    found: result.first.map { $0.isNull ? "null" : PlainText.machineText(of: $0, in: result.graph) } ?? "missing: the result has no rows",
                    expected: wanted.isNull ? "null" : PlainText.machineText(of: wanted, in: session.graph())))
        }
        return .goOn
    }
}

extension Session {
    /// An expression without a row around it. Read-only; parameters have their values.
    fileprivate func evaluated(_ expression: String) throws(Diagnostics) -> Value {
        let rows = try engine(over: graph(), inputs(), isReadOnly: true)
            .prepare(SourceText("RETURN " + expression), parameters: Set(settings.parameters.keys))
            .run(parameters: settings.parameters)
        return try rows.next()?.first?.first ?? .null
    }
}
