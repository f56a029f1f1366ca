import Diagnostics
import Knowledge
public import PropertyGraph
import QueryEngine
import Reports

/// `cqcq check`
public struct CheckProgram: Sendable {
    /// A folder laid out as kb/, or nil for what the executable carries.
    public var directory: String?
    public var format = FindingFormat.text
    public var limit = 100
    /// Warnings fail as errors do.
    public var isStrict = false
    /// The day by which reviews are old; today by the clock where nil.
    public var day: CalendarDate?
    public var color = ColorChoice.auto

    public init() {}

    /// Findings go to standard output, their number to standard error.
    public func run() -> ExitStatus {
        let (output, errors) = (Output.standardOutput(), Output.standardError())
        let check = KnowledgeCheck(
            directory: directory, today: day ?? Engine(graph: .empty).today, limit: limit
        ) { ReportCheck.findings($0, schema: $1, graph: $2, vocabulary: Vocabulary(of: $1)) }
        output.write(format.text(of: check, color: color.holds(for: output)))
        output.flush()
        errors.line(FindingFormat.summary(of: check))
        errors.flush()
        let isBad = check.count(.error) > 0 || isStrict && check.count(.warning) > 0
        return isBad ? .failure : .success
    }

    /// `cqcq check --rules`
    public static func listRules() -> ExitStatus {
        let output = Output.standardOutput()
        let width = Rule.all.map(\.name.count).max() ?? 0
        for rule in Rule.all {
            let name = rule.name + String(repeating: " ", count: width - rule.name.count)
            let severity = rule.severity.rawValue + String(repeating: " ", count: 7 - rule.severity.rawValue.count)
            output.line("\(name)  \(severity)  \(rule.summary)")
        }
        output.flush()
        return .success
    }
}
