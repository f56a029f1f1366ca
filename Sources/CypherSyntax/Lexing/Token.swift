import Diagnostics

/// A piece of the text that the grammar does not divide further, and its place.
package struct Token: Hashable, Sendable {
    package var kind: Kind
    /// What the token means where a keyword may stand: nil for all but unquoted names.
    /// Every keyword is a name as well; which of the two it is, the parser decides.
    package var keyword: Keyword?
    package var span: SourceSpan

    package init(_ kind: Kind, _ span: SourceSpan, keyword: Keyword? = nil) {
        self.kind = kind
        self.keyword = keyword
        self.span = span
    }

    package enum Kind: Hashable, Sendable {
        case name, quotedName
        case string, integer, float
        /// `$name`, `$1`, or a dollar sign before a name in backquotes.
        case parameter
        case leftParenthesis, rightParenthesis
        case leftBracket, rightBracket
        case leftBrace, rightBrace
        case comma, dot, dotDot, colon, semicolon, pipe
        /// `||`, `&`, `?`, and `!` that no `=` follows
        case doublePipe, ampersand, question, exclamation
        case plus, plusEqual, minus, star, slash, percent, caret
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, matches
        /// A dash, an arrow head to the left or right that is not of ASCII: it can stand in a pattern only.
        case dash, leftArrowHead, rightArrowHead
        /// `// …` or `/* … */`
        case comment
        case invalid(Problem)
        /// After the last token; its span is empty.
        case end
    }

    /// Why a piece of text is not a token.
    package enum Problem: Hashable, Sendable {
        case unterminatedString, unterminatedName, unterminatedComment
        case character, number
    }
}
