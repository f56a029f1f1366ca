public import PropertyGraph

/// What a name was recognised by, the surest first.
public enum NameMatch: String, Sendable, CaseIterable, Comparable {
    /// The name is the id, the code or the title.
    case id, code, title
    /// Another name that it goes by.
    case alias
    /// A title that it had before.
    case formerTitle = "former title"
    /// The first words or letters of its title.
    case beginning = "first words of the title"
    /// Words of its title.
    case words = "words of the title"
    /// Words that stand for those of its title, by the thesaurus.
    case related = "related words"

    /// The whole name was understood, and nothing had to be guessed.
    public var isExact: Bool { self <= .formerTitle }

    public static func < (a: NameMatch, b: NameMatch) -> Bool {
        allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
    }
}

/// A node that a name may mean.
public struct NameReading: Sendable {
    /// The node in the graph of all days.
    public var node: NodeID
    /// Its id: `saf:W3`.
    public var id: String
    /// Its own label, not one that it shares with others: `QualityStatement`.
    public var label: String
    /// Its code: `W3`.
    public var code: String?
    /// Its title.
    public var title: String?
    /// Code of the framework it belongs to: `SAF-2023`.
    public var framework: String?
    /// Valid on the resolver's day.
    public var isInForce: Bool
    /// A draft or a proposal.
    public var isDraft: Bool
    /// What the name was recognised by.
    public var match: NameMatch

    /// `asc2017:W3 "Engagement" (ASC-2017)`, with a word where it has ended or is a draft.
    public var description: String {
        let marks = [framework, isDraft ? "draft" : nil, isInForce ? nil : "not in force"].compactMap(\.self)
        return id + (title.map { " \"\($0)\"" } ?? "") + (marks.isEmpty ? "" : " (" + marks.joined(separator: ", ") + ")")
    }
}

/// What a name means.
public enum NameResolution: Sendable {
    /// `others` have the name as well, and come after it: ended, drafts, an older instrument, a weaker match.
    case one(NameReading, others: [NameReading])
    /// Equally good.
    case several([NameReading])
    /// Nothing has the name; `nearest` are names like it.
    case none(nearest: [String])

    /// The best readings: one, several equally good ones, or none.
    public var readings: [NameReading] {
        switch self {
        case .one(let reading, _): [reading]
        case .several(let readings): readings
        case .none: []
        }
    }

    /// What has the name as well, and comes after the best.
    public var others: [NameReading] {
        if case .one(_, let others) = self { others } else { [] }
    }

    /// Names near one that is unknown.
    public var nearest: [String] {
        if case .none(let nearest) = self { nearest } else { [] }
    }

    /// The whole name was understood.
    public var isExact: Bool { readings.first?.match.isExact ?? false }
}
