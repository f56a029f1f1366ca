import Diagnostics
import PropertyGraph
import QueryEngine
import Reports

/// What a session does where another engine answers.
extension Session {
    /// Of the parameters those that the query names are sent: the server may have other limits than we.
    func ask(
        _ service: any QueryService, _ query: SourceText, _ parameters: [String: Value], days: ServiceRequest.Days = .asServed
    ) throws(Diagnostics) -> ResultRows {
        if case .asServed = days, settings.asOf != .now || settings.knownOn != nil {
            throw Diagnostics(ServiceFault.notThere("asking for another day", service: service.name))
        }
        let request = ServiceRequest(
            query: query, parameters: Self.parameters(parameters, namedIn: query.text), isReadOnly: isReadOnly, days: days)
        return ResultRows(try service.run(request, limits: limits))
    }

    /// What asks the queries of a report, where that is not our own engine.
    var reportAnswers: ReportRunner.Answers? {
        guard let service else { return nil }
        return { [unowned self] (query, parameters, day) throws(Diagnostics) in
            let days: ServiceRequest.Days =
                day == nil && settings.knownOn == nil ? .all : .of(TimeDays(validOn: day, knownOn: settings.knownOn))
            let rows = try ask(service, query, parameters, days: days)
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
