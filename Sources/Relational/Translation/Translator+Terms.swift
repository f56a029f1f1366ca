import CypherSyntax
import Diagnostics
import PropertyGraph
import QueryEngine

/// Expressions.
extension Translator {
    typealias Bindings = [Slot: Binding]

    /// A condition: true, false or null.
    mutating func condition(_ term: Term, _ bindings: Bindings) throws(Diagnostics) -> SQLTerm {
        let value = try value(term, bindings)
        guard value.type == .boolean || value.type == .null else {
            throw Diagnostics(RelationalFault.wrongType(what: "a condition", wanted: "a boolean", found: value.type.words), span: term.place.span)
        }
        return value.type == .null ? .constant(.null, .boolean) : value.term
    }

    /// A variable stays what it is; all else is a value.
    mutating func binding(_ term: Term, _ bindings: Bindings) throws(Diagnostics) -> Binding {
        if let slot = term.asSlot, let known = bindings[slot] { return known }
        let value = try value(term, bindings)
        if value.type == .node || value.type == .relationship { return .entity(unknown(value.term, isNode: value.type == .node)) }
        return .value(value)
    }

    /// Whatever is null for sure is the constant, which takes any type. It is never NaN, and no empty sum.
    mutating func value(_ term: Term, _ bindings: Bindings) throws(Diagnostics) -> TypedSQL {
        withoutNaN(try operand(term, bindings).settled)
    }

    /// A value to be compared, where 0 and 0.0 are one.
    mutating func comparable(_ term: Term, _ bindings: Bindings) throws(Diagnostics) -> TypedSQL {
        withoutNaN(try operand(term, bindings).orZero)
    }

    /// A value to be computed with: it may still be NaN, which is checked when the computation is whole.
    mutating func operand(_ term: Term, _ bindings: Bindings) throws(Diagnostics) -> TypedSQL {
        let value = try typed(term, bindings)
        return value.type == .null ? .null : value
    }

    private mutating func typed(_ term: Term, _ bindings: Bindings) throws(Diagnostics) -> TypedSQL {
        if let constant = Engine.constant(term, parameters: parameters) { return try self.constant(constant, term.place) }
        switch term.kind {
        case .constant(let value): return try constant(value, term.place)
        case .parameter(let name): return try constant(parameters[name] ?? .null, term.place)
        case .slot(let slot):
            guard let binding = bindings[slot] else { throw fault(.unboundName, term.place) }
            guard let value = binding.value else { throw fault(.pathValue, term.place) }
            return value
        case .property(let base, let key): return try property(base, key, term.place, bindings)
        case .hasLabels(let base, let labels): return try hasLabels(entity(base, bindings), .and(labels.map(LabelTest.name)), term.place)
        case .labelled(let base, let test): return try hasLabels(entity(base, bindings), test, term.place)
        case .not(let operand): return TypedSQL(.not(try condition(operand, bindings)), .boolean)
        case .and(let parts): return TypedSQL(.infix("AND", try conditions(parts, bindings)), .boolean)
        case .or(let parts): return TypedSQL(.infix("OR", try conditions(parts, bindings)), .boolean)
        case .xor(let a, let b): return TypedSQL(.infix("<>", try conditions([a, b], bindings)), .boolean)
        case .negate(let operand):
            let value = try number(operand, "-", bindings)
            return TypedSQL(.negate(value.term), value.type)
        case .positive(let operand): return try number(operand, "+", bindings)
        case .arithmetic(let op, let a, let b): return try arithmetic(op, operand(a, bindings), operand(b, bindings), term.place)
        case .equal(let a, let b): return try equal(comparable(a, bindings), comparable(b, bindings), term.place)
        case .notEqual(let a, let b): return TypedSQL(.not(try equal(comparable(a, bindings), comparable(b, bindings), term.place).term), .boolean)
        case .order(let op, let a, let b): return try ordered(op, comparable(a, bindings), comparable(b, bindings), term.place)
        case .isIn(let element, let list): return try isIn(element, list, term.place, bindings)
        case .string(let op, let text, let part): return try string(op, value(text, bindings), value(part, bindings), term.place)
        case .isNull(let operand, let negated):
            let bound = try binding(operand, bindings)
            switch bound {
            case .path(let length): return TypedSQL(.isNull(length, negated: negated), .boolean)
            case .walk(_, let steps): return TypedSQL(.isNull(steps, negated: negated), .boolean)
            case .value(let value): return TypedSQL(.isNull(wide(value.orZero), negated: negated), .boolean)
            case .entity(let entity): return TypedSQL(.isNull(entity.key, negated: negated), .boolean)
            }
        case .element(let base, let index): return try element(base, index, term.place, bindings)
        case .list(let items): return try list(items, term.place, bindings)
        case .call(let function, let arguments): return try call(function.name, arguments, term.place, bindings)
        case .cases(let subject, let branches, let otherwise): return try cases(subject, branches, otherwise, term.place, bindings)
        case .exists(let number): return try exists(number, bindings)
        case .count(let number): return try count(number, bindings)
        case .collect(let number): return try collect(number, term.place, bindings)
        case .slice, .comprehension, .quantifier, .reduce: throw fault(.listComputation, term.place)
        case .map(let items): return try map(items, bindings)
        case .path, .pathMode: throw fault(.pathValue, term.place)
        case .typed, .cast: throw fault(.typeTest, term.place)
        }
    }

    private mutating func conditions(_ parts: [Term], _ bindings: Bindings) throws(Diagnostics) -> [SQLTerm] {
        var conditions: [SQLTerm] = []
        for part in parts { conditions.append(try condition(part, bindings)) }
        return conditions
    }

    func constant(_ value: Value, _ place: Place) throws(Diagnostics) -> TypedSQL {
        guard let type = SQLType(of: value) else {
            switch value {
            case .list: throw Diagnostics(RelationalFault.severalTypes(what: "a list", "values of one type", "of another"), span: place.span)
            default: throw fault(.temporal, place)
            }
        }
        if case .float(let number) = value, number.isNaN { throw fault(.notANumber, place) }
        if case .string(let text) = value, text.unicodeScalars.contains("\0") { throw fault(.zeroCharacter, place) }
        return TypedSQL(.constant(value, type), type)
    }

    // MARK: Nodes and relationships

    mutating func entity(_ term: Term, _ bindings: Bindings) throws(Diagnostics) -> Entity {
        guard case .entity(let entity) = try binding(term, bindings) else { throw fault(.typeTest, term.place) }
        return entity
    }

    private mutating func property(_ base: Term, _ key: String, _ place: Place, _ bindings: Bindings) throws(Diagnostics) -> TypedSQL {
        switch try binding(base, bindings) {
        case .entity(let entity):
            guard entity.isWhole, let found = entity.properties[key] else {
                throw Diagnostics(RelationalFault.unknownColumns(key: key), span: place.span)
            }
            return found
        case .value(let value):
            switch value.type {
            case .null: return .null
            case .date: return try datePart(key, of: value, place)
            case .boolean, .integer, .float, .floatOrZero, .text, .list, .node, .relationship, .whole, .map: throw fault(.map, place)
            }
        case .path, .walk: throw fault(.pathValue, place)
        }
    }

    private func datePart(_ key: String, of date: TypedSQL, _ place: Place) throws(Diagnostics) -> TypedSQL {
        let parts = ["year": "year", "month": "month", "day": "day", "quarter": "quarter", "ordinalDay": "doy"]
        guard let part = parts[key] else { throw fault(.temporal, place) }
        return TypedSQL(.cast(.operation(.datePart(part), [date.term]), .integer), .integer)
    }

    /// Whether the labels of its table, or its type, pass.
    func hasLabels(_ entity: Entity, _ test: LabelTest, _ place: Place) throws(Diagnostics) -> TypedSQL {
        guard entity.isWhole else { throw Diagnostics(RelationalFault.unknownColumns(key: "a label"), span: place.span) }
        let all = entity.isNode ? schema.nodes : schema.relationships
        let passing = entity.tables.filter { number in
            test.holds(hasAny: !all[number].labels.isEmpty) { all[number].labels.contains($0) }
        }
        if passing.count == entity.tables.count || passing.isEmpty {
            let truth = SQLTerm.constant(.boolean(!passing.isEmpty), .boolean)
            guard entity.mayBeNull else { return TypedSQL(truth, .boolean) }
            return TypedSQL(.cases([SQLBranch(when: .isNull(entity.key, negated: true), then: truth)], otherwise: nil), .boolean)
        }
        guard let table = entity.table else { throw Diagnostics(RelationalFault.unknownColumns(key: "a label"), span: place.span) }
        return TypedSQL(.isIn(table, passing.map { .constant(.string(all[$0].name), .text) }), .boolean)
    }

    /// The type of a relationship, or what `each` makes of a table, as the table of this one has it.
    func byTable(_ entity: Entity, _ type: SQLType, _ place: Place, _ each: (RelationalSchema.Table) -> SQLTerm) throws(Diagnostics) -> TypedSQL {
        guard entity.isWhole else { throw Diagnostics(RelationalFault.unknownColumns(key: "a type"), span: place.span) }
        let all = entity.isNode ? schema.nodes : schema.relationships
        guard entity.tables.count > 1 else {
            guard let only = entity.tables.first else { return TypedSQL(.constant(.null, type), type) }
            let known = each(all[only])
            guard entity.mayBeNull else { return TypedSQL(known, type) }
            return TypedSQL(.cases([SQLBranch(when: .isNull(entity.key, negated: true), then: known)], otherwise: nil), type)
        }
        guard let table = entity.table else { throw Diagnostics(RelationalFault.unknownColumns(key: "a type"), span: place.span) }
        return TypedSQL(
            .cases(
                entity.tables.map { SQLBranch(when: .infix("=", [table, .constant(.string(all[$0].name), .text)]), then: each(all[$0])) },
                otherwise: nil), type)
    }

    /// All of it, as a result shows it: its key, its labels or its type, and its properties.
    func object(_ entity: Entity, _ place: Place) throws(Diagnostics) -> TypedSQL {
        guard entity.isWhole else { throw fault(.entityList, place) }
        let names = try byTable(entity, .list(.text), place) { table in
            .constant(.list(ValueList(table.labelList.map(Value.string))), .list(.text))
        }
        let keys = entity.properties.keys.sorted()
        let properties = SQLTerm.operation(.object(keys), keys.map { wide(entity.properties[$0] ?? .null) })
        var parts = [("id", entity.key), ("labels", names.term), ("properties", properties)]
        for (name, end) in zip(["src", "dst"], entity.ends) { parts.append((name, end)) }
        let object = SQLTerm.operation(.object(parts.map(\.0)), parts.map(\.1))
        guard entity.mayBeNull else { return TypedSQL(object, entity.type) }
        return TypedSQL(.cases([SQLBranch(when: .isNull(entity.key, negated: true), then: object)], otherwise: nil), entity.type)
    }

    // MARK: Cases and lists

    private mutating func cases(
        _ subject: Term?, _ branches: [Term.CaseItem], _ otherwise: Term?, _ place: Place, _ bindings: Bindings
    ) throws(Diagnostics) -> TypedSQL {
        var made: [(when: SQLTerm, then: TypedSQL)] = []
        for branch in branches {
            let when: SQLTerm
            if let subject {
                when = try equal(value(subject, bindings), value(branch.when, bindings), branch.when.place).term
            } else {
                when = try condition(branch.when, bindings)
            }
            made.append((when, try value(branch.then, bindings)))
        }
        var last = TypedSQL.null
        if let otherwise { last = try value(otherwise, bindings) }
        let type = try joined(made.map(\.then) + [last], "CASE", place)
        return TypedSQL(
            .cases(made.map { SQLBranch(when: $0.when, then: wide($0.then, as: type)) }, otherwise: otherwise == nil ? nil : wide(last, as: type)), type)
    }

    /// The one type that all of them have.
    func joined(_ values: [TypedSQL], _ what: String, _ place: Place) throws(Diagnostics) -> SQLType {
        var type = SQLType.null
        for value in values {
            guard let joined = type.joined(with: value.type) else {
                throw Diagnostics(RelationalFault.severalTypes(what: what, type.words, value.type.words), span: place.span)
            }
            type = joined
        }
        return type
    }

    private mutating func list(_ items: [Term], _ place: Place, _ bindings: Bindings) throws(Diagnostics) -> TypedSQL {
        var values: [TypedSQL] = []
        for item in items { values.append(try value(item, bindings)) }
        let type = try joined(values, "a list", place)
        if case .list = type { throw fault(.nestedList, place) }
        return TypedSQL(.operation(.list(type), values.map { wide($0, as: type) }), .list(type))
    }

    /// An object of JSON. Nodes and relationships go into it with all that they have.
    private mutating func map(_ items: [Term.MapItem], _ bindings: Bindings) throws(Diagnostics) -> TypedSQL {
        var values: [TypedSQL] = []
        for item in items {
            switch try binding(item.value, bindings) {
            case .entity(let entity): values.append(TypedSQL(try object(entity, item.value.place).term, .whole(isNode: entity.isNode)))
            case .value(let value):
                if value.type.holdsEntities { throw fault(.entityList, item.value.place) }
                values.append(value.settled)
            case .path, .walk: throw fault(.pathValue, item.value.place)
            }
        }
        let keys = items.map(\.key)
        if Set(keys).count < keys.count { throw fault(.map, items.first?.value.place) }
        return TypedSQL(.operation(.object(keys), values.map { wide($0) }), .map(zip(keys, values).map { SQLField(key: $0, type: $1.type) }))
    }

    private mutating func element(_ base: Term, _ index: Term, _ place: Place, _ bindings: Bindings) throws(Diagnostics) -> TypedSQL {
        if let entries = entries(of: base) { return try entry(of: entries, index, place, bindings) }
        let list = try value(base, bindings)
        guard case .list(let type) = list.type else {
            if list.type == .null { return .null }
            throw fault(.map, place)
        }
        switch Engine.constant(index, parameters: parameters) {
        case .integer(let number)? where abs(number) < 1 << 30: return TypedSQL(.operation(.element(number), [list.term]), type)
        case .null?: return TypedSQL(.constant(.null, type), type)
        default: throw fault(.listElement, index.place)
        }
    }

    /// Of a map that is written out.
    private func entries(of base: Term) -> [(key: String, value: Term)]? {
        switch base.kind {
        case .map(let items): items.map { ($0.key, $0.value) }
        case .constant(.map(let map)): map.sorted { $0.key < $1.key }.map { ($0.key, Term(.constant($0.value), at: base.place.span)) }
        default: nil
        }
    }

    /// An entry by a key out of the row.
    private mutating func entry(
        of entries: [(key: String, value: Term)], _ index: Term, _ place: Place, _ bindings: Bindings
    ) throws(Diagnostics) -> TypedSQL {
        let key = try value(index, bindings)
        if key.type == .null { return .null }
        guard key.type == .text else { throw fault(.map, place) }
        var values: [TypedSQL] = []
        for entry in entries { values.append(try value(entry.value, bindings)) }
        let type = try joined(values, "a map", place)
        guard !entries.isEmpty else { return .null }
        let branches = zip(entries, values).map { entry, value in
            SQLBranch(when: .infix("=", [key.term, .constant(.string(entry.key), .text)]), then: wide(value, as: type))
        }
        return TypedSQL(.cases(branches, otherwise: nil), type)
    }

    private mutating func isIn(_ element: Term, _ list: Term, _ place: Place, _ bindings: Bindings) throws(Diagnostics) -> TypedSQL {
        // A label of several: their order does not matter.
        if case .call(let function, let arguments) = list.kind, function.name == "labels", arguments.count == 1,
            case .string(let label)? = Engine.constant(element, parameters: parameters)
        {
            return try hasLabels(entity(arguments[0], bindings), .name(label), place)
        }
        let value = try value(element, bindings)
        var items: [TypedSQL] = []
        switch (Engine.constant(list, parameters: parameters), list.kind) {
        case (.null?, _): return TypedSQL(.constant(.null, .boolean), .boolean)
        case (.list(let constants)?, _): for constant in constants { items.append(try self.constant(constant, list.place)) }
        case (nil, .list(let terms)): for term in terms { items.append(try self.value(term, bindings)) }
        default:
            let list = try self.value(list, bindings)
            guard case .list(let type) = list.type else {
                if list.type == .null { return TypedSQL(.constant(.null, .boolean), .boolean) }
                throw Diagnostics(RelationalFault.wrongType(what: "IN", wanted: "a list", found: list.type.words), span: place.span)
            }
            guard type == value.type, !value.type.isList, !value.type.isOpaque, value.type != .float else {
                throw Diagnostics(RelationalFault.severalTypes(what: "IN", value.type.words, list.type.words), span: place.span)
            }
            // ANY of a query would go over its rows, and this one has a list in its one row.
            let term = if case .scalar = list.term { SQLTerm.cast(list.term, list.type) } else { list.term }
            return TypedSQL(.operation(.listContains, [term, wide(value)]), .boolean)
        }
        if items.isEmpty { return .truth(false) }
        if value.type.isOpaque { throw fault(.mapComparison, place) }
        if items.allSatisfy({ $0.type == value.type || $0.type == .null }), value.type != .null, !value.type.isList {
            return TypedSQL(.isIn(value.term, items.map { $0.type == .null ? .constant(.null, value.type) : $0.term }), .boolean)
        }
        var tests: [SQLTerm] = []
        for item in items { tests.append(try equal(value, item, place).term) }
        return TypedSQL(tests.count == 1 ? tests[0] : .infix("OR", tests), .boolean)
    }
}

extension SQLType {
    var isList: Bool { if case .list = self { true } else { false } }
}
