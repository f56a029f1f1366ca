/// Lines that people type out of habit from other shells, and what they mean here.
enum ShellWord {
    private static let help: Set = ["help", "?", "\\?", "\\h", ".help", "/help", "/?", ":?", ":h", "man"]
    private static let quit: Set = [
        "exit", "quit", "\\q", "\\quit", ".quit", ".exit", ".q", ":q", ":q!", ":wq", "exit()", "quit()", "bye", "logout",
    ]

    /// `:help gaps` for `help gaps`, `:quit` for `\q`; nil for any other line. A `;` at its end does not count.
    static func colonCommand(of line: some StringProtocol) -> String? {
        // Most lines begin with no such word, and may be long.
        let word = line.drop(while: \.isWhitespace).prefix { !$0.isWhitespace && $0 != ";" }.lowercased()
        guard quit.contains(word) || help.contains(word) else { return nil }
        var line = line[...]
        while let last = line.last, last.isWhitespace || last == ";" { line = line.dropLast() }
        let words = line.split(whereSeparator: \.isWhitespace)
        guard let first = words.first?.lowercased() else { return nil }
        if quit.contains(first) { return words.count == 1 ? ":quit" : nil }
        // `help;gaps` is not a word of this kind.
        guard help.contains(first) else { return nil }
        let topic = words.dropFirst().joined(separator: " ")
        // `help me`, with whatever follows it, wants to know what there is.
        return topic.isEmpty || topic.lowercased().split(separator: " ").first == "me" ? ":help" : ":help \(topic)"
    }

    /// The same of a line that goes on with a query, where colon commands count as well: nobody means `:quit` as part of one.
    static func interruption(of line: some StringProtocol) -> String? {
        if let command = colonCommand(of: line) { return command }
        let words = line.split(whereSeparator: { $0.isWhitespace || $0 == ";" })
        guard let first = words.first?.lowercased(), [":help", ":quit", ":exit"].contains(first) else { return nil }
        return words.joined(separator: " ")
    }
}
