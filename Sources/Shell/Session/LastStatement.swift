import PropertyGraph

/// What a session remembers of what it ran last, for commands that go on from there.
struct LastStatement {
    /// The last query or command.
    var statement: Statement?
    /// What was typed last, `:edit` aside.
    var typed = ""
    /// The last result: how many rows it had, and the first value of the first.
    var result: (rows: Int, first: Value?, graph: Graph)?
    /// A line that was probably meant, for Tab to write.
    var offer: String?
}
