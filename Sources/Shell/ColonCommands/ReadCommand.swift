import Diagnostics

extension ColonCommand {
    static let read = ColonCommand(
        name: "read", usage: ":read FILE", summary: "Run the statements of a file, up to the first that fails",
        argument: .file
    ) { session, argument throws(Diagnostics) in
        guard let argument else { throw Diagnostics(ShellFault.argumentMissing(command: "read", usage: ":read FILE")) }
        try session.require(.files, for: ":read")
        return try session.read(TypedPath.expanded(argument))
    }
}

extension Session {
    /// A file that reads itself comes to an end here.
    private static let deepest = 20

    /// Runs the statements of a file. Throws what the first that fails does, placed in the file.
    fileprivate func read(_ path: String) throws(Diagnostics) -> Outcome {
        guard filesRead < Self.deepest else { throw Diagnostics(ShellFault.readTooDeep(path: path)) }
        filesRead += 1
        defer { filesRead -= 1 }
        filesInUse.add(path, as: "a script that is run")
        var input = try LineInput(path: path, limit: statementLimit)
        var reader = StatementReader(commands: commandNames, name: path)
        var statements: [Statement]
        repeat {
            let line = try input.next()
            if reader.waitingLength > statementLimit { throw Diagnostics(ShellFault.statementTooLong(limit: statementLimit)) }
            statements = line.map { reader.read($0) } ?? [reader.finish()].compactMap(\.self)
            for statement in statements {
                if Interrupts.cancellation.isCancelled { throw Diagnostics(ShellFault.interrupted) }
                if try execute(statement) == .quit { return .quit }
            }
            if line == nil { return .goOn }
        } while true
    }
}
