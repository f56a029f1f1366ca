import Diagnostics

/// Indexes and constraints.
extension Parser {
    /// CREATE or DROP of an index or a constraint, or SHOW, begins here.
    var startsSchemaCommand: Bool {
        switch keyword {
        case .drop, .show: return true
        case .create:
            guard peek(2).kind != .equal else { return false }
            if peek().keyword == .index || peek().keyword == .constraint { return true }
            return peek().kind == .name && CreateIndex.Kind(rawValue: text(peek().span).uppercased()) != nil
        default: return false
        }
    }

    mutating func parseSchemaCommand() throws(SyntaxError) -> SchemaCommand {
        let start = index
        defer { continuations = ["the end"] }
        if accept(.drop) {
            if accept(.index) { return try parseDropIndex(from: start) }
            guard accept(.constraint) else { throw unexpected(["INDEX", "CONSTRAINT"]) }
            return try parseDropConstraint(from: start)
        }
        try expect(.create)
        if accept(.constraint) { return .createConstraint(try parseCreateConstraint(from: start)) }
        let kind = try parseIndexKind()
        guard accept(.index) else { throw unexpected(["INDEX"]) }
        return .createIndex(try parseCreateIndex(kind, from: start))
    }

    private mutating func parseIndexKind() throws(SyntaxError) -> CreateIndex.Kind? {
        guard kind == .name, keyword != .index, let found = CreateIndex.Kind(rawValue: text(token.span).uppercased()) else { return nil }
        advance()
        return found
    }

    // MARK: Indexes

    private mutating func parseCreateIndex(_ kind: CreateIndex.Kind?, from start: Int) throws(SyntaxError) -> CreateIndex {
        if kind == nil, keyword == .on, peek().kind == .colon {
            let (label, keys) = try parseLabelAndKeys()
            let pattern = SchemaPattern(variable: Name("n", label.span), isRelationship: false, names: [label])
            return CreateIndex(kind: nil, name: nil, pattern: pattern, keys: keys, span: span(from: start))
        }
        let (name, ifNotExists) = try parseSchemaName { $0.keyword == .for && $1.kind == .leftParenthesis }
        guard accept(.for) else { throw unexpected((name == nil ? ["a name"] : []) + (ifNotExists ? [] : ["IF NOT EXISTS"]) + ["FOR"]) }
        let pattern = try parseSchemaPattern(isLookup: kind == .lookup, takesSeveral: kind == .fullText)
        try expect(.on)
        var create = CreateIndex(kind: kind, name: name, pattern: pattern, keys: [], span: token.span)
        create.ifNotExists = ifNotExists
        switch kind {
        case .lookup:
            _ = acceptWord("EACH")
            let function = pattern.isRelationship ? "type" : "labels"
            guard acceptWord(function.uppercased()) else { throw unexpected(["\(function)(\(pattern.variable.text))"]) }
            try expect(.leftParenthesis, "`(`")
            try parseVariable(of: pattern)
            try expect(.rightParenthesis, "`)`")
        case .fullText:
            guard acceptWord("EACH") else { throw unexpected(["EACH"]) }
            create.keys = try parseProperties(of: pattern, .leftBracket, .rightBracket)
        default: create.keys = try parseProperties(of: pattern, .leftParenthesis, .rightParenthesis)
        }
        create.options = try parseOptions()
        create.span = span(from: start)
        return create
    }

    private mutating func parseDropIndex(from start: Int) throws(SyntaxError) -> SchemaCommand {
        if keyword == .on, peek().kind == .colon {
            let (label, keys) = try parseLabelAndKeys()
            return .dropIndexOn(label: label, keys: keys, span(from: start))
        }
        let name = try parseName("a name")
        return .dropIndex(name, ifExists: try parseIfExists(), span(from: start))
    }

    /// `ON :Label(key, …)`
    private mutating func parseLabelAndKeys() throws(SyntaxError) -> (Name, [Name]) {
        advance()
        advance()
        return (try parseName("a label"), try parseKeys())
    }

    // MARK: Constraints

    private mutating func parseCreateConstraint(from start: Int) throws(SyntaxError) -> CreateConstraint {
        let (name, ifNotExists) = try parseSchemaName { ($0.keyword == .for || $0.keyword == .on) && $1.kind == .leftParenthesis }
        let isOld = accept(.on)
        guard isOld || accept(.for) else { throw unexpected((name == nil ? ["a name"] : []) + (ifNotExists ? [] : ["IF NOT EXISTS"]) + ["FOR"]) }
        let pattern = try parseSchemaPattern(isLookup: false, takesSeveral: false)
        guard accept(.require) || accept(.assert) else { throw unexpected([isOld ? "ASSERT" : "REQUIRE"]) }
        let requirement = try parseRequirement(of: pattern)
        var create = CreateConstraint(name: name, pattern: pattern, requirement: requirement, span: token.span)
        create.ifNotExists = ifNotExists
        create.options = try parseOptions()
        create.span = span(from: start)
        return create
    }

    private mutating func parseDropConstraint(from start: Int) throws(SyntaxError) -> SchemaCommand {
        guard keyword == .on, peek().kind == .leftParenthesis else {
            let name = try parseName("a name")
            return .dropConstraint(name, ifExists: try parseIfExists(), span(from: start))
        }
        advance()
        let pattern = try parseSchemaPattern(isLookup: false, takesSeveral: false)
        try expect(.assert)
        return .dropConstraintOn(pattern, try parseRequirement(of: pattern), span(from: start))
    }

    /// `::`, before the type of a value.
    private mutating func acceptDoubleColon() -> Bool {
        guard kind == .colon, peek().kind == .colon else { return false }
        advance()
        advance()
        return true
    }

    private mutating func parseRequirement(of pattern: SchemaPattern) throws(SyntaxError) -> Requirement {
        if keyword == .exists, peek().kind == .leftParenthesis {
            advance()
            return Requirement(kind: .present, keys: try parseProperties(of: pattern, .leftParenthesis, .rightParenthesis))
        }
        let keys = kind == .leftParenthesis
            ? try parseProperties(of: pattern, .leftParenthesis, .rightParenthesis) : [try parseProperty(of: pattern)]
        if acceptDoubleColon() { return Requirement(kind: .type(try parseValueType()), keys: keys) }
        guard accept(.is) else { throw unexpected(["IS"]) }
        if accept(.not) {
            try expect(.null)
            return Requirement(kind: .present, keys: keys)
        }
        if accept(.typed) || acceptDoubleColon() { return Requirement(kind: .type(try parseValueType()), keys: keys) }
        _ = acceptWord("NODE") || acceptWord("RELATIONSHIP") || acceptWord("REL")
        if accept(.unique) { return Requirement(kind: .unique, keys: keys) }
        guard acceptWord("KEY") else { throw unexpected(["UNIQUE", "NOT NULL", "KEY", "`::`"]) }
        return Requirement(kind: .key, keys: keys)
    }

    // MARK: Parts

    /// `[name] [IF NOT EXISTS]`; `isNext` says of two tokens that they go on behind the name.
    private mutating func parseSchemaName(_ isNext: (Token, Token) -> Bool) throws(SyntaxError) -> (Name?, ifNotExists: Bool) {
        func startsCondition(_ token: Token, _ next: Token) -> Bool {
            token.kind == .name && text(token.span).uppercased() == "IF" && next.keyword == .not
        }
        var name: Name?
        if kind == .name || kind == .quotedName, !startsCondition(token, peek()), !isNext(token, peek()) { name = takeName() }
        guard startsCondition(token, peek()) else { return (name, false) }
        advance()
        advance()
        try expect(.exists)
        return (name, true)
    }

    private mutating func parseIfExists() throws(SyntaxError) -> Bool {
        continuations = ["IF EXISTS", "the end"]
        guard acceptWord("IF") else { return false }
        try expect(.exists)
        return true
    }

    /// `(n:Label)`, `()-[r:TYPE]-()` with an arrow head or without.
    private mutating func parseSchemaPattern(isLookup: Bool, takesSeveral: Bool) throws(SyntaxError) -> SchemaPattern {
        try expect(.leftParenthesis, "`(`")
        guard kind == .rightParenthesis else {
            let pattern = try parseSchemaNames(false, isLookup: isLookup, takesSeveral: takesSeveral)
            try expect(.rightParenthesis, "`)`")
            return pattern
        }
        advance()
        _ = accept(.less) || accept(.leftArrowHead)
        guard acceptDash() else { throw unexpected(["`-`"]) }
        try expect(.leftBracket, "`[`")
        let pattern = try parseSchemaNames(true, isLookup: isLookup, takesSeveral: takesSeveral)
        try expect(.rightBracket, "`]`")
        guard acceptDash() else { throw unexpected(["`-`"]) }
        _ = accept(.greater) || accept(.rightArrowHead)
        try expect(.leftParenthesis, "`(`")
        try expect(.rightParenthesis, "`)`")
        return pattern
    }

    private mutating func parseSchemaNames(_ isRelationship: Bool, isLookup: Bool, takesSeveral: Bool) throws(SyntaxError) -> SchemaPattern {
        var pattern = SchemaPattern(variable: try parseVariable(), isRelationship: isRelationship, names: [])
        if isLookup { return pattern }
        try expect(.colon, "`:`")
        repeat {
            pattern.names.append(try parseName(isRelationship ? "a relationship type" : "a label"))
        } while takesSeveral && accept(.pipe)
        return pattern
    }

    private mutating func parseProperties(of pattern: SchemaPattern, _ open: Token.Kind, _ close: Token.Kind) throws(SyntaxError) -> [Name] {
        try expect(open, open == .leftBracket ? "`[`" : "`(`")
        var keys: [Name] = []
        repeat { keys.append(try parseProperty(of: pattern)) } while accept(.comma)
        guard accept(close) else { throw unexpected(["`,`", close == .rightBracket ? "`]`" : "`)`"]) }
        return keys
    }

    /// `n.key`
    private mutating func parseProperty(of pattern: SchemaPattern) throws(SyntaxError) -> Name {
        try parseVariable(of: pattern)
        try expect(.dot, "`.`")
        return try parseName("a property key")
    }

    private mutating func parseVariable(of pattern: SchemaPattern) throws(SyntaxError) {
        let found = token
        guard isVariable(found) else { throw unexpected(["`\(pattern.variable.text)`"]) }
        if takeName().text != pattern.variable.text { throw SyntaxError(.otherVariable(pattern.variable.text), found.span) }
    }

    private mutating func parseOptions() throws(SyntaxError) -> Expression? {
        continuations = ["OPTIONS", "the end"]
        guard acceptWord("OPTIONS") else { return nil }
        guard kind == .leftBrace || kind == .parameter else { throw unexpected(["a map"]) }
        return try parseAtom()
    }

    // MARK: SHOW

    /// With a RETURN behind YIELD.
    mutating func parseShow() throws(SyntaxError) -> Query {
        let start = index
        try expect(.show)
        let kind = try parseIndexKind()
        if kind == nil { _ = accept(.all) }
        let table: Show.Table
        if accept(.index) || accept(.indexes) { table = .indexes
        } else if kind != nil { throw unexpected(["INDEXES"])
        } else if accept(.constraint) || accept(.constraints) { table = .constraints
        } else if acceptWord("FUNCTIONS") || acceptWord("FUNCTION") { table = .functions
        } else if acceptWord("PROCEDURES") || acceptWord("PROCEDURE") { table = .procedures
        } else { throw unexpected(Show.Table.allCases.map(\.rawValue)) }
        var show = Show(table: table, kind: kind, span: token.span)
        var clauses: [Clause] = []
        continuations = ["YIELD", "WHERE", "the end"]
        if accept(.yield) {
            show.yield = try parseYield()
            show.span = span(from: start)
            continuations = ["RETURN", "the end"]
            if keyword == .return { clauses = [.return(try parseReturn())] }
        } else {
            show.filter = try parseWhere()
            show.span = span(from: start)
        }
        continuations = ["the end"]
        return Query(first: SingleQuery(clauses: [.show(show)] + clauses, span: span(from: start)))
    }
}
