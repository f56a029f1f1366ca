import Diagnostics
import PropertyGraph
import QueryEngine

/// What a program writes for the user: an import, the load of a register.
extension Session {
    var isReadOnlySession: Bool { settings.readOnly || !permissions.contains(.writes) }

    /// All statements together, as one block of the workspace; none where one of them fails.
    /// - Parameter program: it stands in messages, as `evidence load`.
    func write(
        _ statements: [(text: String, parameters: [String: Value])], by program: String, clock: EpochInstant, reason: String
    ) throws(Diagnostics) {
        let isOwn = !isInTransaction
        if isOwn { try begin() }
        do throws(Diagnostics) {
            for (text, parameters) in statements {
                var inputs = self.inputs()
                (inputs.clock, inputs.records) = (clock, nil)
                let prepared = try engine(over: wholeGraph(), inputs, isReadOnly: false)
                    .prepare(SourceText(text, name: program), parameters: Set(parameters.keys))
                let cursor = prepared.run(parameters: parameters, limits: limits)
                while try cursor.next() != nil {}
                try keep(cursor.graph, Statement(query: text, by: program), parameters: parameters, inputs)
            }
            if isOwn { try commit(reason: reason) }
        } catch {
            if isOwn { try rollback() }
            throw error
        }
    }
}

extension Statement {
    /// A query that nobody has typed.
    init(query text: String, by program: String) {
        let bytes = Array(text.utf8)
        self.init(kind: .query, span: SourceSpan(0, bytes.count), in: bytes, lineStart: 0, firstLine: 1, name: program)
    }
}
