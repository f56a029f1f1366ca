import CypherSyntax
import Diagnostics

/// What parser and grammar say of a text.
struct Verdict {
    let text: String
    /// As it prints.
    private(set) var printed: String?
    private(set) var faults: [Diagnostic] = []
    /// What is wrong with it first is nothing that the grammar's rules can say.
    private(set) var isBeyondRules = false
    let isInGrammar: Bool

    init(_ text: String, _ grammar: CypherGrammar) {
        self.text = text
        do {
            printed = Printer.text(of: try CypherParser.parse(SourceText(text)))
        } catch {
            faults = error.list
            isBeyondRules = (faults[0].fault as? SyntaxFault).map(CypherGrammar.isBeyondRules) ?? false
        }
        isInGrammar = grammar.accepts(text)
    }

    var agrees: Bool { isInGrammar == (printed != nil) || isInGrammar && isBeyondRules }

    /// For a report of those that differ.
    var description: String {
        let parser = printed.map { "parsed as \($0)" } ?? faults.map { $0.fault.sentence }.joined(separator: "; ")
        return "\(text)\n    grammar: \(isInGrammar ? "accepted" : "refused"); parser: \(parser)"
    }
}
