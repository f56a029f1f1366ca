import ArgumentParser
import Relational
import Shell

struct SQL: ParsableCommand, CommandLineProgram {
    static let configuration = CommandConfiguration(
        commandName: "cqcq sql",
        abstract: "Translate a query into the SQL of another engine.",
        discussion: """
            The SQL gives the answer that the query gives here, over one table per set of labels and per relationship type of the folder. \
            A query that cannot be translated with the same meaning is refused. With --schema it prints the statements that make these tables.

            Exit codes: 0 printed, 1 something is wrong with the query or the folder, 2 wrong usage.
            """)

    @Argument(help: ArgumentHelp("The query.", valueName: "query"))
    var query: String?

    @Option(help: ArgumentHelp("\(SQLDialect.list).", valueName: "name"), completion: .list(SQLDialect.allCases.map(\.rawValue)),
        transform: choice("--dialect", ignoringCase: true))
    var dialect: SQLDialect

    @Option(name: .customLong("load"), help: ArgumentHelp("The folder of CSV files whose graph the tables hold.", valueName: "dir"), completion: .directory)
    var loadPath: String?

    @Option(help: ArgumentHelp("Print the statements that make tables of this folder.", valueName: "dir"), completion: .directory)
    var schema: String?

    @Option(name: .customLong("param"), help: ArgumentHelp("Give $name a value.", valueName: "name=value"), transform: reading(OptionText.parameter))
    var parameters: [QueryParameter] = []

    @Flag(name: .customLong("json"), help: "Return each row as a JSON object, as --engine needs it.")
    var asJSON = false

    func validate() throws {
        if (schema == nil) == (query == nil) { throw ValidationError("give a query with --load, or a folder with --schema") }
        if query != nil, loadPath == nil { throw ValidationError("--load says which folder has the tables") }
    }

    func perform() -> ExitStatus {
        var program = SQLProgram(dialect, directory: loadPath ?? schema ?? "")
        for parameter in parameters { program.parameters[parameter.name] = parameter.value }
        program.asJSON = asJSON
        return query.map(program.run(query:)) ?? program.runSchema()
    }
}
