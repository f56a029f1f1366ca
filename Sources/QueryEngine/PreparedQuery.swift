public import CypherSyntax
public import Diagnostics
public import PropertyGraph

/// A statement ready to run, any number of times.
public struct PreparedQuery: Sendable {
    /// Column names in order.
    public let columns: [String]
    public let mode: Statement.Mode
    /// Labels, types or properties that the graph does not have, each with its place and near names.
    public let warnings: [Diagnostic]

    /// Rows are made as the cursor is read. Under EXPLAIN the rows are the lines of the plan.
    public func run(parameters: [String: Value] = [:], limits: Limits = Limits()) throws(Diagnostics) -> RowCursor {
        throw Diagnostics(SyntaxFault.unterminatedComment)
    }
}
