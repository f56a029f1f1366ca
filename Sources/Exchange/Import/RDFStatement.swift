/// A triple that was read. Blank nodes are `_:` and a name.
struct RDFStatement: Hashable, Sendable {
    enum Object: Hashable, Sendable {
        case node(String)
        case literal(String, language: String?)

        var node: String? { if case .node(let name) = self { name } else { nil } }
    }

    var subject: String
    var predicate: String
    var object: Object
}
