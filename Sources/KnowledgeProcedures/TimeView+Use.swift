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
            ) { named("cqcq.asOf", $0)?.of(whole) ?? whole },
            GraphFunction(
                name: "cqcq.knownOn", summary: "What was published or recorded by a day, whenever it holds.",
                inputs: [.init(name: "day", type: "DATE")]
            ) { named("cqcq.knownOn", $0)?.of(whole) ?? whole },
            GraphFunction(name: "cqcq.all", summary: "Everything, ended things too.", inputs: []) { _ in whole },
        ]
    }

    /// What one of these names, which gets a value an input; nil for another name.
    package static func named(_ name: String, _ arguments: [Value]) -> TimeView? {
        switch name {
        case "cqcq.asOf": TimeView(validOn: date(arguments[0]), knownOn: date(arguments[1]))
        case "cqcq.knownOn": TimeView(knownOn: date(arguments[0]))
        case "cqcq.all": TimeView()
        default: nil
        }
    }

    private static func date(_ value: Value) -> CalendarDate? {
        if case .date(let date) = value { date } else { nil }
    }
}
