import Diagnostics

extension ColonCommand {
    static let output = ColonCommand(
        name: "output", usage: ":output [FILE]", summary: "Write results to a file from now on, or to the terminal again",
        argument: .file
    ) { session, argument throws(Diagnostics) in
        try session.redirect(to: argument.map(TypedPath.expanded))
        return .goOn
    }
}
