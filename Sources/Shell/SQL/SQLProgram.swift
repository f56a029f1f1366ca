import Diagnostics
public import PropertyGraph
import QueryEngine
public import Relational

/// `cqcq sql`: a query as SQL, or the statements that put tables over a folder.
public struct SQLProgram {
    public var dialect: SQLDialect
    /// A folder of CSV or Parquet files.
    public var directory: String
    public var parameters: [String: Value] = [:]
    /// Rows come out as objects of JSON, as --engine wants them.
    public var asJSON = false

    public init(_ dialect: SQLDialect, directory: String) {
        self.dialect = dialect
        self.directory = directory
    }

    public func run(query: String) -> ExitStatus {
        ProgramRun.status { output, errors throws(Diagnostics) in
            let schema = try RelationalSchema.read(directory: directory)
            let sql = try Translator.translate(SourceText(query), parameters: parameters, schema: schema, dialect: dialect)
            output.line(SQLWriter(dialect, schema: schema).text(of: asJSON ? sql.asJSON : sql) + ";")
            return .success
        }
    }

    public func runSchema() -> ExitStatus {
        ProgramRun.status { output, _ throws(Diagnostics) in
            output.write(try SchemaStatements(RelationalSchema.read(directory: directory), dialect, directory: directory).text())
            return .success
        }
    }
}
