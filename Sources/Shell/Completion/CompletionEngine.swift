import CypherSyntax

/// Says what can stand at the end of a text that is being typed. Pure: text and vocabulary in, candidates out.
struct CompletionEngine {
    let vocabulary: CompletionWords

    /// `text` runs from the start of the statement to the cursor.
    /// O(length of the text + words known).
    func complete(_ text: String) -> Completion {
        let text = Self.lastStatement(of: text)
        let bytes = Array(text.text.utf8)
        let completion = complete(text.text, bytes)
        return Completion(
            start: completion.start + text.offset, candidates: completion.candidates, addsSpace: completion.addsSpace)
    }

    /// Behind the last `;` that stands outside strings and comments.
    private static func lastStatement(of text: String) -> (text: String, offset: Int) {
        let tokens = Tokenizer.tokens(of: text)
        guard let last = tokens.last(where: { $0.kind == .semicolon }) else { return (text, 0) }
        return (String(decoding: text.utf8.dropFirst(last.span.end), as: UTF8.self), last.span.end)
    }

    private func complete(_ text: String, _ bytes: [UInt8]) -> Completion {
        let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.count
        if start < bytes.count, bytes[start] == 0x3A { return completeColon(bytes, from: start) }
        let first = CommandLineScanner.word(in: bytes, from: start)
        let wordEnd = start + first.utf8.count
        if wordEnd < bytes.count, vocabulary.commands.contains(first.lowercased()) {
            return completeArgument(bytes, from: wordEnd)
        }
        return QueryCompletion(vocabulary: vocabulary, bytes: bytes, tokens: Tokenizer.tokens(of: text)).completion
    }

    // MARK: - Commands

    private func completeArgument(_ bytes: [UInt8], from start: Int) -> Completion {
        let (at, word, quote) = Self.lastWord(of: bytes, from: start)
        let matching = Self.matching(vocabulary.arguments, word)
        return Completion(start: at, candidates: matching.map { Self.quoted($0, with: quote) }, addsSpace: true)
    }

    private func completeColon(_ bytes: [UInt8], from start: Int) -> Completion {
        let name = CommandLineScanner.word(in: bytes, from: start)
        let nameEnd = start + name.utf8.count
        guard nameEnd < bytes.count else {
            let names = ColonCommand.all.map { ":" + $0.name }
            return Completion(start: start, candidates: Self.matching(names, name), addsSpace: true)
        }
        let command = ColonCommand.all.first { ":" + $0.name == name.lowercased() }
        let (at, word, _) = Self.lastWord(of: bytes, from: nameEnd)
        // One argument is all they take.
        guard let command, !bytes[nameEnd..<at].contains(where: { $0 > 0x20 }) else { return .none(at: bytes.count) }
        return Completion(start: at, candidates: Self.matching(values(of: command.argument), word), addsSpace: true)
    }

    private func values(of argument: ColonCommand.Argument) -> [String] {
        switch argument {
        case .none, .text: []
        case .report: vocabulary.reports
        case .topic: HelpText.topics + vocabulary.commands + ColonCommand.all.map(\.name) + vocabulary.procedures
        case .label: vocabulary.labels + vocabulary.relationshipTypes
        case .day: ["now"]
        case .format: ResultFormat.allCases.map(\.rawValue)
        case .command: vocabulary.commands
        case .onOff: ["on", "off"]
        }
    }

    /// The word before the cursor, the quote that opened it taken off.
    private static func lastWord(of bytes: [UInt8], from start: Int) -> (at: Int, word: String, quote: UInt8?) {
        var at = start
        while at < bytes.count {
            if bytes[at] <= 0x20 {
                at += 1
                continue
            }
            let quote = bytes[at] == 0x22 || bytes[at] == 0x27 ? bytes[at] : nil
            if let quote {
                guard let close = CommandLineScanner.closing(quote, in: bytes, from: at + 1) else {
                    return (at, String(decoding: bytes[(at + 1)...], as: UTF8.self), quote)
                }
                at = close + 1
            } else {
                let end = bytes[at...].firstIndex { $0 <= 0x20 } ?? bytes.count
                if end == bytes.count { return (at, String(decoding: bytes[at...], as: UTF8.self), nil) }
                at = end
            }
        }
        return (bytes.count, "", nil)
    }

    /// As it can stand in a command: quoted where a blank or a sign would end it, or where the quote is typed already.
    private static func quoted(_ text: String, with quote: UInt8?) -> String {
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
