import CypherSyntax
import Diagnostics
import PropertyGraph
import QueryEngine

/// A query whose first clauses another engine answers, while the last ones, which SQL has no equal for, are computed here over its rows.
///
/// That gives the answer of the whole as long as the last clauses ask nothing of the graph, which is checked. As much as can be said in SQL is.
package struct DividedQuery: Sendable {
    /// Rows to ask the engine for.
    package struct Fetch: Sendable {
        /// With the places of the query's own text.
        package var sql: SQLQuery
        /// Of the rest, as a list of rows that are lists of values.
        package var parameter: String
    }

    /// All that is computed here.
    package struct Rest: Sendable {
        package var text: SourceText
        fileprivate var pieces: [Piece]
        fileprivate var source: SourceText
    }

    /// A part of the text and where it stands in the query.
    fileprivate struct Piece: Sendable {
        var own: SourceSpan
        var start: Int
    }

    package var fetches: [Fetch]
    /// nil where the engine answers all of it.
    package var rest: Rest?

    fileprivate init(_ fetches: [Fetch], _ rest: Rest) {
        self.fetches = fetches
        self.rest = rest
    }

    /// Throws why the query cannot be said in SQL, where what is left of it asks the graph.
    package init(
        _ source: SourceText, parameters: [String: Value], schema: RelationalSchema, dialect: SQLDialect,
        surroundings: QuerySurroundings = QuerySurroundings()
    ) throws(Diagnostics) {
        do throws(Diagnostics) {
            let sql = try Translator.translate(source, parameters: parameters, schema: schema, dialect: dialect, surroundings: surroundings)
            if let statement = try? CypherParser.parse(source), let query = statement.query, query.hasOrderedBranches,
                let parts = Division(source, parameters, schema, dialect, surroundings).parts(of: query)
            {
                self = parts
            } else {
                fetches = [Fetch(sql: sql, parameter: "")]
            }
        } catch {
            guard (error.list.first?.fault as? RelationalFault)?.isOfLanguage == true, let statement = try? CypherParser.parse(source), statement.mode == .run,
                let query = statement.query,
                let parts = Division(source, parameters, schema, dialect, surroundings).parts(of: query)
            else { throw error }
            self = parts
        }
    }
}

extension DividedQuery {
    /// Whether it calls `id()` or `elementId()`, whose answer another graph with the same rows does not have.
    package static func asksNumbers(_ source: SourceText) -> Bool {
        let tokens = Tokenizer.tokens(of: source.text)
        return zip(tokens, tokens.dropFirst()).contains { name, bracket in
            bracket.kind == .leftParenthesis && ["id", "elementid"].contains(source[name.span].lowercased())
        }
    }
}

extension DividedQuery.Rest {
    /// An error of its text, pointing into the query.
    package func placed(_ error: Diagnostics) -> Diagnostics {
        var copy = error
        copy.list = placed(error.list)
        return copy
    }

    package func placed(_ found: [Diagnostic]) -> [Diagnostic] {
        found.map { one in
            var placed = one
            placed.span = one.span.flatMap(inQuery)
            placed.source = source
            return placed
        }
    }

    private func inQuery(_ span: SourceSpan) -> SourceSpan? {
        guard let piece = pieces.first(where: { $0.own.start <= span.start && span.end <= $0.own.end }) else { return nil }
        let shift = piece.start - piece.own.start
        return SourceSpan(span.start + shift, span.end + shift)
    }
}

/// How one query is divided: each branch of a UNION at a place of its own.
private struct Division {
    let source: SourceText
    let bytes: [UInt8]
    let parameters: [String: Value]
    let schema: RelationalSchema
    let dialect: SQLDialect
    let surroundings: QuerySurroundings

    init(
        _ source: SourceText, _ parameters: [String: Value], _ schema: RelationalSchema, _ dialect: SQLDialect, _ surroundings: QuerySurroundings
    ) {
        self.source = source
        bytes = Array(source.text.utf8)
        self.parameters = parameters
        self.schema = schema
        self.dialect = dialect
        self.surroundings = surroundings
    }

    /// A branch: what is asked, and the text that is computed.
    private struct Branch {
        var fetch: DividedQuery.Fetch?
        var head: String
        /// Of the query, with what is asked already blotted out.
        var tail: [UInt8]
        var start: Int
    }

    /// nil where a branch asks the graph behind what SQL can say.
    func parts(of query: Query) -> DividedQuery? {
        var fetches: [DividedQuery.Fetch] = []
        var text: [UInt8] = []
        var pieces: [DividedQuery.Piece] = []
        for (number, single) in ([query.first] + query.unions.map(\.query)).enumerated() {
            guard let branch = branch(single, isAlone: query.unions.isEmpty, parameter: "__rows_\(number + 1)") else { return nil }
            if number > 0 { text += Array((query.unions[number - 1].all ? "\nUNION ALL\n" : "\nUNION\n").utf8) }
            if let fetch = branch.fetch { fetches.append(fetch) }
            text += Array(branch.head.utf8)
            pieces.append(DividedQuery.Piece(own: SourceSpan(text.count, text.count + branch.tail.count), start: branch.start))
            text += branch.tail
        }
        let rest = DividedQuery.Rest(text: SourceText(String(decoding: text, as: UTF8.self), name: source.name), pieces: pieces, source: source)
        return DividedQuery(fetches, rest)
    }

    /// Clauses are left to be computed one after the other, from the last on, until what is before them can be said.
    private func branch(_ single: SingleQuery, isAlone: Bool, parameter: String) -> Branch? {
        let clauses = single.clauses
        let whole = Branch(fetch: nil, head: "", tail: Array(bytes[single.span.start..<single.span.end]), start: single.span.start)
        if asksNothing(whole.head, whole.tail, [:]) { return whole }
        if !isAlone, let branch = said(single, parameter) { return branch }
        for count in (1..<clauses.count).reversed() {
            let end = clauses[count].span.start
            let prefix = blotted(keeping: single.span.start..<end)
            let tail = Array(bytes[end..<single.span.end])
            guard let names = names(behind: prefix, usedIn: tail) else { continue }
            let head = head(names, parameter)
            guard asksNothing(head, tail, [parameter: .list([])]) else { return nil }
            if let fetch = fetch(prefix, names, parameter) { return Branch(fetch: fetch, head: head, tail: tail, start: end) }
            if let branch = branch(single, conditionsOf: count - 1, parameter) { return branch }
        }
        return nil
    }

    /// All of a branch, of which the others cannot be said, or whose rows are in an order.
    private func said(_ single: SingleQuery, _ parameter: String) -> Branch? {
        let text = SourceText(String(decoding: blotted(keeping: single.span.start..<single.span.end), as: UTF8.self), name: source.name)
        guard let sql = try? Translator.translate(text, parameters: parameters, schema: schema, dialect: dialect, surroundings: surroundings) else { return nil }
        let items = sql.columns.enumerated().map { "__row[\($0)] AS \(Printer.backquoted($1.name))" }
        return Branch(
            fetch: DividedQuery.Fetch(sql: sql, parameter: parameter), head: "UNWIND $\(parameter) AS __row RETURN \(items.joined(separator: ", "))",
            tail: [], start: single.span.end)
    }

    /// The clause's conditions that cannot be said are computed, and so is all behind it.
    private func branch(_ single: SingleQuery, conditionsOf number: Int, _ parameter: String) -> Branch? {
        let filter: Expression
        switch single.clauses[number] {
        case .match(let match):
            guard !match.optional, let found = match.filter else { return nil }
            filter = found
        case .with(let with):
            guard let found = with.filter else { return nil }
            filter = found
        default: return nil
        }
        let end = single.clauses[number].span.end
        let parts = filter.conjuncts.map(\.span).filter { $0.end - $0.start >= Self.truth.count }
        var prefix = blotted(keeping: single.span.start..<end)
        var tail = Array(bytes[filter.span.start..<single.span.end])
        func blot(_ text: inout [UInt8], _ span: SourceSpan, from start: Int) {
            for index in span.start..<span.end {
                let place = index - span.start
                text[index - start] = place < Self.truth.count ? Self.truth[place] : UInt8(ascii: " ")
            }
        }
        var bare = prefix
        for part in parts { blot(&bare, part, from: 0) }
        guard fetch(bare, names(behind: bare, usedIn: tail) ?? [], parameter) != nil else { return nil }
        for part in parts {
            var alone = bare
            alone.replaceSubrange(part.start..<part.end, with: bytes[part.start..<part.end])
            if fetch(alone, [], parameter) == nil {
                blot(&prefix, part, from: 0)
            } else {
                blot(&tail, part, from: filter.span.start)
            }
        }
        guard let names = names(behind: prefix, usedIn: tail), let fetch = fetch(prefix, names, parameter) else { return nil }
        let head = head(names, parameter) + "WHERE "
        guard asksNothing(head, tail, [parameter: .list([])]) else { return nil }
        return Branch(fetch: fetch, head: head, tail: tail, start: filter.span.start)
    }

    private static let truth = Array("true".utf8)

    // MARK: Texts

    /// The query up to the end of the range, with spaces before it, so that places stay.
    private func blotted(keeping range: Range<Int>) -> [UInt8] {
        [UInt8](repeating: UInt8(ascii: " "), count: range.lowerBound) + bytes[range]
    }

    private func head(_ names: [String], _ parameter: String) -> String {
        let items = names.enumerated().map { "__row[\($0)] AS \(Printer.backquoted($1))" }
        return "UNWIND $\(parameter) AS __row WITH \(items.isEmpty ? "1 AS __one" : items.joined(separator: ", ")) "
    }

    /// The variables behind the clauses that the others speak of; nil where the clauses are wrong.
    private func names(behind prefix: [UInt8], usedIn tail: [UInt8]) -> [String]? {
        let engine = surroundings.engine(schema)
        func columns(_ result: String) -> [String]? {
            let text = SourceText(String(decoding: prefix, as: UTF8.self) + "\nRETURN " + result, name: source.name)
            return try? engine.logical(text, parameters: parameters).query.columns
        }
        guard let all = columns("*") else { return columns("1 AS one") == nil ? nil : [] }
        let text = String(decoding: tail, as: UTF8.self)
        let tokens = Tokenizer.tokens(of: text)
        let goesOn = zip(tokens, tokens.dropFirst()).contains { [.with, .return, .distinct].contains($0.keyword) && $1.kind == .star }
        if goesOn { return all }
        let spoken = Set(tokens.map { SourceText(text)[$0.span] })
        return all.filter { spoken.contains($0) || spoken.contains(Printer.backquoted($0)) }
    }

    private func fetch(_ prefix: [UInt8], _ names: [String], _ parameter: String) -> DividedQuery.Fetch? {
        let result = names.isEmpty ? "1 AS __one" : names.map(Printer.backquoted).joined(separator: ", ")
        let text = SourceText(String(decoding: prefix, as: UTF8.self) + "\nRETURN " + result, name: source.name)
        guard let sql = try? Translator.translate(
            text, parameters: parameters, schema: schema, dialect: dialect, surroundings: surroundings, keepsWalkOrder: true)
        else { return nil }
        return DividedQuery.Fetch(sql: sql, parameter: parameter)
    }

    /// Whether rows alone give the answer.
    private func asksNothing(_ head: String, _ tail: [UInt8], _ rows: [String: Value]) -> Bool {
        let text = SourceText(head + String(decoding: tail, as: UTF8.self), name: source.name)
        guard let query = try? surroundings.engine(schema).logical(text, parameters: parameters.merging(rows) { $1 }), query.writing == nil else { return false }
        return query.asksNothing
    }
}

extension Expression {
    /// The parts that must all hold, in order.
    fileprivate var conjuncts: [Expression] {
        if case .binary(.and, let a, let b) = kind { a.conjuncts + b.conjuncts } else { [self] }
    }
}

extension Query {
    /// Rows of a UNION ALL come in the order of its branches, and in that of each, which SQL does not keep.
    fileprivate var hasOrderedBranches: Bool {
        guard !unions.isEmpty, unions.allSatisfy(\.all) else { return false }
        return ([first] + unions.map(\.query)).contains { single in
            if case .return(let last)? = single.clauses.last { !last.body.order.isEmpty } else { false }
        }
    }
}

extension LogicalQuery {
    /// Whether it would have the same answer over any graph that has the nodes and relationships of its rows, each with all its properties.
    fileprivate var asksNothing: Bool { asksNothing(query) }

    private func asksNothing(_ query: ResolvedQuery) -> Bool {
        query.branches.allSatisfy { $0.graph == nil && $0.clauses.allSatisfy(asksNothing) }
    }

    private func asksNothing(_ clause: ResolvedClause) -> Bool {
        switch clause {
        case .unwind, .project, .extend, .filter: clause.terms.allSatisfy(asksNothing)
        case .subquery(let call): call.transactions == nil && asksNothing(call.query)
        case .match, .load, .call, .create, .merge, .set, .delete: false
        }
    }

    private func asksNothing(_ term: Term) -> Bool {
        switch term.kind {
        case .exists(let number), .collect(let number), .count(let number): return asksNothing(subqueries[number].query)
        case .path, .pathMode: return false
        case .call(let function, _):
            // Numbers are those of the own graph, and of the ends of a relationship the keys alone are known.
            guard case .builtIn = function, !["id", "elementId", "startNode", "endNode"].contains(function.name) else { return false }
        default: break
        }
        return term.children.allSatisfy(asksNothing)
    }
}
