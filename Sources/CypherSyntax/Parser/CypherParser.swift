import Diagnostics

/// From query text to syntax tree.
public enum CypherParser {
    /// Levels to which brackets, operators and subqueries can nest, so that a tree can be made, walked
    /// and freed by recursion within 512 KiB of stack when built for release (3 MiB for debugging).
    public static let nestingLimit = 128

    /// The statement that `source`, or the part of it in `span`, consists of; a final `;` may stand.
    /// Spans point into `source` either way. Throws up to ten faults, in the order of the text. O(length).
    public static func parse(_ source: SourceText, in span: SourceSpan? = nil) throws(Diagnostics) -> Statement {
        var parser = Parser(source, in: span)
        let statement = parser.parseStatement()
        if let statement, parser.faults.isEmpty { return statement }
        throw parser.diagnostics(source)
    }

    /// The single expression that `source` consists of. Nothing may follow it.
    public static func parseExpression(_ source: SourceText, in span: SourceSpan? = nil) throws(Diagnostics) -> Expression {
        var parser = Parser(source, in: span)
        do throws(SyntaxError) {
            let expression = try parser.parseExpression()
            guard parser.kind == .end else { throw parser.unexpected(["an operator", "the end"]) }
            return expression
        } catch {
            parser.record(error)
            throw parser.diagnostics(source)
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
