public import Knowledge
public import PropertyGraph

/// Which data an export was made from, and by which program: every format carries it.
public struct Edition: Sendable {
    /// Of the program.
    public var program: String
    /// SHA-256 of the knowledge base; nil for a graph that was loaded.
    public var digest: String?
    /// The latest day on which a mapping set was changed; nil where nothing has such a day.
    public var date: CalendarDate?
    /// Address of the licence of the data; nil where it is not known.
    public var licence: String?
    /// The filters, in words: `as of 2021-07-28`, `framework SAF-2023`.
    public var filters: [String] = []

    public init(program: String, knowledge: KnowledgeBase) {
        self.program = program
        digest = knowledge.digest()
        let graph = knowledge.graph()
        let sets = graph.labels.number(of: Schema.mappingSetLabel).map { graph.nodes(withLabels: [$0]) } ?? []
        date = sets.compactMap { set -> CalendarDate? in
            guard case .date(let day) = graph.property("date", of: set) else { return nil }
            return day
        }.max()
        licence = "https://creativecommons.org/licenses/by/4.0/"
    }

    /// Of a graph that is not the knowledge base.
    public init(program: String) {
        self.program = program
    }

    /// Name and value, for heads of files; always in this order.
    public var lines: [(name: String, value: String)] {
        var lines = [("program", "cqcq \(program)")]
        if let date { lines.append(("data date", "\(date)")) }
        if let digest { lines.append(("data sha256", digest)) }
        if let licence { lines.append(("licence", licence)) }
        if !filters.isEmpty { lines.append(("filters", filters.joined(separator: "; "))) }
        return lines
    }
}
