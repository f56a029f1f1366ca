import Diagnostics

/// Faults of reports: asked for wrongly, or with figures that do not agree.
package enum ReportFault: Fault {
    case unknownReport(String, near: [String])
    case unknownSection(String, report: String, known: [String])
    /// A column that report.yaml names, and the query does not return.
    case missingColumn(String, section: String, known: [String])
    /// Sections that wait for each other's rows.
    case circularSections([String])
    case partitionBroken(section: String, row: String, sum: Int, total: Int)
    /// A number and the rows it stands for.
    case countDisagrees(section: String, column: String, row: String, number: Int, rows: Int)
    /// Rows of one group do not follow one another.
    case scatteredGroup(section: String, group: String)
    case malformedTemplate(problem: String)
    case noGaps(report: String)
    case badBaseline(path: String, problem: String)
    /// `--against base` where nothing was written over the base.
    case nothingToCompare
    /// What the report is about is not in the knowledge base.
    case notHeld(String, hint: String?)
    /// `--fail-on-gap` where nothing was in force or nothing was checked.
    case nothingChecked(String)

    package var code: String {
        switch self {
        case .unknownReport: "UnknownReport"
        case .unknownSection: "UnknownSection"
        case .missingColumn: "MissingReportColumn"
        case .circularSections: "CircularSections"
        case .partitionBroken: "PartitionBroken"
        case .countDisagrees: "CountDisagrees"
        case .scatteredGroup: "ScatteredGroup"
        case .malformedTemplate: "MalformedTemplate"
        case .noGaps: "NoGaps"
        case .badBaseline: "BadBaseline"
        case .nothingToCompare: "NothingToCompare"
        case .notHeld: "NotHeld"
        case .nothingChecked: "NothingChecked"
        }
    }

    package var category: FaultCategory {
        switch self {
        case .unknownReport, .unknownSection, .noGaps, .badBaseline, .nothingToCompare: .usageError
        default: .dataError
        }
    }

    package var sentence: String {
        switch self {
        case .unknownReport(let name, _): "there is no report `\(name)`"
        case .unknownSection(let name, let report, _): "the report \(report) has no section `\(name)`"
        case .missingColumn(let name, let section, _): "the query of section \(section) returns no column `\(name)`"
        case .circularSections(let names): "these sections wait for each other's rows: \(names.joined(separator: ", "))"
        case .partitionBroken(let section, let row, let sum, let total):
            "the parts of \(row) in section \(section) add up to \(sum), and the total is \(total)"
        case .countDisagrees(let section, let column, let row, let number, let rows):
            "`\(column)` of \(row) in section \(section) is \(number), and the rows it counts are \(rows)"
        case .scatteredGroup(let section, let group): "the rows of \(group) in section \(section) do not follow one another"
        case .malformedTemplate(let problem): problem
        case .noGaps(let report): "the report \(report) has no gaps to fail on"
        case .badBaseline(let path, let problem): "\(path) is not a report to compare with: \(problem)"
        case .nothingToCompare: "there is no workspace to compare with the knowledge base"
        case .notHeld(let reason, _): reason
        case .nothingChecked(let reason): reason
        }
    }

    package var hint: String? {
        switch self {
        case .unknownReport(_, let near): Suggestion.question(near) ?? "`cqcq report` lists the reports"
        case .unknownSection(let name, _, let known):
            Suggestion.question(Suggestion.nearest(to: name, in: known)) ?? "it has " + known.joined(separator: ", ")
        case .missingColumn(_, _, let known): "it returns " + known.joined(separator: ", ")
        case .scatteredGroup: "ORDER BY the columns of `group`"
        case .badBaseline: "write one with --format json"
        case .nothingToCompare: "name one with --workspace"
        case .notHeld(_, let hint): hint ?? "`show frameworks` lists how much of each framework is held"
        case .nothingChecked: "a gap can only be found where something was checked"
        default: nil
        }
    }
}
