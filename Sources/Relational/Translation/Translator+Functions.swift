import Diagnostics
import PropertyGraph
import QueryEngine

/// Functions whose results SQL has as well, to the letter.
extension Translator {
    mutating func call(_ name: String, _ arguments: [Term], _ place: Place, _ bindings: Bindings) throws(Diagnostics) -> TypedSQL {
        if let found = try entityFunction(name, arguments, place, bindings) { return found }
        var values: [TypedSQL] = []
        for argument in arguments { values.append(try value(argument, bindings)) }
        if name == "coalesce" {
            let type = try joined(values, "coalesce()", place)
            return TypedSQL(.call("coalesce", values.map { wide($0, as: type) }), type)
        }
        if name == "exists" { return TypedSQL(.isNull(wide(values[0]), negated: true), .boolean) }
        guard let first = values.first else { return try withoutArguments(name, place) }
        if first.type == .null, ["size", "length", "head", "last", "abs", "toUpper", "toLower", "toInteger", "toFloat", "toString", "sign"].contains(name) { return .null }
        switch first.type {
        case .text: return try textFunction(name, values, place)
        case .integer, .float: return try numberFunction(name, first, values, place)
        case .list(let element): return try listFunction(name, first, element, place)
        case .boolean:
            if name == "toString" { return TypedSQL(.cast(first.term, .text), .text) }
            if name == "toBoolean" { return first }
            if name == "toInteger" {
                func whole(_ number: Int) -> SQLTerm { .cast(.constant(.integer(number), .integer), .integer) }
                return TypedSQL(.cases([SQLBranch(when: first.term, then: whole(1)), SQLBranch(when: .not(first.term), then: whole(0))], otherwise: nil), .integer)
            }
        case .date:
            if name == "date", values.count == 1 { return first }
            if name == "toString" { return TypedSQL(.cast(first.term, .text), .text) }
        case .floatOrZero, .node, .relationship, .null, .whole, .map: break
        }
        throw Diagnostics(RelationalFault.function(name), span: place.span)
    }

    private func withoutArguments(_ name: String, _ place: Place) throws(Diagnostics) -> TypedSQL {
        switch name {
        case "pi": TypedSQL(.constant(.float(.pi), .float), .float)
        case "e": TypedSQL(.constant(.float(2.718281828459045), .float), .float)
        default: throw Diagnostics(RelationalFault.function(name), span: place.span)
        }
    }

    private mutating func entityFunction(_ name: String, _ arguments: [Term], _ place: Place, _ bindings: Bindings) throws(Diagnostics) -> TypedSQL? {
        guard let argument = arguments.first else { return nil }
        switch name {
        case "id", "elementId": throw fault(.nodeNumber, place)
        case "properties", "keys": throw fault(.wholeEntity, place)
        case "type":
            let entity = try entity(argument, bindings)
            return try byTable(entity, .text, place) { .constant(.string($0.labelList.first ?? ""), .text) }
        case "labels":
            let entity = try entity(argument, bindings)
            guard entity.tables.allSatisfy({ schema.nodes[$0].labelList.count < 2 }) else { throw fault(.labelOrder, place) }
            return try byTable(entity, .list(.text), place) { .constant(.list(ValueList($0.labelList.map(Value.string))), .list(.text)) }
        case "startNode", "endNode":
            let entity = try entity(argument, bindings)
            guard entity.ends.count == 2 else { throw Diagnostics(RelationalFault.unknownColumns(key: name + "()"), span: place.span) }
            return TypedSQL(entity.ends[name == "startNode" ? 0 : 1], .node)
        case "length", "size":
            switch try binding(argument, bindings) {
            case .path(let length): return TypedSQL(length, .integer)
            case .walk(_, let steps): return TypedSQL(steps, .integer)
            case .value, .entity: return nil
            }
        case "nodes", "relationships": throw fault(.pathValue, place)
        default: return nil
        }
    }

    // MARK: Text

    private func textFunction(_ name: String, _ values: [TypedSQL], _ place: Place) throws(Diagnostics) -> TypedSQL {
        let text = values[0].term
        switch name {
        case "size": return TypedSQL(.operation(.textLength, [text]), .integer)
        case "isEmpty": return TypedSQL(.infix("=", [.operation(.textLength, [text]), .constant(.integer(0), .integer)]), .boolean)
        case "toString": return values[0]
        case "toUpper": return ascii("toUpper()", "upper", text, place)
        case "toLower": return ascii("toLower()", "lower", text, place)
        case "reverse": return ascii("reverse()", "reverse", text, place)
        case "left":
            return TypedSQL(.operation(.substring, [text, .constant(.integer(1), .integer), try count(values[1], name, place)]), .text)
        case "right": return TypedSQL(.operation(.right, [text, try count(values[1], name, place)]), .text)
        case "substring":
            let start = try number(values[1], name, place)
            var parts = [text, SQLTerm.constant(.integer(start + 1), .integer)]
            if values.count > 2 { parts.append(try count(values[2], name, place)) }
            return TypedSQL(.operation(.substring, parts), .text)
        case "replace":
            guard values.count == 3, case .constant(.string(let search), _) = values[1].term, !search.isEmpty, values[2].type == .text else {
                throw Diagnostics(RelationalFault.function(name), span: place.span)
            }
            return TypedSQL(.call("replace", values.map(\.term)), .text)
        default: throw Diagnostics(RelationalFault.function(name), span: place.span)
        }
    }

    /// Engines change and turn round other letters each in its own way.
    private func ascii(_ function: String, _ name: String, _ text: SQLTerm, _ place: Place) -> TypedSQL {
        TypedSQL(
            .cases(
                [
                    SQLBranch(when: .infix("=", [.operation(.textBytes, [text]), .operation(.textLength, [text])]), then: .call(name, [text])),
                    SQLBranch(when: .isNull(text, negated: true), then: .failure(RowRefusal("\(function) of text beyond ASCII", place), .text, about: text)),
                ], otherwise: nil), .text)
    }

    private func number(_ value: TypedSQL, _ function: String, _ place: Place) throws(Diagnostics) -> Int {
        guard case .constant(.integer(let number), _) = value.term, number >= 0, number < 1 << 30 else {
            throw Diagnostics(RelationalFault.function(function), span: place.span)
        }
        return number
    }

    private func count(_ value: TypedSQL, _ function: String, _ place: Place) throws(Diagnostics) -> SQLTerm {
        .constant(.integer(try number(value, function, place)), .integer)
    }

    // MARK: Numbers and lists

    private func numberFunction(_ name: String, _ first: TypedSQL, _ values: [TypedSQL], _ place: Place) throws(Diagnostics) -> TypedSQL {
        let number = asFloat(first)
        switch name {
        case "abs": return TypedSQL(.call("abs", [wide(first)]), first.type)
        case "sign": return TypedSQL(.cast(.call("sign", [wide(first)]), .integer), .integer)
        case "ceil", "floor": return TypedSQL(.cast(.call(name, [number]), .float), .float)
        case "round" where values.count == 1:
            // Adding a half first would round twice.
            let below = SQLTerm.cast(.call("floor", [number]), .float)
            let isUp = SQLTerm.infix(">=", [.infix("-", [number, below]), .constant(.float(0.5), .float)])
            return TypedSQL(
                .cases([SQLBranch(when: isUp, then: .infix("+", [below, .constant(.float(1), .float)]))], otherwise: below), .float)
        case "exp": return TypedSQL(.call(name, [number]), .float)
        case "sqrt":
            let refusal = RowRefusal("sqrt() of a negative number", place)
            return TypedSQL(refusing(refusal, number, where: .infix("<", [number, .float(0)]), else: .call(name, [number])), .float)
        case "log":
            let refusal = RowRefusal("log() of a number that is not positive", place)
            return TypedSQL(refusing(refusal, number, where: .infix("<=", [number, .float(0)]), else: .call("ln", [number])), .float)
        case "toFloat": return TypedSQL(number, .float)
        case "toInteger": return first.type == .integer ? first : TypedSQL(.operation(.truncation, [number]), .integer)
        case "toString":
            if first.type == .float { throw fault(.floatText, place) }
            return TypedSQL(.cast(first.term, .text), .text)
        case "toBoolean" where first.type == .integer: return TypedSQL(.infix("<>", [first.term, .constant(.integer(0), .integer)]), .boolean)
        case "range": throw fault(.range, place)
        default: throw Diagnostics(RelationalFault.function(name), span: place.span)
        }
    }

    private func listFunction(_ name: String, _ list: TypedSQL, _ element: SQLType, _ place: Place) throws(Diagnostics) -> TypedSQL {
        switch name {
        case "size": TypedSQL(.operation(.listSize, [list.term]), .integer)
        case "isEmpty": TypedSQL(.infix("=", [.operation(.listSize, [list.term]), .constant(.integer(0), .integer)]), .boolean)
        case "head": TypedSQL(.operation(.element(0), [list.term]), element)
        case "last": TypedSQL(.operation(.element(-1), [list.term]), element)
        case "reverse": TypedSQL(.operation(.listReversed, [list.term]), list.type)
        default: throw Diagnostics(RelationalFault.function(name), span: place.span)
        }
    }
}
