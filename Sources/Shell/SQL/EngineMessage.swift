import Relational

/// What the client of an engine writes to standard error when it fails.
struct EngineMessage {
    /// In one line, without the calls that led to a Python exception.
    let words: String
    /// The line of the SQL, from 1, that it names.
    let line: Int?
    /// Set where it stops at what our SQL refuses.
    let refusal: RowRefusal?

    private static let longest = 6

    init(_ text: String) {
        let lines = Self.withoutCalls(text.split(separator: "\n")).prefix(Self.longest)
        words = lines.map(\.trimmingBlanks).filter { !$0.isEmpty }.joined(separator: " ")
        line = Self.line(named: words)
        refusal = RowRefusal(in: words)
    }

    /// Whether it reports an error, whatever the client's exit status: psql goes on after one unless ON_ERROR_STOP is set, which a script around it may not do.
    static func isError(_ text: String) -> Bool {
        text.split(separator: "\n").contains { $0.hasPrefix("ERROR:") || $0.contains(": ERROR:") }
    }

    /// A Python client that fails names each call, with lines of its own script, and last the exception: `module.Exception: words`.
    private static func withoutCalls(_ lines: [Substring]) -> [Substring] {
        guard let start = lines.lastIndex(where: { $0.hasPrefix("Traceback ") }),
            let exception = lines[(start + 1)...].firstIndex(where: { $0.first?.isWhitespace == false })
        else { return lines }
        var lines = Array(lines[exception...])
        if let colon = lines[0].firstRange(of: ": "), !lines[0][..<colon.lowerBound].contains(" ") { lines[0] = lines[0][colon.upperBound...] }
        return lines
    }

    /// `LINE 3: …`, `(line 3, pos 4)`, `(line 3, position 4)`.
    private static func line(named message: String) -> Int? {
        for (before, after) in [("LINE ", ":"), ("(line ", ",")] {
            guard let start = message.firstRange(of: before), let end = message[start.upperBound...].firstRange(of: after) else { continue }
            if let number = Int(message[start.upperBound..<end.lowerBound]) { return number }
        }
        return nil
    }
}

extension Substring {
    fileprivate var trimmingBlanks: Substring {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
