public import Diagnostics
public import Knowledge
public import PropertyGraph
public import QueryEngine

extension ReportLibrary {
    /// Runs a report over a knowledge base: `report("gaps well-led", of: knowledge)`.
    ///
    /// - Parameters:
    ///   - words: name and arguments, as after `cqcq report`.
    ///   - knowledge: what the report is about.
    ///   - asOf: the date of the report; today, in UTC, without it.
    ///   - limits: of each of its queries.
    /// - Throws: `ReportFault` where there is no such report or its figures do not agree, and faults of its words and queries.
    public func report(
        _ words: String, of knowledge: KnowledgeBase, asOf: CalendarDate? = nil, limits: Limits = Limits()
    ) throws(Diagnostics) -> Report {
        let definition = try report(named: String(words.split(separator: " ").first ?? ""))
        let whole = knowledge.graph()
        let scope = NameScope(graph: whole, knowledge: knowledge, asOf: asOf, today: Engine(graph: .empty).today)
        let (values, _) = try definition.command.arguments(of: SourceText(words, name: "report"), in: scope)
        var runner = ReportRunner(definition, values: values, whole: whole, limits: limits)
        return try runner.run()
    }
}
