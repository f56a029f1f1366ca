import Diagnostics

/// Statement, Query, SingleQuery, Union and Clause.
extension Parser {
    /// Nil, or a tree with holes, where faults were recorded.
    mutating func parseStatement() -> Statement? {
        var mode = Statement.Mode.run
        if accept(.explain) { mode = .explain } else if accept(.profile) { mode = .profile }
        do throws(SyntaxError) {
            let query = try parseQuery(recovers: true)
            if accept(.semicolon) { continuations = ["the end"] }
            guard kind == .end else { throw unexpected(continuations) }
            return Statement(mode: mode, query: query, span: span(from: 0))
        } catch {
            record(error)
            return nil
        }
    }

    /// With `recovers`, faults are recorded and parsing goes on at the next clause.
    mutating func parseQuery(recovers: Bool = false) throws(SyntaxError) -> Query {
        var query = Query(first: try parseSingleQuery(recovers: recovers, inUnion: false))
        while keyword == .union {
            let union = try parseUnion(recovers: recovers)
            if let first = query.unions.first, first.all != union.all, faults.isEmpty {
                throw SyntaxError(.mixedUnions, union.span)
            }
            query.unions.append(union)
        }
        return query
    }

    private mutating func parseUnion(recovers: Bool) throws(SyntaxError) -> Union {
        let start = index
        try expect(.union)
        let all = accept(.all)
        let span = span(from: start)
        return Union(all: all, query: try parseSingleQuery(recovers: recovers, inUnion: true), span: span)
    }

    private mutating func parseSingleQuery(recovers: Bool, inUnion: Bool) throws(SyntaxError) -> SingleQuery {
        let start = index
        var clauses: [Clause] = []
        continuations = ["MATCH", "UNWIND", "WITH", "RETURN", "CREATE", "MERGE"]
        while true {
            let clauseStart = index
            do throws(SyntaxError) {
                guard let clause = try parseClause(after: clauses.last) else { break }
                clauses.append(clause)
            } catch {
                guard recovers else { throw error }
                record(error)
                if index == clauseStart { advance() }
                switch error.fault {
                // What follows is within what was given up, or wrong as a whole.
                case .nestedTooDeeply, .clauseAfterReturn, .withNeeded, .writingInSubquery, .missingReturn: index = tokens.count - 1
                // The word starts no clause here.
                case .reservedWord:
                    advance()
                    skipToClause()
                default: skipToClause()
                }
            }
        }
        if faults.isEmpty { try checkEnd(clauses, isAlone: !inUnion && clauses.count == 1 && keyword != .union) }
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
        case .load: return .load(try parseLoadCsv())
        case .call: return .call(try parseCall())
        case .create: return .create(try parseCreate())
        case .merge: return .merge(try parseMerge())
        case .set: return .set(try parseSet())
        case .remove: return .remove(try parseRemove())
        case .delete, .detach: return .delete(try parseDelete())
        case .with: return .with(try parseWith())
        case .return: return .return(try parseReturn())
        case .union where last != nil || !faults.isEmpty: return nil
        default: break
        }
        let ends = kind == .end || kind == .semicolon || kind == .rightBrace && depth > 0
        if ends, last != nil || !faults.isEmpty { return nil }
        throw unexpected(continuations)
    }

    /// `isAlone`: the query is this one clause.
    private func checkEnd(_ clauses: [Clause], isAlone: Bool) throws(SyntaxError) {
        let last: String
        switch clauses.last {
        case .return, .finish: return
        // `EXISTS { MATCH … }` and `COUNT { MATCH … }` need none.
        case .match(let match) where !match.optional && isAlone && depth > 0 && !insideCall && readingSubquery != "COLLECT":
            return
        case .match(let match): last = match.optional ? "OPTIONAL MATCH" : "MATCH"
        case .unwind: last = "UNWIND"
        case .load: last = "LOAD CSV"
        // Writing is an end in itself, and so is calling a procedure when that is all.
        case .create, .merge, .set, .remove, .delete: return
        case .call where isAlone && depth == 0: return
        case .call: last = "CALL"
        case .with: last = "WITH"
        // So is a subquery that writes.
        case .subquery(let call) where call.query.isUnit: return
        case .subquery: last = "CALL"
        case .for: last = "FOR"
        case .let: last = "LET"
        case .filter: last = "FILTER"
        case .use: last = "USE"
        case nil: return
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
        default: nil
        }
    }
}
