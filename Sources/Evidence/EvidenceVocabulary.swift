import Knowledge
import PropertyGraph

/// Names of the knowledge base that cells of a register can hold: criteria, key questions, regulations, categories.
public struct EvidenceVocabulary: Sendable {
    public struct Entry: Sendable, Hashable {
        public var id: String
        public var code: String
        public var title: String
        public var framework: String
        var position: Int
        var words: TitleWords
        var isInForce: Bool

        /// `saf:W3 Freedom to speak up`
        public var description: String { "\(id) \(title)" }
        /// `W3 Freedom to speak up`
        public var name: String { code + " " + title }
    }

    /// Quality statements and lines of enquiry, those of the framework in force first.
    let criteria: [Entry]
    let keyQuestions: [Entry]
    let regulations: [Entry]
    let parts: [Entry]
    let categories: [Entry]
    /// Of codes without a title.
    let framework: String
    private let names: [Kind: NameResolver]

    /// What a cell can hold.
    enum Kind: CaseIterable {
        case criterion, keyQuestion, regulation, category

        fileprivate var labels: [String] {
            switch self {
            case .criterion: ["QualityStatement", "KLOE"]
            case .keyQuestion: ["KeyQuestion"]
            case .regulation: ["Regulation", "RegulationPart"]
            case .category: ["EvidenceCategory"]
            }
        }
    }

    /// - Parameter framework: code of the framework whose codes the register uses; nil for that of the quality statements in force.
    package init(_ graph: Graph, schema: Schema, on day: CalendarDate, framework: String? = nil) {
        func entries(_ label: String) -> [Entry] {
            guard let number = graph.labels.number(of: label) else { return [] }
            return graph.nodes(withLabels: [number]).compactMap { node in
                guard case .string(let id) = graph.property("id", of: node), case .string(let title) = graph.property("title", of: node) else { return nil }
                func text(_ key: String) -> String { if case .string(let text) = graph.property(key, of: node) { text } else { "" } }
                var holds = true
                if case .date(let first) = graph.property("valid_from", of: node) { holds = first <= day }
                if case .date(let last) = graph.property("valid_to", of: node) { holds = holds && day < last }
                var position = 0
                if case .integer(let number) = graph.property("position", of: node) { position = number }
                let isDraft = ["draft", "proposal"].contains(text("status"))
                return Entry(
                    id: id, code: text("code"), title: title, framework: text("framework"), position: position, words: TitleWords(title),
                    isInForce: holds && !isDraft)
            }.sorted { ($0.isInForce ? 0 : 1, $0.position, $0.id) < ($1.isInForce ? 0 : 1, $1.position, $1.id) }
        }
        let statements = entries("QualityStatement")
        criteria = statements + entries("KLOE")
        keyQuestions = entries("KeyQuestion")
        regulations = entries("Regulation")
        parts = entries("RegulationPart")
        categories = entries("EvidenceCategory")
        names = Dictionary(uniqueKeysWithValues: Kind.allCases.map { ($0, NameResolver(graph: graph, schema: schema, day: day, labels: $0.labels)) })
        self.framework = framework ?? statements.first { $0.isInForce }?.framework ?? criteria.first { $0.isInForce }?.framework ?? ""
    }

    func criterion(_ code: String, in framework: String) -> Entry? {
        criteria.first { $0.framework == framework && $0.code == code }
    }

    /// Those in the register's framework first, then those in force, then the others.
    func criterion(titled words: TitleWords, more: Bool = false) -> Entry? {
        let fitting = criteria.filter { $0.words.isNamed(by: words, more: more) }
        let exact = fitting.filter { $0.words == words }
        let best = exact.isEmpty ? fitting : exact
        let own = best.filter { $0.framework == framework }
        // Of several titles with the same first words none is meant.
        if exact.isEmpty, own.count > 1 { return nil }
        return own.first ?? best.first { $0.isInForce } ?? best.first
    }

    /// What the text names for commands and queries, for what the ways of registers leave: `NameResolver` decides, and only where one thing has the name.
    func named(_ text: String, _ kind: Kind) -> Entry? {
        guard let resolution = names[kind]?.resolve(text), resolution.isExact, resolution.readings.count == 1, let id = resolution.readings.first?.id else { return nil }
        return entries(kind).first { $0.id == id }
    }

    private func entries(_ kind: Kind) -> [Entry] {
        switch kind {
        case .criterion: criteria
        case .keyQuestion: keyQuestions
        case .regulation: regulations + parts
        case .category: categories
        }
    }

    /// The nearest name to text that means nothing here.
    func nearest(to text: String, in entries: [Entry]) -> Entry? {
        let plain = RegisterField.plain(text)
        let own = entries.filter { $0.framework == framework || entries.first?.framework != framework }
        let list = own.isEmpty ? entries : own
        if plain.count <= 3, let letter = plain.first.map({ String($0).uppercased() }) {
            // `W9` is nearest to the last code of its letter.
            if let last = list.last(where: { $0.code.hasPrefix(letter) && letter.first?.isLetter == true }) { return last }
        }
        let words = TitleWords(text)
        let scored = list.map { ($0, $0.words.shared(with: words), editDistance(plain, RegisterField.plain($0.title))) }
        guard let best = scored.max(by: { ($0.1, -$0.2) < ($1.1, -$1.2) }) else { return nil }
        return best.1 > 1 || best.2 <= max(2, plain.count / 4) ? best.0 : nil
    }
}

/// Steps from one text to the other, each one letter. O(product of the lengths).
func editDistance(_ first: String, _ second: String) -> Int {
    let (a, b) = (Array(first.prefix(60)), Array(second.prefix(60)))
    var row = Array(0...b.count)
    for i in 0..<a.count {
        var corner = row[0]
        row[0] = i + 1
        for j in 0..<b.count {
            let above = row[j + 1]
            row[j + 1] = min(above + 1, row[j] + 1, corner + (a[i] == b[j] ? 0 : 1))
            corner = above
        }
    }
    return row[b.count]
}

/// The words of a title, as registers vary them: case, `&` for `and`, commas, plurals, words in brackets.
struct TitleWords: Sendable, Hashable {
    private let words: [String]

    init(_ text: String) {
        var bare = ""
        var depth = 0
        for character in text {
            switch character {
            case "(", "[": depth += 1
            case ")", "]": depth = max(0, depth - 1)
            case "&" where depth == 0: bare += " and "
            // Apostrophes part no words: people's, peoples.
            case "'", "’", "‘": break
            default: if depth == 0 { bare.append(character.isLetter || character.isNumber ? character : " ") }
            }
        }
        words = bare.lowercased().split(separator: " ").map { Self.stem(String($0)) }.filter { !["and", "the", "of", "a"].contains($0) }
    }

    /// Without the ending of a plural.
    private static func stem(_ word: String) -> String {
        word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
    }

    var isEmpty: Bool { words.isEmpty }
    var count: Int { words.count }

    /// The words are this title, or its first ones; with `more`, they may go on behind the title.
    func isNamed(by other: TitleWords, more: Bool = false) -> Bool {
        !other.isEmpty && (words.starts(with: other.words) || (more && words.count >= 2 && other.words.starts(with: words)))
    }

    func shared(with other: TitleWords) -> Int { Set(words.filter { $0.count > 3 }).intersection(other.words).count }
}
