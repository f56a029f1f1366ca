import Diagnostics

/// Create, Merge, SetClause, Remove, Delete and Call.
extension Parser {
    mutating func parseCreate() throws(SyntaxError) -> Create {
        let start = index
        try expect(.create)
        let pattern = try parsePattern()
        continuations = ["`,`", "a clause"]
        return Create(pattern: pattern, span: span(from: start))
    }

    mutating func parseMerge() throws(SyntaxError) -> Merge {
        let start = index
        try expect(.merge)
        var merge = Merge(part: try parsePatternPart(), onCreate: [], onMatch: [], span: token.span)
        while accept(.on) {
            if accept(.create) {
                try expect(.set)
                merge.onCreate += try parseSetItems()
            } else if accept(.match) {
                try expect(.set)
                merge.onMatch += try parseSetItems()
            } else {
                throw unexpected(["CREATE", "MATCH"])
            }
        }
        merge.span = span(from: start)
        continuations = ["ON CREATE", "ON MATCH", "a clause"]
        return merge
    }

    mutating func parseSet() throws(SyntaxError) -> SetClause {
        let start = index
        try expect(.set)
        let items = try parseSetItems()
        continuations = ["`,`", "a clause"]
        return SetClause(items: items, span: span(from: start))
    }

    private mutating func parseSetItems() throws(SyntaxError) -> [SetItem] {
        var items: [SetItem] = []
        repeat { items.append(try parseSetItem()) } while accept(.comma)
        return items
    }

    private mutating func parseSetItem() throws(SyntaxError) -> SetItem {
        let start = index
        let target = try parsePostfix()
        switch target.kind {
        case .property(let owner, let key):
            try expect(.equal, "`=`")
            return .property(owner: owner, key: key, value: try parseExpression())
        case .variable(let name):
            let variable = Name(name, target.span)
            if accept(.is) { return .labels(variable, [try parseName("a label")]) }
            if accept(.plus) {
                try expect(.equal, "`=`")
                return .add(variable, try parseExpression())
            }
            guard accept(.equal) else { throw unexpected(["`=`", "`+=`"]) }
            return .replace(variable, try parseExpression())
        case .hasLabels(let owner, let labels):
            guard case .variable(let name) = owner.kind else { fallthrough }
            return .labels(Name(name, owner.span), labels)
        default:
            index = start
            throw unexpected(["a property such as `n.key`", "a variable"])
        }
    }

    mutating func parseRemove() throws(SyntaxError) -> Remove {
        let start = index
        try expect(.remove)
        var items: [RemoveItem] = []
        repeat { items.append(try parseRemoveItem()) } while accept(.comma)
        continuations = ["`,`", "a clause"]
        return Remove(items: items, span: span(from: start))
    }

    private mutating func parseRemoveItem() throws(SyntaxError) -> RemoveItem {
        let start = index
        let target = try parsePostfix()
        switch target.kind {
        case .property(let owner, let key): return .property(owner: owner, key: key)
        case .variable(let name) where accept(.is):
            return .labels(Name(name, target.span), [try parseName("a label")])
        case .hasLabels(let owner, let labels):
            guard case .variable(let name) = owner.kind else { fallthrough }
            return .labels(Name(name, owner.span), labels)
        default:
            index = start
            throw unexpected(["a property such as `n.key`", "labels such as `n:Label`"])
        }
    }

    mutating func parseDelete() throws(SyntaxError) -> Delete {
        let start = index
        let detach = accept(.detach)
        try expect(.delete)
        var targets: [Expression] = []
        repeat { targets.append(try parseExpression()) } while accept(.comma)
        continuations = ["`,`", "a clause"]
        return Delete(detach: detach, targets: targets, span: span(from: start))
    }

    mutating func parseCall() throws(SyntaxError) -> Call {
        let start = index
        try expect(.call)
        let first = index
        _ = try parseName("a procedure")
        while accept(.dot) { _ = try parseName("a procedure") }
        let span = span(from: first)
        var call = Call(procedure: Name(text(span), span), arguments: nil, yield: nil, span: span)
        if accept(.leftParenthesis) {
            var arguments: [Expression] = []
            if kind != .rightParenthesis { repeat { arguments.append(try parseExpression()) } while accept(.comma) }
            try expect(.rightParenthesis, "`)`")
            call.arguments = arguments
        }
        continuations = ["YIELD", "a clause"]
        if accept(.yield) { call.yield = try parseYield() }
        call.span = self.span(from: start)
        return call
    }

    private mutating func parseYield() throws(SyntaxError) -> Yield {
        var yield = Yield(star: accept(.star), items: [], filter: nil)
        if !yield.star {
            repeat {
                let field = try parseName("a field of the procedure")
                yield.items.append(YieldItem(field: field, alias: accept(.as) ? try parseVariable() : nil))
            } while accept(.comma)
        }
        continuations = ["`,`", "WHERE", "a clause"]
        yield.filter = try parseWhere()
        return yield
    }
}
