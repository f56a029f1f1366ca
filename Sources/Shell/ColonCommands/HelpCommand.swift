import Diagnostics
import Knowledge
import KnowledgeProcedures
import QueryEngine
import ShippedKnowledge

extension ColonCommand {
    static let help = ColonCommand(
        name: "help", usage: ":help [TOPIC]", summary: "Show what there is, or one topic, command or grammar rule (:help syntax MATCH)", argument: .topic
    ) { session, argument throws(Diagnostics) in
        session.write(lines: try HelpText.on(argument?.lowercased(), commands: session.knowledge.commands.commands))
        return .goOn
    }
}

/// What `:help` prints.
enum HelpText {
    static let topics = ["commands", "formats", "functions", "keys", "pictures", "procedures", "settings", "syntax"]

    static let procedures = (Procedure.builtIn + Procedure.ofKnowledge as [Procedure]).sorted { $0.name < $1.name }

    static let functions = (FunctionDescription.all + QueryFunction.ofKnowledge(.empty).map(\.description))
        .sorted { $0.name < $1.name }

    /// Text without a last line end.
    static func on(_ topic: String?, commands: [Command]) throws(Diagnostics) -> String {
        switch topic {
        case nil: return overview(commands)
        case "commands": return table(commands.map { ($0.usage, $0.summary) })
        case "formats": return formats
        case "functions": return table(functions.map { ($0.signature, $0.summary) })
        case "keys": return keys
        case "pictures": return pictures
        case "settings": return settings
        case "procedures": return table(procedures.map { ($0.name, $0.summary) })
        case "syntax": return syntax
        case let rule? where rule.hasPrefix("syntax "):
            let wanted = String(rule.dropFirst("syntax ".count))
            if let rules = GrammarHelp.rules(for: wanted) { return rules }
            throw Diagnostics(
                ShellFault.unknownTopic(rule, near: Suggestion.nearest(to: wanted, in: GrammarHelp.topics).map { "syntax " + $0 }))
        case let name?:
            if let command = commands.first(where: { $0.name.lowercased() == name.replacing(" ", with: "-") }) { return describe(command) }
            let bare = name.hasPrefix(":") ? String(name.dropFirst()) : name
            if let command = ColonCommand.all.first(where: { $0.name == bare }) {
                return "\(command.usage)\n  \(command.summary)"
            }
            // A function and a procedure may have one name.
            let called = functions.filter { $0.name.lowercased() == name }.map { "\($0.signature)\n  \($0.summary)" }
                + procedures.filter { $0.name.lowercased() == name }.map(describe)
            if !called.isEmpty { return called.joined(separator: "\n\n") }
            let known = topics + commands.map(\.name) + ColonCommand.all.map(\.name) + procedures.map(\.name)
            throw Diagnostics(ShellFault.unknownTopic(name, near: Suggestion.nearest(to: name, in: known)))
        }
    }

    private static func overview(_ commands: [Command]) -> String {
        """
        Commands end at their line; `:help NAME` says more about one:
        \(table(commands.map { ($0.name, $0.summary) }))

        Queries end with `;` and may take several lines:
          MATCH (s:QualityStatement) RETURN s.code, s.title;

        Commands of the shell:
        \(table(ColonCommand.all.filter { !settingNames.contains($0.name) }.map { ($0.usage, $0.summary) }))

        Settings, each a command too (`:format csv`): \(settingNames.joined(separator: ", "))

        Topics: \(topics.joined(separator: ", "))
        """
    }

    private static let settingNames = Setting.all.map(\.name)

    private static func describe(_ command: Command) -> String {
        var lines = ["usage: \(command.usage)", "  \(command.summary)"]
        if !command.parameters.isEmpty {
            lines.append("where:")
            lines += table(command.parameters.map { ($0.name, $0.summary) })
                .split(separator: "\n").map(String.init)
        }
        if !command.examples.isEmpty {
            lines.append("examples:")
            lines += command.examples.map { "  \($0)" }
        }
        if let next = command.then { lines.append("followed by: \(next)") }
        if !command.detail.isEmpty {
            lines.append("more columns with --wide: \(command.detail.joined(separator: ", "))")
        }
        if let source = command.source { lines.append("rests on: \(source)") }
        lines.append(":source \(command.name) prints its query")
        return lines.joined(separator: "\n")
    }

    private static func describe(_ procedure: Procedure) -> String {
        ([procedure.signature, "  \(procedure.summary)"] + (procedure.example.map { ["example:", "  \($0)"] } ?? []))
            .joined(separator: "\n")
    }

    /// Two columns, the first no wider than it has to be.
    static func table(_ rows: [(String, String)]) -> String {
        let width = rows.map { $0.0.displayWidth }.max() ?? 0
        return rows.map { name, summary in
            "  \(name)\(String(repeating: " ", count: width - name.displayWidth))  \(summary)"
        }.joined(separator: "\n")
    }

    private static var formats: String {
        """
        :format NAME in the shell, --format NAME on the command line:
        \(table(ResultFormat.allCases.map { ($0.rawValue, $0.summary) }))
        A terminal gets table, a pipe or a file gets tsv. Formats for reading (table, box, markdown, line, html) leave out
        the column `sources` and the detail columns of a command, unless --with-sources or --wide is given. In tables and
        lines null is `-`; in csv and tsv it is nothing, and empty text is `""`.
        """
    }

    private static var settings: String {
        """
        \(table(Setting.all.map { (":" + $0.name + " [" + $0.values + "]", $0.summary) }))
        :set lists them with their values. They last as long as the shell; lines of the same kind in the file
        $XDG_CONFIG_HOME/cqcq/config, by default ~/.config/cqcq/config, are run before the first prompt.
        """
    }

    private static let pictures = """
        What a query returns of nodes, relationships and paths can be drawn:
          :graph MATCH (s:QualityStatement {code: 'W3'})-[r:RESTS_ON]->(n) RETURN s, r, n
          :graph                          the last query again
          :graph svg MATCH p = …          to write a file, give :output FILE first
          :format graph                   draw every result from now on; also dot, mermaid and svg
          :schema picture                 labels and the relationships between them
        """

    private static let keys = """
          Tab            complete keywords, variables, labels, types, properties of what is before the dot,
                         functions, commands and their arguments, colon commands, files
          Return         run the statement if it is complete, otherwise start a new line
          Up, Down       move between the lines of a statement, then through earlier statements
          Ctrl-R         search the history
          Ctrl-A, Ctrl-E go to the start or the end of the line
          Ctrl-C         drop what was typed, or stop the running query
          Ctrl-D         leave the shell
        The settings of ~/.inputrc apply here too, vi mode included; `$if cqcq` there is for this shell alone.
        A statement that begins with a space is not kept in the history.
        """

    private static let syntax = """
        The query language is openCypher 9, with label expressions and quantified paths of ISO GQL.
          MATCH (a:Label {key: 'value'})-[r:TYPE]->(b)   a pattern; (a)-[:TYPE*1..3]->(b) walks 1 to 3 steps
          WHERE a.code STARTS WITH 'W' AND NOT EXISTS { (a)<-[:TYPE]-() }
          WITH a, count(b) AS n                          passes rows on, grouped
          RETURN a.code, n ORDER BY n DESC LIMIT 10;     what is shown
        :schema lists labels, relationship types and properties.
        """
}
