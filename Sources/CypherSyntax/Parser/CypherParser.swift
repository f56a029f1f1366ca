import Diagnostics

/// From query text to syntax tree.
public enum CypherParser {
    /// Levels to which brackets, operators and subqueries can nest, so that a tree can be made, walked
    /// and freed by recursion within 512 KiB of stack when built for release (3 MiB for debugging).
    public static let nestingLimit = 128

    /// The statement that `source`, or the part of it in `span`, consists of; a final `;` may stand.
    /// Spans point into `source` either way. Throws the first fault alone: what follows it may only come of it. O(length).
    public static func parse(_ source: SourceText, in span: SourceSpan? = nil) throws(Diagnostics) -> Statement {
        try parse(source, in: span) { parser throws(SyntaxError) in try parser.parseStatement() }
    }

    /// The single expression that `source` consists of. Nothing may follow it.
    public static func parseExpression(_ source: SourceText, in span: SourceSpan? = nil) throws(Diagnostics) -> Expression {
        try parse(source, in: span) { parser throws(SyntaxError) in
            let expression = try parser.parseExpression()
            guard parser.kind == .end else { throw parser.unexpected(["an operator", "the end"]) }
            return expression
        }
    }

    private static func parse<Result>(
        _ source: SourceText, in span: SourceSpan?, _ body: (inout Parser) throws(SyntaxError) -> Result
    ) throws(Diagnostics) -> Result {
        let start = Parser(source, in: span)
        var parser = start
        do throws(SyntaxError) { return try body(&parser) } catch {
            let hinted = start.hinted(error) { trial throws(SyntaxError) in _ = try body(&trial) }
            throw Diagnostics(hinted.fault, span: hinted.span, source: source)
        }
    }
}

/// A fault and its place, on its way from a rule to where it is recorded.
struct SyntaxError: Error {
    let fault: SyntaxFault
    let span: SourceSpan

    init(_ fault: SyntaxFault, _ span: SourceSpan) {
        self.fault = fault
        self.span = span
    }
}
