import CypherSyntax
import Diagnostics

/// Puts lines together to statements. A query ends at its `;`, a command at the end of its line,
/// and the first word says which of the two it is.
struct StatementReader {
    private let commands: Set<String>
    private let name: String?
    /// Lines not yet done with, each with a line feed, in UTF-8.
    private var pending: [UInt8] = []
    /// Number of the first of them.
    private var firstLine = 1
    /// Offset in `pending` behind the last statement.
    private var position = 0
    /// What is known of the statement that begins there.
    private var scan = Scan()
    /// Where the line begins that was read last, its number, and how far line ends have been counted.
    private var line = (start: 0, number: 1, counted: 0)

    /// The tokens of a statement as far as they have been read. Going on from here, and not from the start of the
    /// statement, keeps long ones from taking time by the square of their length.
    private struct Scan {
        var at = 0
        var first: Token?
        var second: Token.Kind?
        var semicolon: Token?
        /// A string, quoted name or comment that the lines so far do not end.
        var open: Token?
    }

    /// `name` stands before positions in messages; nil for typed text.
    init(commands: Set<String>, name: String?, firstLine: Int = 1) {
        self.commands = commands
        self.name = name
        self.firstLine = firstLine
        line.number = firstLine
    }

    /// A statement has begun and is not at its end.
    var isWaiting: Bool { !pending.isEmpty }

    /// Bytes of the lines that are not yet done with.
    var waitingLength: Int { pending.count - position }
    /// What is typed next goes on with a string, a quoted name or a comment.
    var isInsideText: Bool { scan.open != nil }

    /// The lines of the statement that has begun.
    var waitingText: String { String(decoding: pending[position...], as: UTF8.self) }

    /// Forgets the statement that has begun.
    mutating func drop() {
        firstLine += pending.count { $0 == 0x0A }
        pending = []
        line = (0, firstLine, 0)
        move(to: 0)
    }

    /// The statements that end with this line. A line may hold line feeds, as pasted text does.
    mutating func read(_ line: String) -> [Statement] {
        pending += line.utf8
        pending.append(0x0A)
        if let open = scan.open {
            guard canClose(open, line) else { return [] }
            scan.open = nil
        }
        var statements: [Statement] = []
        while let statement = next(atEnd: false) { statements.append(statement) }
        return statements
    }

    /// The last statement of a script, which may lack its `;`.
    mutating func finish() -> Statement? {
        let last = isWaiting ? next(atEnd: true) : nil
        drop()
        return last
    }

    /// Whether the line has the sign that could end what is open.
    private func canClose(_ open: Token, _ line: String) -> Bool {
        if open.kind == .invalid(.unterminatedComment) {
            return zip(line.utf8, line.utf8.dropFirst()).contains { $0 == 0x2A && $1 == 0x2F }
        }
        // A quote, which may stand behind a `$`.
        let sign = pending[open.span.start]
        return line.utf8.contains(sign == 0x24 ? 0x60 : sign)
    }

    private mutating func next(atEnd: Bool) -> Statement? {
        read()
        guard let start = scan.first ?? scan.open else {
            drop()
            return nil
        }
        if start.kind == .invalid(.unterminatedComment), !atEnd { return nil }
        let kind = kind(of: start)
        var end: Int
        var next: Int
        if kind == .query {
            guard scan.semicolon != nil || atEnd else { return nil }
            end = scan.semicolon?.span.start ?? pending.count
            next = scan.semicolon?.span.end ?? pending.count
        } else {
            end = CommandLineScanner.end(in: pending, from: start.span.start)
            let endsAtSign = end < pending.count && pending[end] == 0x3B
            next = endsAtSign ? end + 1 : pending[end...].firstIndex(of: 0x0A) ?? pending.count
        }
        while end > start.span.start, pending[end - 1] <= 0x20 { end -= 1 }
        let statement = make(kind, SourceSpan(start.span.start, end))
        move(to: next)
        if pending[next...].allSatisfy({ $0 <= 0x20 }) { drop() }
        return statement
    }

    /// On to the semicolon that ends the statement, or as far as the lines go. Semicolons before it end nothing.
    private mutating func read() {
        guard scan.semicolon == nil, scan.open == nil else { return }
        var tokenizer = Tokenizer(pending, from: scan.at)
        while true {
            let token = tokenizer.next()
            switch token.kind {
            case .end: return
            case .comment: break
            case .invalid(.unterminatedString), .invalid(.unterminatedName), .invalid(.unterminatedComment):
                scan.open = token
                return
            case .semicolon where scan.first == nil: break
            case .colon where scan.first == nil && isAuto(token, tokenizer):
                _ = tokenizer.next()
                scan.at = token.span.end + 4
                continue
            case .semicolon:
                scan.semicolon = token
                return
            default:
                if scan.first != nil, scan.second == nil { scan.second = token.kind }
                if scan.first == nil { scan.first = token }
            }
            scan.at = token.span.end
        }
    }

    /// `:auto`, which tells Neo4j's shell to leave transactions to the query behind it.
    private func isAuto(_ colon: Token, _ tokenizer: Tokenizer) -> Bool {
        var ahead = tokenizer
        let word = ahead.next()
        return word.kind == .name && word.span.start == colon.span.end
            && String(decoding: pending[word.span.start..<word.span.end], as: UTF8.self).lowercased() == "auto"
    }

    private mutating func move(to offset: Int) {
        position = offset
        scan = Scan(at: offset)
    }

    private func kind(of first: Token) -> Statement.Kind {
        let start = first.span.start
        let line = pending[start..<CommandLineScanner.end(in: pending, from: start)]
        if ShellWord.colonCommand(of: String(decoding: line, as: UTF8.self)) != nil || first.kind == .colon { return .colon }
        // A line that no query can begin with ends where it ends: nobody is left waiting for a `;`.
        guard first.kind == .name else { return [.leftParenthesis, .leftBrace].contains(first.kind) ? .query : .unknown }
        let word = CommandLineScanner.word(in: pending, from: start)
        if FirstWord.beginsListing(word, pending[first.span.end...]) { return .query }
        if commands.contains(word.lowercased()) { return .command }
        if FirstWord.beginsQuery(word) { return line.last { $0 > 0x20 } == UInt8(ascii: "?") && isQuestion(line) ? .unknown : .query }
        // `MTCH (n) …` is a query with a slip in it, and runs on to its `;`.
        return scan.second == .leftParenthesis && !FirstWord.nearest(to: word).isEmpty ? .query : .unknown
    }

    /// A line that begins as a query might (`for`, `use`, `with`) and ends with a question mark outside of any comment, which no query does.
    private func isQuestion(_ line: ArraySlice<UInt8>) -> Bool {
        var tokenizer = Tokenizer(Array(line))
        var last: Token?
        while true {
            let token = tokenizer.next()
            if token.kind == .end { break }
            last = token
        }
        guard let last, last.kind != .comment else { return false }
        return last.span.end - last.span.start == 1
    }

    private mutating func make(_ kind: Statement.Kind, _ span: SourceSpan) -> Statement {
        for at in line.counted..<span.start where pending[at] == 0x0A {
            line.start = at + 1
            line.number += 1
        }
        line.counted = span.start
        return Statement(kind: kind, span: span, in: pending, lineStart: line.start, firstLine: line.number, name: name)
    }
}
