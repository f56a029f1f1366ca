import Diagnostics
import Knowledge
import KnowledgeProcedures
import PropertyGraph
import QueryEngine
import Relational

/// Another engine that has the tables of a folder: each query goes to its client as SQL. What SQL has no equal for, and what asks nothing
/// of the tables, is computed here over the client's rows.
final class EngineService: QueryService {
    private let engine: EngineCommand
    private let schema: RelationalSchema
    private let deadline: InputDeadline
    private var small: Graph??

    /// Throws what is wrong with the folder.
    init(_ engine: EngineCommand, directory: String, deadline: InputDeadline) throws(Diagnostics) {
        self.engine = engine
        self.deadline = deadline
        schema = try RelationalSchema.read(directory: directory)
    }

    var name: String { engine.command }
    var answersOtherDays: Bool { true }

    func vocabulary() -> Vocabulary { schema.vocabulary }

    func run(_ request: ServiceRequest, limits: Limits) throws(Diagnostics) -> any RowSource {
        let query = try DividedQuery(
            request.query, parameters: request.parameters, schema: schema, dialect: engine.dialect, surroundings: Self.surroundings(request))
        guard let rest = query.rest else {
            return try EngineRows(query.fetches[0].sql, of: request.query, engine: engine, schema: schema, deadline: deadline, limits: limits)
        }
        var parameters = request.parameters
        var decoder: AnswerDecoder?
        for fetch in query.fetches {
            let rows = try EngineRows(
                fetch.sql, of: request.query, engine: engine, schema: schema, deadline: deadline, limits: limits, decoder: decoder)
            parameters[fetch.parameter] = .list(ValueList(try rows.all().map { .list(ValueList($0)) }))
            decoder = rows.decoder
        }
        do throws(Diagnostics) {
            let prepared = try Engine(graph: decoder?.graph ?? .empty, isReadOnly: true).prepare(rest.text, parameters: Set(parameters.keys))
            return RestRows(prepared.run(parameters: parameters, limits: limits), of: rest)
        } catch {
            throw rest.placed(error)
        }
    }

    func nodes(labelled labels: Set<String>, limits: Limits) throws(Diagnostics) -> Graph? {
        let named = schema.nodes(withAnyOf: labels)
        guard !named.isEmpty else { return .empty }
        let query = SourceText("MATCH (n) RETURN n")
        let sql = try Translator.translate(query, parameters: [:], schema: named, dialect: engine.dialect)
        let rows = try EngineRows(sql, of: query, engine: engine, schema: named, deadline: deadline, limits: limits)
        _ = try rows.all()
        return rows.graph
    }

    /// As many nodes and relationships are read whole in about a second.
    private static let few = 50_000

    func smallGraph(limits: Limits) throws(Diagnostics) -> Graph? {
        if let small { return small }
        let count = try EngineRows(
            translated("MATCH (n) RETURN count(*) AS n UNION ALL MATCH ()-[r]->() RETURN count(*) AS n"), of: SourceText(""), engine: engine,
            schema: schema, deadline: deadline, limits: limits)
        let size = try count.all().reduce(0) { $0 + Self.number($1.first) }
        guard size <= Self.few else {
            small = .some(nil)
            return nil
        }
        var decoder: AnswerDecoder?
        for query in ["MATCH (n) RETURN n", "MATCH ()-[r]->() RETURN r"] {
            let rows = try EngineRows(
                translated(query), of: SourceText(query), engine: engine, schema: schema, deadline: deadline, limits: limits, decoder: decoder)
            _ = try rows.all()
            decoder = rows.decoder
        }
        let graph = decoder?.graph.settled()
        small = .some(graph)
        return graph
    }

    private static func number(_ value: Value?) -> Int {
        if case .integer(let number)? = value { number } else { 0 }
    }

    private func translated(_ query: String) throws(Diagnostics) -> SQLQuery {
        try Translator.translate(SourceText(query), parameters: [:], schema: schema, dialect: engine.dialect)
    }

    func begin() throws(Diagnostics) { throw Diagnostics(ServiceFault.notThere("a transaction", service: name)) }
    func commit() throws(Diagnostics) { throw Diagnostics(ServiceFault.notThere("a transaction", service: name)) }
    func rollback() throws(Diagnostics) { throw Diagnostics(ServiceFault.notThere("a transaction", service: name)) }

    private static func surroundings(_ request: ServiceRequest) -> QuerySurroundings {
        var surroundings = QuerySurroundings()
        surroundings.procedures = Procedure.ofKnowledge
        surroundings.graphs = TimeView.graphs(of: .empty)
        surroundings.functions = QueryFunction.ofKnowledge(.empty)
        if case .of(let days) = request.days { surroundings.view = TableView(validOn: days.validOn, knownOn: days.knownOn) }
        surroundings.viewOf = { [known = request.knownBy] name, arguments in
            guard var view = TimeView.named(name, arguments) else { return nil }
            if let known { view.knownOn = min(view.knownOn ?? known, known) }
            return TableView(validOn: view.validOn, knownOn: view.knownOn)
        }
        return surroundings
    }
}

/// Rows that were computed here of those of an engine.
private final class RestRows: RowSource {
    private let cursor: RowCursor
    private let rest: DividedQuery.Rest

    init(_ cursor: RowCursor, of rest: DividedQuery.Rest) {
        self.cursor = cursor
        self.rest = rest
    }

    var columns: [String] { cursor.columns }
    var graph: Graph { cursor.graph }
    var notes: [Diagnostic] { rest.placed(cursor.notes) }

    func nextBatch() throws(Diagnostics) -> ResultBatch? { try placed { () throws(Diagnostics) in try cursor.nextBatch() } }

    func write(_ body: () -> Void) throws(Diagnostics) { try placed { () throws(Diagnostics) in try cursor.write(body) } }

    private func placed<Result>(_ body: () throws(Diagnostics) -> Result) throws(Diagnostics) -> Result {
        do throws(Diagnostics) { return try body() } catch { throw rest.placed(error) }
    }
}
