import Diagnostics
import Relational

extension ColonCommand {
    static let sql = ColonCommand(
        name: "sql", usage: ":sql duckdb|postgres|spark [QUERY]",
        summary: "Show a query in the SQL of another engine; without one, the last query", argument: .raw
    ) { session, argument throws(Diagnostics) in
        let text = argument ?? ""
        let word = String(text.prefix { !$0.isWhitespace })
        let dialect = try SQLDialect(named: word, option: ":sql", ignoringCase: true)
        guard let statement = session.query(String(text.dropFirst(word.count).drop(while: \.isWhitespace))) else {
            throw Diagnostics(ShellFault.argumentMissing(command: "sql", usage: ":sql DIALECT QUERY"))
        }
        guard let directory = session.tablesDirectory else { throw Diagnostics(RelationalFault.noTables(path: "the knowledge base")) }
        let schema = try RelationalSchema.read(directory: directory)
        do throws(Diagnostics) {
            let sql = try Translator.translate(statement.source, parameters: session.settings.parameters, schema: schema, dialect: dialect)
            session.output.line(SQLWriter(dialect, schema: schema).text(of: sql) + ";")
        } catch {
            throw statement.placed(error)
        }
        return .goOn
    }
}
