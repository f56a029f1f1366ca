import CypherSyntax
import Diagnostics
import PropertyGraph

// MARK: - Functions and aggregates

extension Resolver {
    mutating func function(_ call: FunctionCall, _ span: SourceSpan) -> TypedTerm {
        let name = call.name.text
        if let function = Aggregate(named: name) { return aggregate(function, call, span) }
        guard let id = FunctionTable.find(name) ?? own(name) else {
            for argument in call.arguments { _ = resolve(argument) }
            report(.unknownFunction(name, near: near(name, in: FunctionTable.allNames + functions.map(\.scalar.name))), call.name.span)
            return (.constant(.null), nil)
        }
        let function = FunctionTable[id]
        if insideAggregate, !function.isDeterministic { report(.notConstantInAggregation(function.name), span) }
        if let quantifier = call.quantifier {
            report(.distinctNotAllowed(function: function.name, quantifier: quantifier.rawValue), span)
        }
        let arguments = call.arguments.map { resolve($0) }
        guard function.arity.contains(arguments.count) else {
            report(
                .wrongNumberOfArguments(function: function.name, usage: function.arityWords, found: arguments.count), span)
            return (.constant(.null), nil)
        }
        for (index, argument) in arguments.enumerated() {
            guard let accepts = function.accepts(at: index) else { continue }
            expect(argument.type, accepts.words, function.name + "()", call.arguments[index].span) { accepts.matches($0) }
        }
        return (.call(id, arguments.map(\.term)), function.result)
    }

    private func own(_ name: String) -> FunctionID? {
        functions.first { $0.scalar.name.lowercased() == name.lowercased() }.map { .own($0) }
    }

    private mutating func aggregate(_ function: Aggregate, _ call: FunctionCall, _ span: SourceSpan) -> TypedTerm {
        let wanted = function.takesParameter ? 2 : 1
        guard call.arguments.count == wanted else {
            report(
                .wrongNumberOfArguments(
                    function: function.rawValue, usage: wanted == 1 ? "1 argument" : "2 arguments",
                    found: call.arguments.count), span)
            return (.constant(.null), nil)
        }
        let nested = insideAggregate
        insideAggregate = true
        let argument = resolve(call.arguments[0])
        let parameter = wanted == 2 ? resolve(call.arguments[1]) : nil
        insideAggregate = nested
        for (index, (type, accepts)) in [(argument.type, function.accepts), (parameter?.type, .number)].enumerated() {
            guard let accepts, index < wanted else { continue }
            expect(type, accepts.words, function.rawValue + "()", call.arguments[index].span) { accepts.matches($0) }
        }
        return aggregate(function, argument, parameter, distinct: call.quantifier == .distinct, span)
    }

    mutating func aggregate(
        _ function: Aggregate, _ argument: TypedTerm?, _ parameter: TypedTerm?, distinct: Bool, _ span: SourceSpan
    ) -> TypedTerm {
        if insideAggregate {
            report(.nestedAggregation, span)
            return (.constant(.null), nil)
        }
        guard let found = aggregates else {
            report(.aggregationOutOfPlace("this place: only in RETURN, WITH, and their ORDER BY"), span)
            return (.constant(.null), nil)
        }
        let type = function.result(of: argument?.type)
        var item = AggregateItem(
            slot: -1, function: function, argument: argument?.term, parameter: parameter?.term, distinct: distinct)
        if let same = found.first(where: {
            item.slot = $0.slot
            return item == $0
        }) {
            // rand() and its like could differ, but an aggregate over the same rows written twice is meant once.
            return (.slot(same.slot), type)
        }
        item.slot = newSlot(type.map(SlotKind.init) ?? .value(nil))
        item.place.span = span
        aggregates!.append(item)
        return (.slot(item.slot), type)
    }
}
