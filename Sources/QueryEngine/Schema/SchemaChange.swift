import CypherSyntax
import Diagnostics
import PropertyGraph

/// Carries out CREATE and DROP of indexes and constraints.
struct SchemaChange {
    private(set) var graph: Graph

    /// The graph with what the command declares, or without what it drops.
    static func apply(_ command: SchemaCommand, to graph: Graph) throws(ConstraintFault) -> Graph {
        var change = SchemaChange(graph: graph)
        switch command {
        case .createIndex(let create): try change.make(create)
        case .createConstraint(let create): try change.make(create)
        case .dropIndex(let name, let ifExists, _):
            try change.drop("index", name.text, ifExists, among: graph.schema.indexes.map(\.name)) { $0.removeIndexes { $0.name == name.text } }
        case .dropIndexOn(let label, let keys, _):
            let properties = GraphProperties(isRelationship: false, names: [label.text], keys: keys.map(\.text))
            let known = graph.schema.indexes.map(\.properties.text)
            try change.drop("index", properties.text, false, among: known) { $0.removeIndexes { $0.properties == properties } }
        case .dropConstraint(let name, let ifExists, _):
            try change.drop("constraint", name.text, ifExists, among: graph.schema.constraints.map(\.name)) {
                $0.removeConstraints { $0.name == name.text }
            }
        case .dropConstraintOn(let pattern, let requirement, _):
            let constraint = GraphConstraint(requirement, of: pattern, name: "", statement: "")
            let known = graph.schema.constraints.filter(constraint.isEquivalent).map(\.properties.text)
            try change.drop("constraint", constraint.properties.text, false, among: known) {
                $0.removeConstraints { constraint.isEquivalent(to: $0) }
            }
        }
        return change.graph
    }

    private mutating func make(_ create: CreateIndex) throws(ConstraintFault) {
        let properties = GraphProperties(create.pattern, keys: create.keys)
        let type = create.kind == nil || create.kind == .btree ? "RANGE" : create.kind!.rawValue
        let same = graph.schema.indexes.first { $0.type == type && $0.properties == properties }?.name
        let name = create.name?.text ?? Self.name("index", type + properties.text)
        guard try isNew("index", name, same, create.ifNotExists) else { return }
        graph.schema.add(
            GraphIndex(name: name, type: type, properties: properties, statement: Self.statement(.createIndex(create), name)))
    }

    private mutating func make(_ create: CreateConstraint) throws(ConstraintFault) {
        var constraint = GraphConstraint(create.requirement, of: create.pattern, name: "", statement: "")
        let name = create.name?.text ?? Self.name("constraint", constraint.typeName + constraint.properties.text)
        let same = graph.schema.constraints.first(where: constraint.isEquivalent)?.name
        guard try isNew("constraint", name, same, create.ifNotExists) else { return }
        constraint = GraphConstraint(
            create.requirement, of: create.pattern, name: name, statement: Self.statement(.createConstraint(create), name))
        if let violation = graph.violation(of: constraint) { throw ConstraintFault(violation, of: constraint, in: graph) }
        graph.schema.add(constraint)
    }

    /// False where what is asked for is there and may be.
    private mutating func isNew(_ kind: String, _ name: String, _ same: String?, _ ifNotExists: Bool) throws(ConstraintFault) -> Bool {
        let isTaken = graph.schema.indexes.contains { $0.name == name } || graph.schema.constraints.contains { $0.name == name }
        guard isTaken || same != nil else { return true }
        guard ifNotExists else { throw same.map { .equivalent(kind: kind, $0) } ?? .nameTaken(kind: kind, name) }
        graph.schema.touch()
        return false
    }

    private mutating func drop(
        _ kind: String, _ name: String, _ ifExists: Bool, among known: [String], _ remove: (inout GraphSchema) -> Void
    ) throws(ConstraintFault) {
        if known.contains(name) { return remove(&graph.schema) }
        guard ifExists else { throw .unknown(kind: kind, name, near: Suggestion.nearest(to: name, in: known)) }
        graph.schema.touch()
    }

    /// `index_1b2c3d4e`: the same for the same declaration, as what is replayed may drop it by name.
    private static func name(_ kind: String, _ text: String) -> String {
        var hash: UInt32 = 2_166_136_261
        for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        let digits = String(hash, radix: 16)
        return "\(kind)_" + String(repeating: "0", count: 8 - digits.count) + digits
    }

    private static func statement(_ command: SchemaCommand, _ name: String) -> String {
        var command = command
        switch command {
        case .createIndex(var create):
            create.name = Name(name, create.span)
            command = .createIndex(create)
        case .createConstraint(var create):
            create.name = Name(name, create.span)
            command = .createConstraint(create)
        default: break
        }
        let statement = CypherSyntax.Statement(mode: .run, body: .schema(command), span: command.span)
        return Printer.text(of: statement)
    }
}

extension GraphProperties {
    fileprivate init(_ pattern: SchemaPattern, keys: [Name]) {
        self.init(isRelationship: pattern.isRelationship, names: pattern.names.map(\.text), keys: keys.map(\.text))
    }
}

extension GraphConstraint {
    fileprivate init(_ requirement: Requirement, of pattern: SchemaPattern, name: String, statement: String) {
        let kind: Kind = switch requirement.kind {
        case .unique: .unique
        case .present: .present
        case .key: .key
        case .type(let type): .type(name: type.text) { $0.conforms(to: type) }
        }
        self.init(name: name, kind: kind, properties: GraphProperties(pattern, keys: requirement.keys), statement: statement)
    }

    fileprivate func isEquivalent(to other: GraphConstraint) -> Bool {
        typeName == other.typeName && properties == other.properties
    }
}

extension ConstraintFault {
    init(_ violation: ConstraintViolation, of constraint: GraphConstraint, in graph: Graph) {
        let (name, properties) = (constraint.name, constraint.properties)
        switch violation {
        case .duplicate(let values):
            self = .duplicate(
                constraint: name, properties: ":" + properties.names[0], keys: properties.keys, values: values.map { graph.text(of: $0) })
        case .missing(let key): self = .missing(constraint: name, properties: ":" + properties.names[0], key: key)
        case .wrongType(let key, let value):
            var type = ""
            if case .type(let name, _) = constraint.kind { type = name }
            self = .wrongType(constraint: name, properties: ":" + properties.names[0], key: key, value: graph.text(of: value), type: type)
        }
    }
}

extension ExecutionContext {
    /// Throws where what was written since the last check breaks a constraint.
    func checkConstraints() throws(EvaluationError) {
        guard !graph.schema.constraints.isEmpty else { return }
        let now = graph.writeMark
        guard now != checked else { return }
        for constraint in graph.schema.constraints {
            try check()
            if let violation = graph.violation(of: constraint, since: checked) {
                throw EvaluationError(ConstraintFault(violation, of: constraint, in: graph))
            }
        }
        checked = now
    }
}

extension Query {
    /// Of the clauses that write, the last that names a label, type or key of the constraint, or else the last.
    func place(of fault: ConstraintFault) -> SourceSpan? {
        var names: Set<String> = []
        switch fault {
        case .duplicate(_, let properties, let keys, _): names = Set(keys + [properties])
        case .missing(_, let properties, let key), .wrongType(_, let properties, let key, _, _): names = [properties, key]
        case .nameTaken, .equivalent, .unknown: break
        }
        let clauses = ([first] + unions.map(\.query)).flatMap(\.writingClauses)
        let naming = clauses.last { clause in
            let text = Printer.text(of: clause)
            return names.contains { text.contains($0) }
        }
        return (naming ?? clauses.last)?.span
    }
}

extension SingleQuery {
    /// Those of CALL { … } too; FOREACH is one.
    fileprivate var writingClauses: [Clause] {
        clauses.flatMap { clause -> [Clause] in
            switch clause {
            case .create, .merge, .set, .remove, .delete, .foreach: [clause]
            case .subquery(let call): ([call.query.first] + call.query.unions.map(\.query)).flatMap(\.writingClauses)
            default: []
            }
        }
    }
}
