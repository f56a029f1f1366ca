import Diagnostics
import Knowledge
import PropertyGraph
import QueryEngine
import Relational
import Reports

/// What a session does where another engine answers.
extension Session {
    /// Of the parameters those that the query names are sent: the server may have other limits than we.
    func ask(
        _ service: any QueryService, _ query: SourceText, _ parameters: [String: Value], days: ServiceRequest.Days = .asServed,
        knownBy: CalendarDate? = nil
    ) throws(Diagnostics) -> ResultRows {
        var days = days
        if case .asServed = days, settings.asOf != .now || settings.knownOn != nil {
            guard service.answersOtherDays else { throw Diagnostics(ServiceFault.notThere("asking for another day", service: service.name)) }
            days = .of(TimeDays(validOn: view.validOn, knownOn: view.knownOn))
        }
        let request = ServiceRequest(
            query: query, parameters: Self.parameters(parameters, namedIn: query.text), isReadOnly: isReadOnly, days: days, knownBy: knownBy)
        do throws(Diagnostics) {
            return ResultRows(try service.run(request, limits: limits))
        } catch {
            guard let fault = error.list.first?.fault as? RelationalFault, fault.isOfLanguage, fault != .notInSQL(.writing),
                !DividedQuery.asksNumbers(query), let graph = try? service.smallGraph(limits: limits)
            else { throw error }
            return try rows(of: request, over: graph)
        }
    }

    /// What another engine has is little, and is asked here.
    private func rows(of request: ServiceRequest, over whole: Graph) throws(Diagnostics) -> ResultRows {
        let view: TimeView = if case .of(let days) = request.days { TimeView(validOn: days.validOn, knownOn: days.knownOn) } else { TimeView() }
        let known = request.knownBy.map { TimeView(knownOn: $0).of(whole) } ?? whole
        let prepared = try engine(over: view.of(whole), inputs(), isReadOnly: true, whole: known)
            .prepare(request.query, parameters: Set(request.parameters.keys))
        return ResultRows(prepared.run(parameters: request.parameters, limits: limits))
    }

    /// What asks the queries of a report, where that is not our own engine.
    var reportAnswers: ReportRunner.Answers? {
        guard let service else { return nil }
        return { [unowned self] (query, parameters, day) throws(Diagnostics) in
            let days: ServiceRequest.Days =
                day == nil && settings.knownOn == nil ? .all : .of(TimeDays(validOn: day, knownOn: settings.knownOn))
            let rows = try ask(service, query, parameters, days: days, knownBy: settings.knownOn)
            var found: [[Value]] = []
            while let batch = try rows.next() { found += batch.rows }
            return (rows.columns, found, rows.graph)
        }
    }

    /// Throws `ServiceFault.notThere` where another engine has the graph.
    func requireOwnGraph(for what: String) throws(Diagnostics) {
        if let service { throw Diagnostics(ServiceFault.notThere(what, service: service.name)) }
    }
}
