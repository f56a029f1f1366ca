import Knowledge

/// Completion of the words behind the name of a command: what its parameters take, in their order or by name.
struct CommandCompletion {
    let vocabulary: CompletionWords
    /// Nil where it is not known what the command takes.
    let parameters: [Command.Parameter]?
    let bytes: [UInt8]
    /// Where the words begin.
    let start: Int

    private struct Word {
        var start: Int
        var text: String
        var quote: UInt8?
    }

    var completion: Completion {
        let words = words
        let last = words[words.count - 1]
        guard let parameters else { return completion(of: last, from: vocabulary.arguments) }
        if last.quote == nil, last.text.hasPrefix("--") {
            let names = parameters.map { "--" + $0.name.replacing("_", with: "-") } + ["--with-sources", "--wide"]
            return Completion(start: last.start, candidates: CompletionEngine.matching(names, last.text), addsSpace: true)
        }
        let earlier = words.dropLast()
        if let name = earlier.last?.text, name.hasPrefix("--"),
            let parameter = parameters.first(where: { "--" + $0.name.replacing("_", with: "-") == name })
        {
            return completion(of: last, from: candidates(of: parameter))
        }
        // Where a title of several words has begun, only titles are offered.
        for index in earlier.indices where earlier[index].quote == nil {
            let candidates = candidates(of: parameters, after: earlier[..<index])
            let typed = String(decoding: bytes[earlier[index].start...], as: UTF8.self)
            let matching = CompletionEngine.matching(candidates, typed).filter { $0.contains(" ") }
            guard !matching.isEmpty else { continue }
            return Completion(start: earlier[index].start, candidates: matching.map { CompletionEngine.quoted($0) }, addsSpace: true)
        }
        return completion(of: last, from: candidates(of: parameters, after: earlier))
    }

    private func completion(of word: Word, from candidates: [String]) -> Completion {
        let matching = CompletionEngine.matching(candidates, word.text)
        return Completion(
            start: word.start, candidates: matching.map { CompletionEngine.quoted($0, with: word.quote) }, addsSpace: true)
    }

    /// Of the parameters that the next word may be for: the first not yet given, and those behind it that may follow
    /// as it may be left out.
    private func candidates(of parameters: [Command.Parameter], after earlier: ArraySlice<Word>) -> [String] {
        var given = 0
        var skipsNext = false
        for word in earlier {
            if skipsNext {
                skipsNext = false
            } else if word.quote == nil, word.text.hasPrefix("--") {
                skipsNext = word.text != "--wide" && word.text != "--with-sources" && !word.text.contains("=")
            } else if !parameters.contains(where: { $0.connector == word.text }) {
                given += 1
            }
        }
        var found: [String] = []
        var seen: Set<String> = []
        for parameter in parameters.dropFirst(given) {
            found += candidates(of: parameter).filter { seen.insert($0).inserted }
            if !parameter.isOptional { break }
        }
        return found
    }

    private func candidates(of parameter: Command.Parameter) -> [String] {
        switch parameter.kind {
        case .node([]): vocabulary.arguments
        case .node(let labels): labels.flatMap { vocabulary.argumentsOf[$0] ?? [] }
        case .label:
            vocabulary.kinds.filter { parameter.labels.isEmpty || parameter.labels.contains($0.label) }.map(\.word)
        case .word(let words): words
        case .date, .integer, .text: []
        }
    }

    /// The words up to the cursor; the last is the one that is being typed, perhaps empty.
    private var words: [Word] {
        var words: [Word] = []
        var at = start
        while true {
            let (start, text, quote) = CompletionEngine.word(in: bytes, from: at)
            words.append(Word(start: start, text: text, quote: quote))
            at = start + text.utf8.count + (quote == nil ? 0 : 2)
            if at >= bytes.count { return words }
        }
    }
}
