public import Knowledge
public import PropertyGraph
public import QueryEngine

extension TimeView {
    /// What USE can name over a knowledge graph that holds all days.
    public static func graphs(of whole: Graph) -> [GraphFunction] {
        [
            GraphFunction(
                name: "cqcq.asOf", summary: "What held on a day, if wanted as far as it was known on another.",
                inputs: [.init(name: "day", type: "DATE"), .init(name: "known_on", type: "DATE?")]
            ) { TimeView(validOn: date($0[0]), knownOn: date($0[1])).of(whole) },
            GraphFunction(
                name: "cqcq.knownOn", summary: "What was published or recorded by a day, whenever it holds.",
                inputs: [.init(name: "day", type: "DATE")]
            ) { TimeView(knownOn: date($0[0])).of(whole) },
            GraphFunction(name: "cqcq.all", summary: "Everything, ended things too.", inputs: []) { _ in whole },
        ]
    }

    private static func date(_ value: Value) -> CalendarDate? {
        if case .date(let date) = value { date } else { nil }
    }
}
