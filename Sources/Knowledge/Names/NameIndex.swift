import Diagnostics
public import PropertyGraph

/// A node that a name in a command may mean.
public struct NamedEntity: Sendable {
    public var node: NodeID
    public var id: String
    public var code: String?
    public var title: String?
    /// Code of the framework it belongs to: `SAF-2023`.
    public var framework: String?
    /// Valid on the index's day.
    public var isInForce: Bool
    /// A draft or a proposal.
    public var isDraft: Bool

    /// `asc2017:W3 "Engagement" (ASC-2017)`, with a word where it has ended or is a draft.
    public var description: String {
        let marks = [framework, isDraft ? "draft" : nil, isInForce ? nil : "not in force"].compactMap(\.self)
        return id + (title.map { " \"\($0)\"" } ?? "") + (marks.isEmpty ? "" : " (" + marks.joined(separator: ", ") + ")")
    }
}

/// Finds nodes of some labels by what people call them.
///
/// A name fits, best first: by id (`saf:W3`); by code (without one, by what follows the prefix of the id), alone or
/// after a word for its kind or framework (`W3`, `regulation 12`, `RA-12`); by title or an alias; by the first words of the title;
/// by the first letters of it. Case, spaces, hyphens and underscores do not count.
public struct NameIndex: Sendable {
    public enum Match: Sendable {
        /// `others` bear the name as well, and were passed over because they ended or are drafts.
        case one(NamedEntity, others: [NamedEntity])
        case several([NamedEntity])
        case none(nearest: [String])
    }

    private struct Entry: Sendable {
        var node: NodeID
        var id: String
        var idWords: NameWords
        var code: String?
        var codeWords: NameWords?
        var title: String?
        var titleWords: NameWords?
        /// Other names it goes by.
        var aliasWords: [NameWords]
    }

    private let graph: Graph
    private let day: CalendarDate
    private let schema: @Sendable () -> Schema
    private let entries: [Entry]
    private let isOfOneKind: Bool

    /// `labels`: what may be meant; a further label such as `Criterion` stands for all that carry it; none means any node.
    /// `day`: the day on which things count as in force. O(nodes with the labels).
    public init(graph: Graph, schema: @escaping @autoclosure @Sendable () -> Schema, day: CalendarDate, labels: [String]) {
        self.graph = graph
        self.day = day
        self.schema = schema
        var entries: [Entry] = []
        var seen: Set<NodeID> = []
        let wanted = labels.isEmpty ? [[]] : labels.compactMap { graph.labels.number(of: $0) }.map { [$0] }
        for label in wanted {
            for node in graph.nodes(withLabels: label) where seen.insert(node).inserted {
                if let entry = Self.entry(node, graph) { entries.append(entry) }
            }
        }
        self.entries = entries
        isOfOneKind = labels.count == 1
    }

    /// The words for a kind of node that may stand before a code: `kloe`, `reg`, `quality statement`.
    private static func kindWords(_ labels: [String], _ schema: Schema) -> [NameWords] {
        var words: [NameWords] = []
        for name in labels {
            guard let label = schema.labels[name] else { continue }
            for word in [NameWords(label.name), NameWords.ofCamelCase(label.name)] + label.aliases.map(NameWords.init) {
                if !words.contains(word) { words.append(word) }
                if word.text.hasSuffix("s") {
                    let singular = NameWords(String(word.text.dropLast()))
                    if !words.contains(singular) { words.append(singular) }
                }
            }
        }
        return words
    }

    private static func entry(_ node: NodeID, _ graph: Graph) -> Entry? {
        guard let id = graph.string("id", of: node) else { return nil }
        let code = graph.string("code", of: node)
        let title = graph.string("title", of: node)
        // Documents and mapping sets have no code: the part of the id after the prefix serves.
        let codeWords = (code ?? id.firstIndex(of: ":").map { String(id[id.index(after: $0)...]) }).map(NameWords.init)
        return Entry(
            node: node, id: id, idWords: NameWords(id), code: code, codeWords: codeWords,
            title: title, titleWords: title.map(NameWords.init),
            aliasWords: graph.strings("aliases", of: node).map(NameWords.init))
    }

    public func resolve(_ word: String) -> Match {
        let wanted = NameWords(word)
        guard !wanted.isEmpty else { return .none(nearest: []) }
        var best = Int.max
        var found: [NodeID] = []
        for entry in entries {
            guard let rank = rank(entry, wanted), rank <= best else { continue }
            if rank < best {
                best = rank
                found = []
            }
            found.append(entry.node)
        }
        if found.isEmpty { return .none(nearest: nearest(to: word, wanted)) }
        return choose(found.map(entity))
    }

    private func rank(_ entry: Entry, _ wanted: NameWords) -> Int? {
        if entry.idWords == wanted { return 0 }
        if entry.codeWords == wanted || isQualifiedCode(wanted, of: entry) { return 1 }
        guard let title = entry.titleWords else { return nil }
        if title == wanted || entry.aliasWords.contains(wanted) { return 2 }
        if wanted.isWholePrefix(of: title) { return 3 }
        if wanted.text.utf8.count >= 3, wanted.isPrefix(of: title) { return 4 }
        return nil
    }

    /// Whether it is the code with a word for the kind or the framework before it.
    private func isQualifiedCode(_ wanted: NameWords, of entry: Entry) -> Bool {
        guard let code = entry.codeWords, !code.isEmpty, wanted.text.hasSuffix(" " + code.text) else { return false }
        let qualifier = NameWords(String(wanted.text.dropLast(code.text.count + 1)))
        if let framework = graph.string("framework", of: entry.node) {
            if [framework, String(framework.prefix { $0.isLetter })].map(NameWords.init).contains(qualifier) { return true }
        }
        return Self.kindWords(graph.labels(of: entry.node), schema()).contains(qualifier)
    }

    /// In force before ended, then settled before draft.
    private func choose(_ found: [NamedEntity]) -> Match {
        func grade(_ entity: NamedEntity) -> Int { (entity.isInForce ? 0 : 2) + (entity.isDraft ? 1 : 0) }
        let least = found.map(grade).min() ?? 0
        let chosen = found.filter { grade($0) == least }
        if chosen.count > 1 { return .several(chosen) }
        return .one(chosen[0], others: found.filter { grade($0) != least }.sorted { grade($0) < grade($1) })
    }

    private func entity(_ node: NodeID) -> NamedEntity {
        let status = graph.string("status", of: node)
        var validity = Validity()
        if case .date(let day) = graph.property("valid_from", of: node) { validity.from = day }
        if case .date(let day) = graph.property("valid_to", of: node) { validity.to = day }
        return NamedEntity(
            node: node, id: graph.string("id", of: node) ?? "", code: graph.string("code", of: node),
            title: graph.string("title", of: node), framework: graph.string("framework", of: node),
            isInForce: validity.holds(on: day), isDraft: status == "draft" || status == "proposal")
    }

    /// Titles that hold the words come first, then names of like spelling.
    private func nearest(to word: String, _ wanted: NameWords) -> [String] {
        let holding = entries.filter { " \($0.titleWords?.text ?? "") ".contains(" \(wanted.text) ") }.compactMap(\.title)
        var names = Array(holding.prefix(3))
        let known = entries.compactMap(\.title) + entries.compactMap(\.code) + entries.map(\.id)
        for name in Suggestion.nearest(to: word, in: known) where names.count < 3 && !names.contains(name) {
            names.append(name)
        }
        // Where nothing is near, all things of the kind if they are few.
        let titles = entries.compactMap(\.title)
        return names.isEmpty && isOfOneKind && titles.count <= 8 ? titles : names
    }
}

extension Graph {
    /// The property, where it is a string.
    func string(_ key: String, of node: NodeID) -> String? {
        if case .string(let text) = property(key, of: node) { text } else { nil }
    }

    /// The strings of a property that is a list; none where it is not.
    func strings(_ key: String, of node: NodeID) -> [String] {
        guard case .list(let values) = property(key, of: node) else { return [] }
        return values.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
}
