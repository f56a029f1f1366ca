import Diagnostics

extension ColonCommand {
    static let examples = ColonCommand(
        name: "examples", usage: ":examples [COMMAND]", summary: "Show statements to try", argument: .command
    ) { session, argument throws(Diagnostics) in
        let commands = session.knowledge.commands.commands
        if let argument {
            guard let command = session.knowledge.commands[argument] else {
                throw Diagnostics(
                    ShellFault.unknownCommand(argument, near: Suggestion.nearest(to: argument, in: commands.map(\.name))))
            }
            for example in command.examples { session.write(lines: example) }
            return .goOn
        }
        let graph = session.graph()
        for command in commands where !command.examples.isEmpty {
            // What the graph here cannot answer is nothing to try.
            if let label = command.neededLabel, graph.labels.number(of: label).map(graph.nodeCount(withLabel:)) ?? 0 == 0 { continue }
            session.write(lines: "// " + command.summary)
            for example in command.examples { session.write(lines: example) }
        }
        for (summary, query) in exampleQueries { session.write(lines: "// \(summary)\n\(query)") }
        return .goOn
    }

    /// Of the query language and of the shell, on the shipped knowledge base.
    static let exampleQueries: [(summary: String, statement: String)] = [
        ("How many things of each kind there are.", "MATCH (n) UNWIND labels(n) AS kind RETURN kind, count(*) AS things ORDER BY things DESC;"),
        ("Statements that rest on more than one regulation.",
            "MATCH (s:QualityStatement)-[:RESTS_ON]->(r:Regulation) WITH s, collect(r.code) AS regulations WHERE size(regulations) > 1 RETURN s.code, s.title, regulations;"),
        ("What lies between a line of enquiry and a regulation.",
            "MATCH p = (:KLOE)-[:BECAME]->(:QualityStatement {code: 'W3'})-[:RESTS_ON]->(:Regulation) RETURN p LIMIT 3;"),
        ("The same as a picture.", ":graph MATCH (s:QualityStatement {code: 'W3'})-[r:RESTS_ON|ANSWERS]->(n) RETURN s, r, n"),
    ]
}
