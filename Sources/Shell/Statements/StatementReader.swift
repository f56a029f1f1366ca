import CypherSyntax
import Diagnostics

/// Puts lines together to statements. A query ends at its `;`, a command at the end of its line,
/// and the first word says which of the two it is.
struct StatementReader {
    private let commands: Set<String>
    private let name: String?
    /// Lines not yet done with, each with a line feed.
    private var pending = ""
    /// Number of the first of them.
    private var firstLine: Int
    /// UTF-8 offset in `pending` behind the last statement.
    private var position = 0

    /// `name` stands before positions in messages; nil for typed text.
    init(commands: Set<String>, name: String?) {
        self.commands = commands
        self.name = name
        firstLine = 1
    }

    /// A statement has begun and is not at its end.
    var isWaiting: Bool { !pending.isEmpty }

    /// The lines of the statement that has begun.
    var waitingText: String {
        String(decoding: pending.utf8.dropFirst(position), as: UTF8.self)
    }

    /// Forgets the statement that has begun.
    mutating func drop() {
        firstLine += pending.utf8.count { $0 == 0x0A }
        pending = ""
        position = 0
    }

    /// The statements that end with this line. A line may hold line feeds, as pasted text does.
    mutating func read(_ line: String) -> [Statement] {
        let waits = isWaiting
        pending += line + "\n"
        // What waits is a query or a comment: only these signs can end it.
        if waits, !line.utf8.contains(where: { $0 == 0x3B || $0 == 0x2F }) { return [] }
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

    private mutating func next(atEnd: Bool) -> Statement? {
        let text = waitingText
        let tokens = Tokenizer.tokens(of: text)
        guard let first = tokens.firstIndex(where: { $0.kind != .comment && $0.kind != .semicolon }) else { return nil }
        let start = tokens[first]
        if start.kind == .end {
            drop()
            return nil
        }
        if start.kind == .invalid(.unterminatedComment), !atEnd { return nil }
        let bytes = Array(text.utf8)
        let kind = kind(of: tokens[first...], in: bytes)
        var end: Int
        var next: Int
        if kind == .query {
            let semicolon = tokens[first...].first { $0.kind == .semicolon }
            guard semicolon != nil || atEnd else { return nil }
            end = semicolon?.span.start ?? bytes.count
            next = semicolon?.span.end ?? bytes.count
        } else {
            end = CommandLineScanner.end(in: bytes, from: start.span.start)
            next = bytes[end...].firstIndex(of: 0x0A) ?? bytes.count
            if end < bytes.count, bytes[end] == 0x3B { next = end + 1 }
        }
        while end > start.span.start, bytes[end - 1] <= 0x20 { end -= 1 }
        let statement = make(kind, text, SourceSpan(start.span.start, end))
        advance(by: next)
        return statement
    }

    private func kind(of tokens: ArraySlice<Token>, in bytes: [UInt8]) -> Statement.Kind {
        let first = tokens[tokens.startIndex]
        if first.kind == .colon { return .colon }
        guard first.kind == .name else { return .query }
        let word = CommandLineScanner.word(in: bytes, from: first.span.start)
        if commands.contains(word.lowercased()) { return .command }
        if FirstWord.beginsQuery(word) { return .query }
        // `MTCH (n) …` is a query with a slip in it, and runs on to its `;`.
        let following = tokens.dropFirst().first { $0.kind != .comment }?.kind
        return following == .leftParenthesis ? .query : .unknown
    }

    private func make(_ kind: Statement.Kind, _ text: String, _ span: SourceSpan) -> Statement {
        // The lines of the statement, from where the first of them begins, also before `position`.
        let bytes = Array(pending.utf8)
        let start = position + span.start
        let end = position + span.end
        let lineStart = (bytes[..<start].lastIndex(of: 0x0A) ?? -1) + 1
        let lineEnd = bytes[end...].firstIndex(of: 0x0A) ?? bytes.count
        let line = firstLine + bytes[..<lineStart].count { $0 == 0x0A }
        return Statement(
            kind: kind, text: String(decoding: bytes[start..<end], as: UTF8.self),
            lines: SourceText(
                String(decoding: bytes[lineStart..<lineEnd], as: UTF8.self), name: name, firstLine: line),
            offset: start - lineStart)
    }

    private mutating func advance(by count: Int) {
        position += count
        if waitingText.allSatisfy(\.isWhitespace) { drop() }
    }
}
