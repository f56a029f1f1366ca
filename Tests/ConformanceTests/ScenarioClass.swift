import ConformanceKit
import CypherSyntax

/// What a scenario needs of an engine; the first that fits counts.
enum ScenarioClass: String, CaseIterable {
    case procedures, temporal
    case compileTimeErrors = "compile-time errors"
    case runtimeErrors = "runtime errors"
    case errorsAtAnyTime = "errors at any time"
    case writing, expressions, reading

    init(of scenario: Scenario) {
        let tokens = Tokenizer.tokens(of: scenario.queryUnderTest)
        let errors = scenario.expectedError.map { error -> ScenarioClass in
            switch error.phase {
            case "compile time": .compileTimeErrors
            case "runtime": .runtimeErrors
            default: .errorsAtAnyTime
            }
        }
        self = if scenario.category == "clauses/call" || scenario.steps.contains(where: { $0.text.hasPrefix("there exists a procedure") }) {
            .procedures
        } else if scenario.category == "expressions/temporal" || Self.callsTemporalFunction(scenario.queryUnderTest, tokens) {
            .temporal
        } else if let errors {
            errors
        } else if tokens.contains(where: { $0.keyword?.writes ?? false }) {
            .writing
        } else if scenario.category.hasPrefix("expressions/") {
            .expressions
        } else {
            .reading
        }
    }

    private static func callsTemporalFunction(_ query: String, _ tokens: [Token]) -> Bool {
        let bytes = Array(query.utf8)
        return zip(tokens, tokens.dropFirst()).contains { name, next in
            next.kind == .leftParenthesis
                && ["date", "time", "localtime", "datetime", "localdatetime", "duration"]
                    .contains(String(decoding: bytes[name.span.start..<name.span.end], as: UTF8.self).lowercased())
        }
    }
}

extension Scenario {
    var queryUnderTest: String { steps.first { $0.text == "executing query:" }?.document ?? "" }

    /// The counts that the table of side effects names; nil where no step names them.
    var sideEffects: [[String]]? {
        for step in steps where step.text.contains("side effects") { return step.table ?? [] }
        return nil
    }
}

extension Keyword {
    fileprivate var writes: Bool { [.create, .merge, .set, .delete, .detach, .remove].contains(self) }
}
