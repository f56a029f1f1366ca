import CypherSyntax

/// Completion inside a query: the tokens before the cursor say what kind of name can follow.
struct QueryCompletion {
    private let vocabulary: CompletionWords
    private let bytes: [UInt8]
    /// Those before the word that is being typed.
    private let before: [Token]
    private let word: String
    private let start: Int
    /// The cursor stands in a string, a comment or a quoted name, where nothing is completed.
    private let isOff: Bool

    init(vocabulary: CompletionWords, bytes: [UInt8], tokens: [Token]) {
        self.vocabulary = vocabulary
        self.bytes = bytes
        var tokens = tokens
        if tokens.last?.kind == .end { tokens.removeLast() }
        let last = tokens.last
        isOff = switch last?.kind {
        case .invalid(.unterminatedString), .invalid(.unterminatedName), .invalid(.unterminatedComment): true
        // A `//` comment goes on to the end of its line.
        case .comment: last!.span.end == bytes.count && !bytes.suffix(2).elementsEqual([0x2A, 0x2F])
        case .string, .quotedName, .integer, .float: last!.span.end == bytes.count
        default: false
        }
        let isWord = switch last?.kind {
        case .name, .parameter: true
        case .invalid(.character): last.map { bytes[$0.span.start] == 0x24 } ?? false
        default: false
        }
        if isWord, let last, last.span.end == bytes.count {
            start = last.span.start
            tokens.removeLast()
        } else {
            start = bytes.count
        }
        word = String(decoding: bytes[start...], as: UTF8.self)
        before = tokens.filter { $0.kind != .comment }
    }

    var completion: Completion {
        guard !isOff else { return .none(at: bytes.count) }
        if word.hasPrefix("$") { return names(vocabulary.parameters.map { "$" + $0 }) }
        if let procedures { return procedures }
        switch before.last?.kind {
        case nil: return firstWords
        case .dot: return names(propertiesBehindDot)
        case .dotDot: return .none(at: start)
        default: break
        }
        if followsColon { return names(isInRelationship ? vocabulary.relationshipTypes : vocabulary.labels) }
        if isMapKey { return names(propertiesOfMap) }
        return words
    }

    private var firstWords: Completion {
        let keywords = CompletionEngine.matching(FirstWord.keywords.filter(\.isReading).map(\.word), word)
        let commands = CompletionEngine.matching(vocabulary.commands, word)
        return Completion(start: start, candidates: commands + keywords.map(cased), addsSpace: true)
    }

    /// Behind CALL a procedure, whose name may hold dots.
    private var procedures: Completion? {
        var at = before.count
        while at >= 2, before[at - 1].kind == .dot, before[at - 2].kind == .name { at -= 2 }
        guard at >= 1, before[at - 1].keyword == .call else { return nil }
        let start = at < before.count ? before[at].span.start : start
        let typed = String(decoding: bytes[start...], as: UTF8.self)
        let matching = CompletionEngine.matching(vocabulary.procedures, typed)
        return Completion(start: start, candidates: matching.map { $0 + "(" }, addsSpace: false)
    }

    /// Names from the graph. Nothing typed means the whole list.
    private func names(_ names: [String]) -> Completion {
        Completion(start: start, candidates: CompletionEngine.matching(names, word), addsSpace: false)
    }

    /// Those of the labels or types of the variable before the dot; of one without any, all there are.
    private var propertiesBehindDot: [String] {
        guard before.count >= 2, before[before.count - 2].kind == .name else { return vocabulary.properties }
        return properties(of: bound.kinds[text(before.count - 2)] ?? [])
    }

    /// Those of the labels or types that stand before the map in a pattern.
    private var propertiesOfMap: [String] {
        guard let brace = openBrackets(before: before.count).last, let opening = openBrackets(before: brace.index).last,
            let colon = before[opening.index..<brace.index].firstIndex(where: { $0.kind == .colon })
        else { return vocabulary.properties }
        return properties(of: BoundNames.labels(from: colon, before, text))
    }

    private func properties(of kinds: [String]) -> [String] {
        let known = Set(kinds.flatMap { vocabulary.propertiesOf[$0] ?? [] })
        return known.isEmpty ? vocabulary.properties : known.sorted()
    }

    private var bound: BoundNames { BoundNames(before, in: bytes) }

    private func text(_ index: Int) -> String {
        String(decoding: bytes[before[index].span.start..<before[index].span.end], as: UTF8.self)
    }

    private var words: Completion {
        let variables = CompletionEngine.matching(bound.names, word).filter { $0 != word }
        // On nothing typed the list would be the whole language.
        guard !word.isEmpty else {
            return expectsValue ? Completion(start: start, candidates: variables, addsSpace: false) : .none(at: start)
        }
        let keywords = CompletionEngine.matching(vocabulary.keywords, word).map(cased)
        let wanted = word.lowercased()
        let functions = vocabulary.functions.filter { $0.name.lowercased().hasPrefix(wanted) }
        return Completion(
            start: start, candidates: variables + keywords + functions.map { $0.name + "(" },
            addsSpace: functions.isEmpty && variables.isEmpty,
            signatures: variables + keywords + functions.map(\.signature))
    }

    /// What stands before leaves something open that a variable could fill.
    private var expectsValue: Bool {
        switch before.last?.kind {
        case .name: before.last?.keyword?.isReserved == true && before.last?.keyword != .end
        case .leftParenthesis, .leftBracket, .comma, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
            .plus, .minus, .star, .slash, .percent, .pipe, .matches: true
        default: false
        }
    }

    /// Keywords follow the case of what is typed.
    private func cased(_ keyword: String) -> String {
        !word.isEmpty && word == word.lowercased() ? keyword.lowercased() : keyword
    }

    // MARK: - What stands before

    /// After `:` that begins labels or types, and after the signs that join several.
    private var followsColon: Bool {
        var at = before.count - 1
        // `:A|B`, `:A&!B`: back over names and signs to the colon.
        scan: while at >= 0 {
            switch before[at].kind {
            case .colon: break scan
            case .pipe, .ampersand, .exclamation, .percent, .invalid(.character), .leftParenthesis: at -= 1
            case .name where at < before.count - 1 && at > 0 && !isPlain(before[at - 1].kind): at -= 1
            default: return false
            }
        }
        guard at >= 0 else { return false }
        // In a map the colon stands behind a key, and a value follows.
        return openBrackets(before: at).last?.kind != .leftBrace || !isKey(before: at)
    }

    private func isPlain(_ kind: Token.Kind) -> Bool {
        switch kind {
        case .colon, .pipe, .ampersand, .exclamation, .invalid(.character), .leftParenthesis: false
        default: true
        }
    }

    /// The token before is a key: it comes right behind `{` or `,`.
    private func isKey(before at: Int) -> Bool {
        guard at >= 2, before[at - 1].kind == .name else { return false }
        return before[at - 2].kind == .leftBrace || before[at - 2].kind == .comma
    }

    /// Inside `[ … ]` that a dash comes before, and not in a list.
    private var isInRelationship: Bool {
        guard let bracket = openBrackets(before: before.count).last, bracket.kind == .leftBracket else { return false }
        return bracket.index > 0 && [.minus, .dash].contains(before[bracket.index - 1].kind)
    }

    /// A key of a map: behind its `{` or a `,` in it.
    private var isMapKey: Bool {
        let kind = before.last?.kind
        guard kind == .leftBrace || kind == .comma,
            let bracket = openBrackets(before: before.count).last, bracket.kind == .leftBrace
        else { return false }
        // `EXISTS {` opens a query, not a map.
        return bracket.index == 0 || before[bracket.index - 1].keyword != .exists
    }

    private func openBrackets(before end: Int) -> [(kind: Token.Kind, index: Int)] {
        var open: [(kind: Token.Kind, index: Int)] = []
        for (index, token) in before[..<end].enumerated() {
            switch token.kind {
            case .leftParenthesis, .leftBracket, .leftBrace: open.append((token.kind, index))
            case .rightParenthesis, .rightBracket, .rightBrace: _ = open.popLast()
            default: break
            }
        }
        return open
    }
}

extension Keyword {
    fileprivate var isReading: Bool {
        switch self {
        case .create, .merge, .set, .delete, .detach, .remove: false
        default: true
        }
    }
}
