import Foundation
import Knowledge
import Testing

/// Plain questions, and the commands that answer them: Questions/questions.tsv. The share answered stands in docs/commands.md;
/// `make evaluate` writes it there.
@Suite struct QuestionTests {
    private struct Question {
        let use: String
        let text: String
        let commands: [String]
    }

    private static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Questions/questions.tsv")

    private static func questions() throws -> [Question] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst().map { line in
            let cells = line.split(separator: "\t").map(String.init)
            return Question(use: cells[0], text: cells[1], commands: cells[2].split(separator: "|").map(String.init))
        }
    }

    private static func isAnswered(_ question: Question) throws -> Bool {
        let first = PlainQuestion(question.text, in: try Shipped.scope()).commands.first
        return question.commands.contains { $0.lowercased() == first?.lowercased() }
    }

    @Test func thereAreEnough() throws {
        let questions = try Self.questions()
        #expect(questions.count >= 60)
        #expect(questions.count { $0.use == "measure" } * 2 >= questions.count)
        #expect(Set(questions.map(\.text)).count == questions.count)
    }

    /// Those that the rules were made with: nine of ten at least, as the rows that they were made with go on changing.
    @Test func answersWhatItWasMadeFor() throws {
        let tuned = try Self.questions().filter { $0.use == "tune" }
        let missed = try tuned.filter { question in try !Self.isAnswered(question) }
        let scope = try Shipped.scope()
        #expect(missed.count * 10 <= tuned.count, "\(missed.map { "\($0.text) -> \(PlainQuestion($0.text, in: scope).commands)" })")
    }

    /// Every command that an answer has is one that runs.
    @Test func answersAreCommands() throws {
        let base = try Shipped.base.get()
        let scope = try Shipped.scope()
        for question in try Self.questions() {
            for line in PlainQuestion(question.text, in: scope).commands {
                #expect(throws: Never.self, "\(line)") { try #require(try base.commands.match(.init(line), in: scope)) }
            }
        }
    }

    @Test func theDocsPrintTheShare() throws {
        let path = URL(filePath: Shipped.folder).deletingLastPathComponent().appending(path: "docs/commands.md")
        let text = try String(contentsOf: path, encoding: .utf8)
        let begin = try #require(text.range(of: "<!-- questions: begin -->\n"))
        let end = try #require(text.range(of: "<!-- questions: end -->"))
        let printed = text.replacingCharacters(in: begin.upperBound..<end.lowerBound, with: try Self.table())
        if ProcessInfo.processInfo.environment["CQCQ_UPDATE"] != nil {
            try printed.write(to: path, atomically: true, encoding: .utf8)
        } else {
            #expect(printed == text)
        }
    }

    private static func table() throws -> String {
        var lines = ["| questions | number | first command right |", "| --- | ---: | ---: |"]
        for (use, name) in [("tune", "that the rules were made with"), ("measure", "only measured")] {
            let questions = try questions().filter { $0.use == use }
            let right = try questions.count { try isAnswered($0) }
            lines.append("| \(name) | \(questions.count) | \(right) |")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    @Test(arguments: ["hello", "xyzzy", "?", "a", "the of and", "…", "'", "0", "(((", "🙂🙂", "W99"])
    func nonsenseAnswersNothing(text: String) throws {
        #expect(PlainQuestion(text, in: try Shipped.scope()).commands.isEmpty)
    }
}
