import Diagnostics

/// Statement, Query, SingleQuery, Union and Clause.
extension Parser {
    mutating func parseStatement() throws(SyntaxError) -> Statement {
        let prefix = try parsePrefix()
        var mode = Statement.Mode.run
        if accept(.explain) { mode = .explain } else if accept(.profile) { mode = .profile }
        let commit = try parsePeriodicCommit()
        let body = try parseBody(takesSchema: mode == .run && commit == nil)
        if accept(.semicolon) { continuations = ["the end"] }
        guard kind == .end else { throw unexpected(continuations) }
        var statement = Statement(prefix: prefix, mode: mode, body: body, span: span(from: 0))
        statement.periodicCommit = commit
        return statement
    }

    private mutating func parseBody(takesSchema: Bool) throws(SyntaxError) -> Statement.Body {
        guard takesSchema, startsSchemaCommand else { return .query(try parseQuery()) }
        return keyword == .show ? .query(try parseShow()) : .schema(try parseSchemaCommand())
    }

    private mutating func parsePeriodicCommit() throws(SyntaxError) -> PeriodicCommit? {
        let start = index
        guard accept(.using) else { return nil }
        try expect(.periodic)
        try expect(.commit)
        let rows = kind == .integer ? try parseInteger() : nil
        return PeriodicCommit(rows: rows, span: span(from: start))
    }

    /// `CYPHER 5 planner=cost`
    private mutating func parsePrefix() throws(SyntaxError) -> CypherPrefix? {
        let start = index
        guard accept(.cypher) else { return nil }
        var prefix = CypherPrefix(span: token.span)
        if kind == .integer || kind == .float {
            prefix.version = text(token.span)
            advance()
        }
        while kind == .name || kind == .quotedName, peek().kind == .equal {
            let name = takeName()
            advance()
            prefix.options.append(.init(name: name, value: try parseName("a value such as `cost`")))
        }
        prefix.span = span(from: start)
        return prefix
    }

    mutating func parseQuery() throws(SyntaxError) -> Query {
        var query = Query(first: try parseSingleQuery(inUnion: false))
        while keyword == .union {
            let union = try parseUnion()
            if let first = query.unions.first, first.all != union.all { throw SyntaxError(.mixedUnions, union.span) }
            query.unions.append(union)
        }
        return query
    }

    private mutating func parseUnion() throws(SyntaxError) -> Union {
        let start = index
        try expect(.union)
        let all = accept(.all)
        if !all { _ = accept(.distinct) }
        let span = span(from: start)
        return Union(all: all, query: try parseSingleQuery(inUnion: true), span: span)
    }

    private mutating func parseSingleQuery(inUnion: Bool) throws(SyntaxError) -> SingleQuery {
        let start = index
        var clauses: [Clause] = []
        continuations = ["MATCH", "UNWIND", "WITH", "RETURN", "CREATE", "MERGE"]
        while let clause = try parseClause(after: clauses.last) { clauses.append(clause) }
        try checkEnd(clauses, isAlone: !inUnion && clauses.count == 1 && keyword != .union)
        return SingleQuery(clauses: clauses, span: span(from: start))
    }

    /// The next clause, or nil where the query ends.
    private mutating func parseClause(after last: Clause?) throws(SyntaxError) -> Clause? {
        if let keyword, let around = readingSubquery, keyword.startsWritingClause || keyword == .insert {
            throw SyntaxError(.writingInSubquery(keyword.word, around), token.span)
        }
        if case .finish = last, kind == .name, keyword != .union { throw unexpected(continuations) }
        if let keyword, keyword.startsClause {
            if case .return = last { throw SyntaxError(.clauseAfterReturn(keyword.word), token.span) }
            if let writing = last?.writingWord, [.match, .optional, .unwind, .load, .call].contains(keyword) {
                throw SyntaxError(.withNeeded(after: writing, before: keyword.word), token.span)
            }
        }
        if keyword == .use, last == nil { return .use(try parseUse()) }
        if startsCallSubquery() { return .subquery(try parseCallSubquery()) }
        if let clause = try parseExtensionClause() {
            if case .return = last { throw SyntaxError(.clauseAfterReturn(clause.word), clause.wordSpan) }
            return clause
        }
        switch keyword {
        case .match, .optional: return .match(try parseMatch())
        case .unwind: return .unwind(try parseUnwind())
        case .load: return try parseLoad()
        case .call: return .call(try parseCall())
        case .create: return .create(try parseCreate())
        case .merge: return .merge(try parseMerge())
        case .set: return .set(try parseSet())
        case .remove: return .remove(try parseRemove())
        case .delete, .detach: return .delete(try parseDelete())
        case .foreach: return .foreach(try parseForeach())
        case .with: return .with(try parseWith())
        case .return: return .return(try parseReturn())
        case .union where last != nil: return nil
        default: break
        }
        let ends = kind == .end || kind == .semicolon || kind == .rightBrace && depth > 0
        if ends, last != nil { return nil }
        throw unexpected(continuations)
    }

    /// `isAlone`: the query is this one clause.
    private func checkEnd(_ clauses: [Clause], isAlone: Bool) throws(SyntaxError) {
        let last: String
        switch clauses.last {
        case .return, .finish, nil: return
        case .use: last = "USE"
        // `EXISTS { MATCH … }` and `COUNT { MATCH … }` need none.
        case _ where !insideCall && (readingSubquery == "EXISTS" || readingSubquery == "COUNT"): return
        case .match(let match): last = match.optional ? "OPTIONAL MATCH" : "MATCH"
        case .unwind: last = "UNWIND"
        case .load: last = "LOAD CSV"
        case .loadTable: last = "LOAD TABLE"
        // Writing is an end in itself, and so is calling a procedure when that is all.
        case .create, .merge, .set, .remove, .delete, .foreach, .show: return
        case .call where isAlone && depth == 0: return
        case .call: last = "CALL"
        case .with: last = "WITH"
        // So is a subquery that writes.
        case .subquery(let call) where call.query.isUnit: return
        case .subquery: last = "CALL"
        case .for: last = "FOR"
        case .let: last = "LET"
        case .filter: last = "FILTER"
        }
        throw SyntaxError(.missingReturn(after: last), token.span)
    }
}

extension Query {
    /// Ends without RETURN: it gives no columns.
    public var isUnit: Bool {
        switch first.clauses.last {
        case .return: false
        // A procedure alone gives all its columns.
        case .call: first.clauses.count > 1
        default: true
        }
    }
}

extension Clause {
    /// The word of a clause of ISO GQL, and its place.
    fileprivate var word: String {
        switch self {
        case .for: "FOR"
        case .let: "LET"
        case .filter: "FILTER"
        case .finish: "FINISH"
        default: "INSERT"
        }
    }

    fileprivate var wordSpan: SourceSpan { SourceSpan(span.start, span.start + word.utf8.count) }

    /// The word of a writing clause.
    fileprivate var writingWord: String? {
        switch self {
        case .create(let create): create.isInsert ? "INSERT" : "CREATE"
        case .merge: "MERGE"
        case .set: "SET"
        case .remove: "REMOVE"
        case .delete: "DELETE"
        case .foreach: "FOREACH"
        default: nil
        }
    }
}
