import Diagnostics

/// What is written between `:begin` and `:rollback` never was.
extension ColonCommand {
    static let begin = ColonCommand(
        name: "begin", usage: ":begin", summary: "Try out changes: :commit keeps them, :rollback does not", argument: .none
    ) { session, _ throws(Diagnostics) in
        if session.isInTransaction { throw Diagnostics(ShellFault.transaction(":begin", isOpen: true)) }
        try session.begin()
        return .goOn
    }

    static let commit = ColonCommand(
        name: "commit", usage: ":commit [REASON]",
        summary: "Keep what was written since :begin, in the workspace if there is one, otherwise for this session", argument: .text
    ) { session, argument throws(Diagnostics) in
        guard session.isInTransaction else { throw Diagnostics(ShellFault.transaction(":commit", isOpen: false)) }
        try session.commit(reason: argument)
        return .goOn
    }

    static let rollback = ColonCommand(
        name: "rollback", usage: ":rollback", summary: "Drop what was written since :begin", argument: .none
    ) { session, _ throws(Diagnostics) in
        guard session.isInTransaction else { throw Diagnostics(ShellFault.transaction(":rollback", isOpen: false)) }
        try session.rollback()
        return .goOn
    }
}
