import Diagnostics

extension ColonCommand {
    static let history = ColonCommand(
        name: "history", usage: ":history [COUNT|clear]", summary: "Show the last statements typed, or forget all", argument: .clear
    ) { session, argument throws(Diagnostics) in
        guard let file = HistoryFile.standard() else { return .goOn }
        if argument == "clear" {
            try session.require(.files, for: ":history clear")
            try file.clear()
            LineEditor.forgetAll()
            return .goOn
        }
        let count = argument.map { Int($0) ?? 0 } ?? 20
        guard count > 0 else {
            throw Diagnostics(
                UsageFault.unknownValue(option: ":history", value: argument ?? "", known: ["clear", "a number of statements"]))
        }
        let statements = file.read()
        let width = String(statements.count).count
        for (number, statement) in statements.enumerated().suffix(count) {
            let mark = String(number + 1)
            let indent = String(repeating: " ", count: width + 2)
            let lines = statement.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).escapingControls }
            session.write(lines:
                String(repeating: " ", count: width - mark.count) + mark + "  " + lines.joined(separator: "\n" + indent))
        }
        return .goOn
    }
}
