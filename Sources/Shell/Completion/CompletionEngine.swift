import CypherSyntax

/// Says what can stand at the end of a text that is being typed. Pure: text and vocabulary in, candidates out.
struct CompletionEngine {
    let vocabulary: CompletionWords
    /// What the name of a file can become.
    var files: (String) -> [String] = { _ in [] }

    /// `text` runs from the start of the statement to the cursor.
    /// O(length of the text + words known).
    func complete(_ text: String) -> Completion {
        let text = Self.lastStatement(of: text)
        let bytes = Array(text.text.utf8)
        var completion = complete(text.text, bytes)
        completion.start += text.offset
        return completion
    }

    /// Behind the last `;` that stands outside strings and comments.
    private static func lastStatement(of text: String) -> (text: String, offset: Int) {
        let tokens = Tokenizer.tokens(of: text)
        guard let last = tokens.last(where: { $0.kind == .semicolon }) else { return (text, 0) }
        return (String(decoding: text.utf8.dropFirst(last.span.end), as: UTF8.self), last.span.end)
    }

    private func complete(_ text: String, _ bytes: [UInt8]) -> Completion {
        let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.count
        if start < bytes.count, bytes[start] == 0x3A { return completeColon(text, bytes, from: start) }
        let first = CommandLineScanner.word(in: bytes, from: start)
        let wordEnd = start + first.utf8.count
        if wordEnd < bytes.count, let completion = completeCommand(first.lowercased(), bytes, from: wordEnd) {
            return completion
        }
        return QueryCompletion(vocabulary: vocabulary, bytes: bytes, tokens: Tokenizer.tokens(of: text)).completion
    }

    // MARK: - Commands

    /// The words behind a command; nil where there is no such command. Its name may be two words: `why not`.
    private func completeCommand(_ first: String, _ bytes: [UInt8], from end: Int) -> Completion? {
        let (start, second, _) = Self.word(in: bytes, from: end)
        let secondEnd = start + second.utf8.count
        let joined = first + "-" + second.lowercased()
        if secondEnd < bytes.count, let parameters = vocabulary.commandParameters[joined] {
            return CommandCompletion(vocabulary: vocabulary, parameters: parameters, bytes: bytes, start: secondEnd).completion
        }
        guard vocabulary.commands.contains(first) else { return nil }
        return CommandCompletion(
            vocabulary: vocabulary, parameters: vocabulary.commandParameters[first], bytes: bytes, start: end).completion
    }

    // MARK: - Colon commands

    private func completeColon(_ text: String, _ bytes: [UInt8], from start: Int) -> Completion {
        let name = CommandLineScanner.word(in: bytes, from: start)
        let nameEnd = start + name.utf8.count
        guard nameEnd < bytes.count else {
            let names = ColonCommand.all.map { ":" + $0.name }
            return Completion(start: start, candidates: Self.matching(names, name), addsSpace: true)
        }
        guard let command = ColonCommand.all.first(where: { ":" + $0.name == name.lowercased() }) else {
            return .none(at: bytes.count)
        }
        if command.argument == .raw {
            // A query, in its place on the line.
            let blanks = String(repeating: " ", count: nameEnd)
            return complete(blanks + String(decoding: bytes[nameEnd...], as: UTF8.self))
        }
        var argument = command.argument
        var (at, word, quote) = Self.word(in: bytes, from: nameEnd)
        if argument == .setting, at + word.utf8.count < bytes.count {
            guard let setting = Setting.all.first(where: { $0.name == word.lowercased() }) else { return .none(at: bytes.count) }
            argument = setting.argument
            (at, word, quote) = Self.word(in: bytes, from: at + word.utf8.count)
        }
        // One argument is all they take.
        guard at + word.utf8.count + (quote == nil ? 0 : 1) >= bytes.count else { return .none(at: bytes.count) }
        if argument == .file {
            let names = files(word)
            let isFolder = names.count == 1 && names[0].hasSuffix("/")
            return Completion(start: at, candidates: isFolder ? names : names.map { Self.quoted($0, with: quote) }, addsSpace: !isFolder)
        }
        return Completion(start: at, candidates: Self.matching(values(of: argument), word), addsSpace: true)
    }

    private func values(of argument: ColonCommand.Argument) -> [String] {
        let data = switch argument {
        case .report: vocabulary.reports
        case .topic: vocabulary.commands + vocabulary.procedures
        case .label: vocabulary.labels + vocabulary.relationshipTypes
        case .command: vocabulary.commands
        case .none, .text, .raw, .file, .day, .format, .chart, .onOff, .off, .clear, .color, .setting: [String]()
        }
        return data + argument.words
    }

    // MARK: - Words

    /// The next word, the quotes that stand around it taken off; empty at the end.
    static func word(in bytes: [UInt8], from start: Int) -> (at: Int, word: String, quote: UInt8?) {
        let at = bytes[start...].firstIndex { $0 > 0x20 } ?? bytes.count
        guard at < bytes.count else { return (at, "", nil) }
        if bytes[at] == 0x22 || bytes[at] == 0x27 {
            let close = CommandLineScanner.closing(bytes[at], in: bytes, from: at + 1) ?? bytes.count
            return (at, String(decoding: bytes[(at + 1)..<close], as: UTF8.self), bytes[at])
        }
        let end = bytes[at...].firstIndex { $0 <= 0x20 } ?? bytes.count
        return (at, String(decoding: bytes[at..<end], as: UTF8.self), nil)
    }

    /// As it can stand in a command: quoted where a blank or a sign would end it, or where the quote is typed already.
    static func quoted(_ text: String, with quote: UInt8? = nil) -> String {
        let plain = !text.isEmpty && !text.contains { $0.isWhitespace || $0 == ";" || $0 == "'" || $0 == "\"" }
        if plain, quote == nil { return text }
        let preferred: Character = quote == 0x27 ? "'" : "\""
        return "\(preferred)\(text)\(preferred)"
    }

    /// Those that begin with `prefix`; case does not count.
    static func matching(_ words: [String], _ prefix: String) -> [String] {
        let wanted = prefix.lowercased()
        return words.filter { $0.lowercased().hasPrefix(wanted) }
    }
}
