import CypherSyntax
import Diagnostics
import PropertyGraph

// MARK: - Expressions

/// A resolved expression and what is known of its type.
typealias TypedTerm = (term: Term, type: StaticType?)

extension Resolver {
    mutating func resolve(_ expression: Expression) -> TypedTerm {
        let (term, type) = resolveKind(expression)
        return (term.placed(at: expression.span), type)
    }

    private mutating func resolveKind(_ expression: Expression) -> TypedTerm {
        switch expression.kind {
        case .null: return (.constant(.null), nil)
        case .boolean(let value): return (.constant(.boolean(value)), .boolean)
        case .integer(let value): return (.constant(.integer(value)), .integer)
        case .float(let value): return (.constant(.float(value)), .float)
        case .string(let value): return (.constant(.string(value)), .string)
        case .list(let items):
            let resolved = items.map { resolve($0) }
            let type = resolved.first?.type
            return (.list(resolved.map(\.term)), .list(resolved.allSatisfy { $0.type == type } ? type : nil))
        case .map(let entries):
            return (.map(entries.map { Term.MapItem(key: $0.key.text, value: resolve($0.value).term) }), .map)
        case .parameter(let name): return (parameter(name, expression.span), nil)
        case .variable(let name):
            guard let slot = scope[name] else {
                undefined(name, expression.span)
                return (.constant(.null), nil)
            }
            return (.slot(slot), type(of: slot))
        case .property(let base, let key): return property(base, key)
        case .hasLabels(let base, let labels): return hasLabels(base, labels)
        case .element(let base, let index): return element(base, index)
        case .slice(let base, let from, let to):
            let (list, type) = resolve(base)
            expect(type, "a list", "[..]", base.span) { $0.isList }
            return (.slice(list, from: from.map { bound($0) }, to: to.map { bound($0) }), type)
        case .unary(let op, let operand): return unary(op, operand)
        case .binary(let op, let left, let right): return binary(op, left, right)
        case .comparison(let first, let links): return comparison(first, links)
        case .isNull(let operand, let negated): return (.isNull(resolve(operand).term, negated: negated), .boolean)
        case .function(let call): return function(call, expression.span)
        case .countStar: return aggregate(.countRows, nil, nil, distinct: false, expression.span)
        case .case(let cases): return resolve(cases)
        case .listComprehension(let comprehension): return resolve(comprehension)
        case .patternComprehension(let comprehension): return resolve(comprehension)
        case .quantifier(let quantifier): return resolve(quantifier)
        case .reduce(let reduce): return resolve(reduce)
        case .mapProjection(let projection): return resolve(projection, expression.span)
        case .patternPredicate(let element): return patternPredicate(element)
        case .exists(let subquery): return exists(subquery)
        case .count(let subquery): return count(subquery)
        case .collect(let query): return collect(query, expression.span)
        case .isLabelled(let base, let labels): return isLabelled(base, labels)
        case .isTyped(let operand, let type, let negated):
            return (.typed(resolve(operand).term, type, negated: negated), .boolean)
        case .cast(let operand, let type): return cast(operand, type)
        case .shortestPath(let element, let all): return shortestPath(element, all: all)
        }
    }

    func type(of slot: Slot) -> StaticType? {
        switch kinds[slot] {
        case .node: .node
        case .relationship: .relationship
        case .relationshipList: .list(.relationship)
        case .path: .path
        case .value(let type): type
        }
    }

    /// Throws if the type is known and is not the one required.
    mutating func expect(
        _ type: StaticType?, _ wanted: String, _ by: String, _ span: SourceSpan, _ accepts: (StaticType) -> Bool
    ) {
        guard let type, !accepts(type) else { return }
        report(.wrongType(found: type.words, wanted: wanted, by: by), span)
    }

    /// As `expect`, once for a variable: what is wrong with it is wrong wherever it stands.
    mutating func expect(
        _ type: StaticType?, _ wanted: String, _ by: String, of operand: Expression, _ accepts: (StaticType) -> Bool
    ) {
        guard let type, !accepts(type), isFirstFault(of: operand) else { return }
        report(.wrongType(found: type.words, wanted: wanted, by: by), operand.span)
    }

    /// As `expect`, for what parts are taken of.
    private mutating func expectParts(
        _ type: StaticType?, _ wanted: String, _ by: String, of operand: Expression, _ accepts: (StaticType) -> Bool
    ) {
        guard let type, !accepts(type), isFirstFault(of: operand) else { return }
        // A path is known from its pattern, and the language calls that a fault of syntax.
        if type == .path { return report(.wrongType(found: type.words, wanted: wanted, by: by), operand.span) }
        report(.wrongAccess(found: type.words, wanted: wanted, by: by), operand.span)
    }

    private mutating func parameter(_ name: String, _ span: SourceSpan) -> Term {
        if let parameters, !parameters.contains(name), isFirstFault("$" + name) {
            report(.missingParameter(name, near: near(name, in: parameters.sorted())), span)
        }
        return .parameter(name)
    }

    private mutating func property(_ base: Expression, _ key: Name) -> TypedTerm {
        let (term, type) = resolve(base)
        expectParts(type, "a node, a relationship, a map or a date", ".\(key.text)", of: base) {
            [.node, .relationship, .map].contains($0) || $0.isTemporal
        }
        if type == .node || type == .relationship { checkProperty(key) }
        if case .slot(let slot) = term.kind { loadedColumns[slot]?.append(LoadedColumn(name: key.text, span: key.span)) }
        return (.property(term, key: key.text), nil)
    }

    private mutating func hasLabels(_ base: Expression, _ labels: [Name]) -> TypedTerm {
        let (term, type) = resolve(base)
        expect(type, "a node or a relationship", ":", of: base) { $0 == .node || $0 == .relationship }
        for label in labels { if type == .relationship { checkType(label) } else { checkLabel(label) } }
        return (.hasLabels(term, labels.map(\.text)), .boolean)
    }

    private mutating func element(_ base: Expression, _ index: Expression) -> TypedTerm {
        let (container, type) = resolve(base)
        let (place, placeType) = resolve(index)
        expectParts(type, "a list, a map, a node or a relationship", "[ ]", of: base) {
            $0.isList || [.map, .node, .relationship].contains($0)
        }
        var element: StaticType?
        if case .list(let inner)? = type {
            element = inner
            expectParts(placeType, "an integer", "a place in a list", of: index) { $0 == .integer }
        } else if type == .map || type == .node || type == .relationship {
            expectParts(placeType, "a string", "a key", of: index) { $0 == .string }
        }
        return (.element(container, place), element)
    }

    private mutating func bound(_ expression: Expression) -> Term {
        let (term, type) = resolve(expression)
        expect(type, "integers", "[..]", expression.span) { $0 == .integer }
        return term
    }

    private mutating func unary(_ op: UnaryOperator, _ operand: Expression) -> TypedTerm {
        let (term, type) = resolve(operand)
        switch op {
        case .not:
            expect(type, "a boolean", "NOT", operand.span) { $0 == .boolean }
            return (.not(term), .boolean)
        case .minus:
            expect(type, "a number", "-", operand.span) { $0.isNumber }
            return (.negate(term), type)
        case .plus:
            expect(type, "a number", "+", operand.span) { $0.isNumber }
            return (.positive(term), type)
        }
    }

    private mutating func binary(_ op: BinaryOperator, _ left: Expression, _ right: Expression) -> TypedTerm {
        if op == .and || op == .or { return junction(op, left, right) }
        let (a, typeA) = resolve(left)
        let (b, typeB) = resolve(right)
        func both(_ wanted: String, _ accepts: (StaticType) -> Bool) {
            expect(typeA, wanted, op.rawValue, left.span, accepts)
            expect(typeB, wanted, op.rawValue, right.span, accepts)
        }
        switch op {
        case .or, .and: preconditionFailure("junctions are resolved above")
        case .xor:
            both("booleans") { $0 == .boolean }
            return (.xor(a, b), .boolean)
        case .add: return (.arithmetic(.add, a, b), sum(typeA, typeB, left.span, right.span))
        case .subtract, .multiply, .divide, .modulo, .power:
            let kind = ArithmeticOperator(rawValue: op.rawValue)!
            if typeA?.isTemporal == true || typeB?.isTemporal == true {
                return (.arithmetic(kind, a, b), temporalResult(kind, typeA, typeB, left.span, right.span))
            }
            both("numbers") { $0.isNumber }
            let type: StaticType? = op == .power ? .float
                : typeA == .integer && typeB == .integer ? .integer
                : typeA == nil || typeB == nil ? nil : .float
            return (.arithmetic(kind, a, b), type)
        case .concatenate: return (.arithmetic(.concatenate, a, b), concatenation(typeA, typeB, left, right))
        case .in:
            expect(typeB, "a list", "IN", right.span) { $0.isList }
            return (.isIn(a, b), .boolean)
        case .startsWith, .endsWith, .contains, .matches:
            return (.string(StringOperator(rawValue: op.rawValue)!, a, b), .boolean)
        }
    }

    /// `a AND b AND c` is one term, however the tree leans; its operands are met in a loop.
    private mutating func junction(_ op: BinaryOperator, _ left: Expression, _ right: Expression) -> TypedTerm {
        var operands: [Expression] = []
        var pending = [right, left]
        while let next = pending.popLast() {
            if case .binary(op, let left, let right) = next.kind { pending += [right, left] } else { operands.append(next) }
        }
        var terms: [Term] = []
        for operand in operands {
            let (term, type) = resolve(operand)
            expect(type, "booleans", op.rawValue, operand.span) { $0 == .boolean }
            terms.append(term)
        }
        return (op == .and ? .and(terms) : .or(terms), .boolean)
    }

    private mutating func sum(_ a: StaticType?, _ b: StaticType?, _ left: SourceSpan, _ right: SourceSpan) -> StaticType? {
        switch (a, b) {
        case (.list?, _), (_, .list?): return .list(nil)
        case (nil, _), (_, nil): return nil
        case (let x?, let y?) where x.isTemporal || y.isTemporal: return temporalResult(.add, x, y, left, right)
        case (.integer?, .integer?): return .integer
        case (let a?, let b?) where a.isNumber && b.isNumber: return .float
        case (.string?, let b?) where b == .string || b.isNumber: return .string
        case (let a?, .string?) where a.isNumber: return .string
        case (let a?, let b?):
            let odd = a.isNumber || a == .string ? b : a
            report(.wrongType(found: odd.words, wanted: "numbers, strings or lists", by: "+"), odd == a ? left : right)
            return nil
        }
    }

    private mutating func concatenation(_ a: StaticType?, _ b: StaticType?, _ left: Expression, _ right: Expression) -> StaticType? {
        expect(a, "strings or lists", "||", left.span) { $0 == .string || $0.isList }
        switch (a, b) {
        case (.string?, _): expect(b, "a string", "|| behind a string", right.span) { $0 == .string }
        case (.list?, _): expect(b, "a list", "|| behind a list", right.span) { $0.isList }
        default: expect(b, "strings or lists", "||", right.span) { $0 == .string || $0.isList }
        }
        if a == .string || b == .string { return .string }
        if a?.isList == true || b?.isList == true { return a == b ? a : .list(nil) }
        return nil
    }

    /// Where one side at least is known for a date, a time or a duration.
    private mutating func temporalResult(
        _ op: ArithmeticOperator, _ a: StaticType?, _ b: StaticType?, _ left: SourceSpan, _ right: SourceSpan
    ) -> StaticType? {
        switch TemporalArithmetic.result(op, a, b) {
        case .type(let type): return type
        case .unknown: return nil
        case .leftIsWrong(let wanted): report(.wrongType(found: a!.words, wanted: wanted, by: op.rawValue), left)
        case .rightIsWrong(let wanted): report(.wrongType(found: b!.words, wanted: wanted, by: op.rawValue), right)
        }
        return nil
    }

    private mutating func comparison(_ first: Expression, _ links: [ComparisonLink]) -> TypedTerm {
        var left = resolve(first).term
        var terms: [Term] = []
        for link in links {
            let right = resolve(link.operand).term
            switch link.comparison {
            case .equal: terms.append(.equal(left, right))
            case .notEqual: terms.append(.notEqual(left, right))
            case .less: terms.append(.order(.less, left, right))
            case .lessOrEqual: terms.append(.order(.lessOrEqual, left, right))
            case .greater: terms.append(.order(.greater, left, right))
            case .greaterOrEqual: terms.append(.order(.greaterOrEqual, left, right))
            }
            left = right
        }
        return (.all(terms), .boolean)
    }
}

extension StaticType {
    var isList: Bool {
        if case .list = self { true } else { false }
    }
}
