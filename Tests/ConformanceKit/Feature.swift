import Foundation

/// A scenario of a Gherkin file; of an outline there is one for each row of its examples.
public struct Scenario: Sendable {
    /// Of the kit's file, without the extension: `clauses/match/Match1`.
    public var path: String
    public var name: String
    public var tags: Set<String>
    public var steps: [Step]

    public struct Step: Sendable {
        /// Without its Given, When, Then or And.
        public var text: String
        public var document: String?
        public var table: [[String]]?
    }

    /// The folder that its file lies in: `clauses/match`.
    public var category: String { path.split(separator: "/").dropLast().joined(separator: "/") }

    /// `clauses/match/Match1 [3] …`, one scenario's own.
    public var title: String { path + " " + name }

    /// `a TYPE should be raised at PHASE: DETAIL`.
    public var expectedError: ExpectedError? { steps.lazy.compactMap { ExpectedError($0.text) }.first }
}

/// How a query has to fail.
public struct ExpectedError: Sendable {
    /// `SyntaxError`
    public var type: String
    /// `compile time`, `runtime` or `any time`.
    public var phase: String
    /// `UndefinedVariable`; `*` stands for any.
    public var detail: String

    init?(_ step: String) {
        guard let middle = step.range(of: " should be raised at "), let colon = step.lastIndex(of: ":") else { return nil }
        type = String(step[..<middle.lowerBound].split(separator: " ").last ?? "")
        phase = String(step[middle.upperBound..<colon])
        detail = String(step[step.index(after: colon)...]).trimmed
    }
}

public enum Feature {
    static func scenarios(in text: String, path: String) -> [Scenario] {
        var reader = Reader(lines: text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init), path: path)
        return reader.read()
    }

    private struct Reader {
        let lines: [String]
        let path: String
        var at = 0

        init(lines: [String], path: String) {
            self.lines = lines
            self.path = path
        }

        mutating func read() -> [Scenario] {
            var background: [Scenario.Step] = []
            var found: [Scenario] = []
            var tags: Set<String> = []
            while at < lines.count {
                let line = lines[at].trimmed
                if line.hasPrefix("@") {
                    tags.formUnion(line.split(separator: " ").map(String.init))
                    at += 1
                } else if line.hasPrefix("Background:") {
                    at += 1
                    background = steps()
                } else if line.hasPrefix("Scenario Outline:") || line.hasPrefix("Scenario:") {
                    let title = String(line[line.index(after: line.firstIndex(of: ":")!)...]).trimmed
                    at += 1
                    let own = background + steps()
                    let examples = lines.indices.contains(at) && lines[at].trimmed.hasPrefix("Examples:") ? readExamples() : nil
                    found += expand(title, tags, own, examples)
                    tags = []
                } else {
                    at += 1
                }
            }
            return found
        }

        private mutating func readExamples() -> [[String]] {
            at += 1
            return table()
        }

        private mutating func steps() -> [Scenario.Step] {
            var steps: [Scenario.Step] = []
            while at < lines.count {
                let line = lines[at].trimmed
                if line.isEmpty || line.hasPrefix("#") {
                    at += 1
                } else if line.hasPrefix("\"\"\"") {
                    steps[steps.count - 1].document = document()
                } else if line.hasPrefix("|") {
                    steps[steps.count - 1].table = table()
                } else if let word = ["Given ", "When ", "Then ", "And "].first(where: line.hasPrefix) {
                    steps.append(Scenario.Step(text: String(line.dropFirst(word.count)).trimmed))
                    at += 1
                } else {
                    break
                }
            }
            return steps
        }

        private mutating func document() -> String {
            let indent = lines[at].prefix { $0 == " " }.count
            at += 1
            var text: [String] = []
            while at < lines.count, lines[at].trimmed != "\"\"\"" {
                text.append(String(lines[at].dropFirst(min(indent, lines[at].prefix { $0 == " " }.count))))
                at += 1
            }
            at += 1
            return text.joined(separator: "\n")
        }

        private mutating func table() -> [[String]] {
            var rows: [[String]] = []
            while at < lines.count {
                let line = lines[at].trimmed
                if line.isEmpty || line.hasPrefix("#") {
                    at += 1
                } else if line.hasPrefix("|") {
                    rows.append(cells(line))
                    at += 1
                } else {
                    break
                }
            }
            return rows
        }

        /// Gherkin's own escapes are undone here: `\|`, `\\` and `\n`.
        private func cells(_ line: String) -> [String] {
            var cells: [String] = []
            var cell = ""
            var characters = Array(line.dropFirst())
            characters.reverse()
            while let character = characters.popLast() {
                if character == "|" {
                    cells.append(cell.trimmed)
                    cell = ""
                } else if character == "\\", let next = characters.last, "|\\n".contains(next) {
                    characters.removeLast()
                    cell.append(next == "n" ? "\n" : next)
                } else {
                    cell.append(character)
                }
            }
            return cells
        }

        private func expand(
            _ title: String, _ tags: Set<String>, _ steps: [Scenario.Step], _ examples: [[String]]?
        ) -> [Scenario] {
            guard let examples, let head = examples.first else {
                return [Scenario(path: path, name: title, tags: tags, steps: steps)]
            }
            return examples.dropFirst().enumerated().map { number, row in
                func fill(_ text: String) -> String {
                    zip(head, row).reduce(text) { $0.replacing("<\($1.0)>", with: $1.1) }
                }
                let filled = steps.map { step in
                    Scenario.Step(
                        text: fill(step.text), document: step.document.map(fill),
                        table: step.table?.map { $0.map(fill) })
                }
                return Scenario(path: path, name: "\(title) #\(number + 1)", tags: tags, steps: filled)
            }
        }
    }
}

extension String {
    /// Without the blanks at both ends.
    public var trimmed: String {
        var text = Substring(self)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
