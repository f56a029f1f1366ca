import Diagnostics
import PropertyGraph

/// Gives the words after a command's name to its parameters: named ones first, the others in order,
/// each parameter taking the longest run of words that is a name of what it asks for.
struct ArgumentReader {
    let command: Command
    let statement: SourceText
    let scope: NameScope
    private(set) var withSources = false
    private(set) var isWide = false
    private(set) var notes: [Diagnostic] = []
    private var values: [String: Value] = [:]
    /// Names near a word that was not a name of an optional parameter, in case it is none of the next one either.
    private var passedOver: [String] = []

    init(command: Command, statement: SourceText, scope: NameScope) {
        self.command = command
        self.statement = statement
        self.scope = scope
    }

    typealias Word = StatementWords.Word

    mutating func read() throws(Diagnostics) -> [String: Value] {
        let all = try StatementWords.parse(statement)
        // The name itself may be two words: `why not` of why-not.
        let isOneWord = all.first?.text.lowercased() == command.name.lowercased() || !command.name.contains("-")
        let words = Array(all.dropFirst(isOneWord ? 1 : 2))
        var rest = try takeNamed(words)[...]
        for (index, parameter) in command.parameters.enumerated() where values[parameter.name] == nil {
            // `after --location`: it is given by its name only.
            if parameter.connector?.hasPrefix("--") == true { continue }
            if let first = rest.first, !first.isQuoted, first.text == parameter.connector { rest = rest.dropFirst() }
            if rest.isEmpty { break }
            let isLast = !command.parameters[(index + 1)...].contains { values[$0.name] == nil && $0.connector?.hasPrefix("--") != true }
            let taken = try take(parameter, from: rest, isLast: isLast)
            rest = rest.dropFirst(taken)
        }
        for parameter in command.parameters where values[parameter.name] == nil && !parameter.isOptional {
            let end = statement.text.utf8.count
            let what = parameter.summary.isEmpty ? parameter.name : parameter.summary
            throw fault(.missingArgument(what: what, usage: command.usage), SourceSpan(end, end))
        }
        if let first = rest.first {
            throw fault(.tooManyWords(first: first.text, usage: command.usage), first.span)
        }
        return values
    }

    // MARK: Named

    /// Takes `--with-sources`, `--wide`, `--name value`, `--name=value`, `name=value`; returns the other words.
    private mutating func takeNamed(_ words: [Word]) throws(Diagnostics) -> [Word] {
        var others: [Word] = []
        var index = 0
        while index < words.count {
            let word = words[index]
            index += 1
            let isOption = !word.isQuoted && word.text.hasPrefix("--") || word.name?.hasPrefix("--") ?? false
            guard isOption || word.name != nil else {
                others.append(word)
                continue
            }
            let name = NameWords(word.name ?? word.text)
            if isOption, word.name == nil, name == NameWords("with-sources") {
                withSources = true
            } else if isOption, word.name == nil, name == NameWords("wide") {
                isWide = true
            } else if let parameter = command.parameters.first(where: { NameWords($0.name) == name }) {
                var value = word
                if word.name == nil {
                    guard index < words.count else { throw fault(.missingValue(option: word.text), word.span) }
                    value = words[index]
                    index += 1
                }
                guard values[parameter.name] == nil else { throw fault(.repeatedArgument(parameter.name), word.span) }
                value.isQuoted = true
                _ = try take(parameter, from: [value], isLast: true)
            } else if isOption {
                let options = ["--with-sources", "--wide"] + command.parameters.map { "--" + $0.name.hyphenated }
                let text = word.name ?? word.text
                throw fault(.unknownOption(text, near: Suggestion.nearest(to: text, in: options)), word.span)
            } else {
                // `a=b` where a is not a parameter: part of a text to look for.
                var plain = word
                plain.text = (word.name ?? "") + "=" + word.text
                others.append(plain)
            }
        }
        return others
    }

    // MARK: In order

    /// Sets the parameter from the first words; returns how many were taken.
    private mutating func take(
        _ parameter: Command.Parameter, from words: ArraySlice<Word>, isLast: Bool
    ) throws(Diagnostics) -> Int {
        let first = words[words.startIndex]
        switch parameter.kind {
        case .text:
            values[parameter.name] = .string(words.map(\.text).joined(separator: " "))
            return words.count
        case .date:
            if let day = CalendarDate(first.text) { values[parameter.name] = .date(day) } else {
                if parameter.isOptional, !isLast { return 0 }
                throw fault(.notADay(first.text), first.span)
            }
            return 1
        case .integer:
            guard let number = Int(first.text) else { throw fault(.notAnInteger(first.text), first.span) }
            values[parameter.name] = .integer(number)
            return 1
        case .word(let allowed):
            guard let chosen = Self.choose(first.text, of: allowed) else {
                if parameter.isOptional, !isLast { return 0 }
                throw fault(
                    .notOneOf(word: first.text, allowed: allowed, near: Suggestion.nearest(to: first.text, in: allowed)),
                    first.span)
            }
            values[parameter.name] = .string(chosen)
            return 1
        case .label:
            for run in runs(words) {
                guard let label = scope.schema.label(called: run.text),
                    parameter.labels.isEmpty || parameter.labels.contains(label.name)
                else { continue }
                values[parameter.name] = .string(label.name)
                return run.count
            }
            if parameter.isOptional, !isLast { return 0 }
            let fitting = scope.schema.labels.values.filter { parameter.labels.isEmpty || parameter.labels.contains($0.name) }
            let known = fitting.map { $0.aliases.last ?? $0.name }
            let near = Suggestion.nearest(to: first.text, in: known)
            throw fault(
                .unknownArgument(
                    word: first.text, expected: parameter.expected,
                    near: passedOver + (near.isEmpty && passedOver.isEmpty && !parameter.labels.isEmpty ? known : near)),
                first.span)
        case .node(let labels):
            return try takeNode(parameter, labels, from: words, isLast: isLast)
        }
    }

    /// The one of the words that is meant, by its first letters at least; a prefix as of `skos:closeMatch` does not count.
    private static func choose(_ text: String, of words: [String]) -> String? {
        let wanted = NameWords(String(text.split(separator: ":").last ?? ""))
        if let same = words.first(where: { NameWords($0) == wanted }) { return same }
        let begun = wanted.isEmpty ? [] : words.filter { wanted.isPrefix(of: NameWords($0)) }
        return begun.count == 1 ? begun[0] : nil
    }

    private mutating func takeNode(
        _ parameter: Command.Parameter, _ labels: [String], from words: ArraySlice<Word>, isLast: Bool
    ) throws(Diagnostics) -> Int {
        let resolver = scope.resolver(labels)
        var nearest: [String]?
        for run in runs(words) {
            let resolution = resolver.resolve(run.text)
            // A few first words of what was typed are not a name when nobody takes the rest.
            if isLast, run.count < words.count, !resolution.isExact { continue }
            switch resolution {
            case .one(let reading, let others):
                values[parameter.name] = .string(reading.id)
                if let note = otherMatches(run.text, reading, others) {
                    notes.append(Diagnostic(note, severity: .note, span: run.span, source: statement))
                }
                return run.count
            case .several(let readings):
                throw fault(.severalMatches(word: run.text, matches: readings.map(\.description)), run.span)
            case .none(let near):
                nearest = nearest ?? near
            }
        }
        if parameter.isOptional, !isLast {
            passedOver += Suggestion.nearest(to: words[words.startIndex].text, in: nearest ?? [])
            return 0
        }
        let whole = isLast ? Array(words) : [words[words.startIndex]]
        let text = whole.map(\.text).joined(separator: " ")
        let names = resolver.names(in: text)
        if isLast, names.count > 1, names.allSatisfy(\.resolution.isExact) {
            let ids = names.compactMap { $0.resolution.readings.first?.id }
            throw fault(.severalNames(word: text, ids: ids), whole[0].span.union(whole[whole.count - 1].span))
        }
        let expected = parameter.expected.isEmpty ? ["thing"] : parameter.expected
        throw fault(
            .unknownArgument(word: text, expected: expected, near: passedOver + (nearest ?? [])),
            whole[0].span.union(whole[whole.count - 1].span))
    }

    /// Which of several things of a name was taken; none where nothing could be meant but that.
    private func otherMatches(_ word: String, _ taken: NameReading, _ others: [NameReading]) -> CommandFault? {
        // A near match is reported, so that nobody takes it for what was typed.
        if others.isEmpty, taken.match < .words { return nil }
        return .otherMatches(word: word, taken: taken.description, others: others.map(\.description))
    }

    /// Runs of words from the first on, the longest first; a quoted word stands alone, and a sign that stands before
    /// another word is part of none.
    private func runs(_ words: ArraySlice<Word>) -> [(text: String, count: Int, span: SourceSpan)] {
        let first = words[words.startIndex]
        if first.isQuoted { return [(first.text, 1, first.span)] }
        let signs = Set(command.parameters.compactMap(\.connector))
        let rest = words.dropFirst().prefix { !$0.isQuoted && !signs.contains($0.text) }
        let bare = signs.contains(first.text) ? [first] : [first] + rest
        return (1...bare.count).reversed().map { count in
            (bare[..<count].map(\.text).joined(separator: " "), count, first.span.union(bare[count - 1].span))
        }
    }

    private func fault(_ fault: CommandFault, _ span: SourceSpan) -> Diagnostics {
        Diagnostics(fault, span: span, source: statement)
    }
}

extension String {
    fileprivate var hyphenated: String { String(map { $0 == "_" ? "-" : $0 }) }
}
