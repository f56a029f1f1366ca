import Diagnostics

/// Create, Merge, SetClause, Remove, Delete, Foreach and Call.
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
        let words = ["a property such as `n.key`", "a variable"]
        switch try parseTarget(words) {
        case .property(let owner, let key)?:
            try expect(.equal, "`=`")
            return .property(owner: owner, key: key, value: try parseExpression())
        case .variable(let variable)?:
            if accept(.is) { return .labels(variable, [try parseName("a label")]) }
            if accept(.plusEqual) { return .add(variable, try parseExpression()) }
            guard accept(.equal) else { throw unexpected(["`=`", "`+=`"]) }
            return .replace(variable, try parseExpression())
        case .labels(let variable, let labels)?: return .labels(variable, labels)
        case nil:
            index = start
            throw unexpected(words)
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
        let words = ["a property such as `n.key`", "labels such as `n:Label`"]
        switch try parseTarget(words) {
        case .property(let owner, let key)?: return .property(owner: owner, key: key)
        case .labels(let variable, let labels)?: return .labels(variable, labels)
        case .variable(let variable)? where accept(.is): return .labels(variable, [try parseName("a label")])
        case .variable?, nil:
            index = start
            throw unexpected(words)
        }
    }

    /// What SET and REMOVE can change.
    private enum Target {
        case property(Expression, Name)
        case labels(Name, [Name])
        case variable(Name)
    }

    /// Nil where an expression stands that nothing can be set of. The thing that has the property can stand in
    /// parentheses, `(n).key`, but neither the property nor a variable can. Where nothing begins, `words` are expected.
    private mutating func parseTarget(_ words: [String]) throws(SyntaxError) -> Target? {
        let start = index
        let target: Expression
        do throws(SyntaxError) { target = try parsePostfix() } catch {
            guard index == start, case .unexpectedInput = error.fault else { throw error }
            let isMeantAsVariable = kind == .name && [.equal, .plusEqual, .dot, .colon].contains(peek().kind)
            throw isMeantAsVariable ? SyntaxError(.reservedWord(text(token.span)), token.span) : unexpected(words)
        }
        switch target.kind {
        case .property(let owner, let key) where brackets.closing(start) != index - 1: return .property(owner, key)
        case .variable(let name) where kind(at: start) != .leftParenthesis: return .variable(Name(name, target.span))
        case .hasLabels(let owner, let labels) where kind(at: start) != .leftParenthesis:
            guard case .variable(let name) = owner.kind else { return nil }
            return .labels(Name(name, owner.span), labels)
        default: return nil
        }
    }

    private func kind(at index: Int) -> Token.Kind { tokens[index].kind }

    mutating func parseDelete() throws(SyntaxError) -> Delete {
        let start = index
        let detach = accept(.detach)
        try expect(.delete)
        var targets: [Expression] = []
        repeat { targets.append(try parseExpression()) } while accept(.comma)
        continuations = ["`,`", "a clause"]
        return Delete(detach: detach, targets: targets, span: span(from: start))
    }

    mutating func parseForeach() throws(SyntaxError) -> Foreach {
        let start = index
        try expect(.foreach)
        try enter(2)
        try expect(.leftParenthesis, "`(`")
        let (variable, list) = try parseBinding(barEnds: true)
        try expect(.pipe, "`|`")
        var clauses: [Clause] = []
        continuations = []
        repeat { clauses.append(try parseWritingClause()) } while kind != .rightParenthesis
        advance()
        leave(2)
        continuations = ["a clause"]
        return Foreach(variable: variable, list: list, clauses: clauses, span: span(from: start))
    }

    private mutating func parseWritingClause() throws(SyntaxError) -> Clause {
        switch keyword {
        case .create: return .create(try parseCreate())
        case .insert: return .create(try parseInsert())
        case .merge: return .merge(try parseMerge())
        case .set: return .set(try parseSet())
        case .remove: return .remove(try parseRemove())
        case .delete, .detach: return .delete(try parseDelete())
        case .foreach: return .foreach(try parseForeach())
        default:
            let words = ["CREATE", "MERGE", "SET", "DELETE", "REMOVE", "FOREACH"]
            throw unexpected(continuations.filter { $0 != "a clause" } + words + (continuations.isEmpty ? [] : ["`)`"]))
        }
    }

    mutating func parseUse() throws(SyntaxError) -> Use {
        let start = index
        advance()
        let graph = try parseProcedureName("a graph")
        continuations = ["`.`", "`(`", "a clause"]
        return Use(graph: graph, arguments: try parseArguments() ?? [], span: span(from: start))
    }

    mutating func parseCall() throws(SyntaxError) -> Call {
        let start = index
        try expect(.call)
        var call = Call(procedure: try parseProcedureName("a procedure"), arguments: nil, yield: nil, span: token.span)
        call.arguments = try parseArguments()
        continuations = ["YIELD", "a clause"]
        if accept(.yield) { call.yield = try parseYield() }
        call.span = span(from: start)
        return call
    }

    private mutating func parseProcedureName(_ what: String) throws(SyntaxError) -> Name {
        let start = index
        var parts = [try parseName(what).text]
        while accept(.dot) { parts.append(try parseName(what).text) }
        return Name(parts.joined(separator: "."), span(from: start))
    }

    /// nil where no parentheses stand.
    private mutating func parseArguments() throws(SyntaxError) -> [Expression]? {
        guard accept(.leftParenthesis) else { return nil }
        var arguments: [Expression] = []
        if kind != .rightParenthesis { repeat { arguments.append(try parseExpression()) } while accept(.comma) }
        try expect(.rightParenthesis, "`)`")
        continuations = ["a clause"]
        return arguments
    }

    mutating func parseYield() throws(SyntaxError) -> Yield {
        var yield = Yield(star: accept(.star), items: [], filter: nil)
        if !yield.star {
            repeat { yield.items.append(try parseYieldItem()) } while accept(.comma)
        }
        continuations = yield.star ? ["WHERE", "a clause"] : ["`,`", "WHERE", "a clause"]
        yield.filter = try parseWhere()
        return yield
    }

    /// A field can have any name, but one without an alias becomes a variable.
    private mutating func parseYieldItem() throws(SyntaxError) -> YieldItem {
        guard peek().keyword == .as else { return YieldItem(field: try parseVariable(), alias: nil) }
        let field = try parseName("a field of the procedure")
        advance()
        return YieldItem(field: field, alias: try parseVariable())
    }
}
