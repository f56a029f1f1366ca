import CypherSyntax
import Diagnostics
import PropertyGraph
import QueryEngine

/// A way to run a statement that may not change its answer.
package struct Configuration: Sendable {
    package var rowsAtOnce = Limits().rowsAtOnce
    package var leastWrittenTogether = 1024
    package var groupsByValue: Bool?
    package var asksFarEnds: Bool?
    package var rulesLeftOut: Set<String> = []
    package var workers = 1
    /// Bytes; the statement may end in a memory error instead of an answer.
    package var memory: Int?
    /// Numbers and strings of the text are handed in as parameters.
    package var takesParameters = false

    package static let plain = Configuration()
    /// As the statement is planned before any rule.
    package static let unoptimised = Configuration(rulesLeftOut: Set(Engine.optimiserRules))

    package static let batchSizes = [1, 2, 3, 7, 2048]
    private static let budgets = [512, 4096, 20_000, 100_000]

    /// The `number`th: all sizes, rules, numbers of threads and budgets come with each other in turn.
    package static func numbered(_ number: Int) -> Configuration {
        let rules = Engine.optimiserRules
        // Lengths without a common factor, so that every pair is reached.
        let rule = number % (rules.count + 3)
        var configuration = Configuration(rowsAtOnce: batchSizes[number % batchSizes.count])
        if rule < rules.count { configuration.rulesLeftOut = [rules[rule]] }
        if rule == rules.count { configuration.rulesLeftOut = Set(rules) }
        configuration.workers = 1 + number / 3 % 2
        if number % 9 == 4 { configuration.memory = budgets[number / 9 % budgets.count] }
        configuration.takesParameters = number % 11 == 6
        if number % 13 < 7 { configuration.leastWrittenTogether = 1 }
        if number % 7 < 3 { configuration.groupsByValue = true }
        if number % 17 < 8 { configuration.asksFarEnds = true }
        return configuration
    }

    /// What it is counted under.
    package var names: [String] {
        var names = ["\(rowsAtOnce) rows per batch", workers == 1 ? "1 thread" : "\(workers) threads"]
        switch rulesLeftOut.count {
        case 0: names.append("every rule")
        case 1: names.append("without \(rulesLeftOut.first!)")
        default: names.append("without any rule")
        }
        if let memory { names.append("\(memory) bytes of memory") }
        if leastWrittenTogether == 1 { names.append("columns written") }
        if groupsByValue == true { names.append("keys once a value") }
        if asksFarEnds == true { names.append("far ends of subqueries") }
        if takesParameters { names.append("parameters for literals") }
        return names
    }

    package var description: String { names.joined(separator: ", ") }

    /// Sharing begins as soon as there are two rows.
    package var limits: Limits {
        var limits = Limits(
            timeout: .seconds(20), memory: memory, sharing: Sharing(workers: workers, leastSteps: workers == 1 ? 100_000 : 0, leastRows: 2))
        limits.rowsAtOnce = rowsAtOnce
        limits.leastWrittenTogether = leastWrittenTogether
        limits.groupsByValue = groupsByValue
        limits.asksFarEnds = asksFarEnds
        return limits
    }

    package func engine(_ graph: Graph) -> Engine {
        var engine = Engine(graph: graph)
        engine.rulesLeftOut = rulesLeftOut
        return engine
    }
}
