import Diagnostics
import Knowledge
import PropertyGraph
import QueryEngine

/// What is wrong with the queries of commands, which the knowledge base reads and cannot plan.
public enum CommandCheck {
    /// Their parameters are those of the command, and who asks in which workspace.
    package static func findings(_ library: CommandLibrary) -> [Diagnostic] {
        let engine = Engine(graph: .empty, procedures: Procedure.ofKnowledge, graphs: TimeView.graphs(of: .empty),
            functions: QueryFunction.ofKnowledge(.empty))
        return library.commands.flatMap { command -> [Diagnostic] in
            do throws(Diagnostics) {
                _ = try engine.prepare(command.query, parameters: Set(command.parameterNames + ["user", "workspace"]))
                return []
            } catch {
                return error.list
            }
        }
    }
}
