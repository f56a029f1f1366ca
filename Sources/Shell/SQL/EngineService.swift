import Diagnostics
import PropertyGraph
import QueryEngine
import Relational

/// Another engine that has the tables of a folder: each query goes to its client as SQL.
final class EngineService: QueryService {
    private let engine: EngineCommand
    private let schema: RelationalSchema
    private let patience: Patience

    /// Throws what is wrong with the folder.
    init(_ engine: EngineCommand, directory: String, patience: Patience) throws(Diagnostics) {
        self.engine = engine
        self.patience = patience
        schema = try RelationalSchema.read(directory: directory)
    }

    var name: String { engine.command }

    func vocabulary() -> Vocabulary { schema.vocabulary }

    func run(_ request: ServiceRequest, limits: Limits) throws(Diagnostics) -> any RowSource {
        if case .of = request.days { throw Diagnostics(ServiceFault.notThere("asking for another day", service: name)) }
        return try EngineRows(request.query, parameters: request.parameters, engine: engine, schema: schema, patience: patience)
    }

    func begin() throws(Diagnostics) { throw Diagnostics(ServiceFault.notThere("a transaction", service: name)) }
    func commit() throws(Diagnostics) { throw Diagnostics(ServiceFault.notThere("a transaction", service: name)) }
    func rollback() throws(Diagnostics) { throw Diagnostics(ServiceFault.notThere("a transaction", service: name)) }
}
