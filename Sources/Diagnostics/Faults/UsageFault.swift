/// Faults of the command line: the program was called wrongly.
package enum UsageFault: Fault {
    case unknownValue(option: String, value: String, known: [String])
    case badDate(String)
    case badDuration(String)
    case badSize(String)
    case badRowCount(String)
    case badThreadCount(String)
    case badParameter(String)
    case unsetVariable(String)
    case unreadableFile(path: String, reason: String)
    /// The ending of a file names a format that is not written.
    case unwritableEnding(path: String, known: [String])
    /// The ending of a file names another format than the option.
    case contradictingEnding(path: String, ending: String, format: String)
    /// A workbook is not text.
    case workbookOnTerminal
    case databaseOnTerminal

    package var code: String {
        switch self {
        case .unknownValue: "UnknownValue"
        case .badDate: "InvalidDate"
        case .badDuration: "InvalidDuration"
        case .badSize: "InvalidSize"
        case .badRowCount: "InvalidRowCount"
        case .badThreadCount: "InvalidThreadCount"
        case .badParameter, .unsetVariable: "InvalidParameter"
        case .unreadableFile: "UnreadableFile"
        case .unwritableEnding: "UnwritableEnding"
        case .contradictingEnding: "ContradictingEnding"
        case .workbookOnTerminal, .databaseOnTerminal: "WorkbookOnTerminal"
        }
    }

    package var category: FaultCategory { .usageError }

    package var sentence: String {
        switch self {
        case .unknownValue(let option, let value, _): "invalid value `\(value)` for \(option)"
        case .badDate(let text): "`\(text)` is not a day of the calendar"
        case .badDuration(let text): "`\(text)` is not a length of time"
        case .badRowCount(let text): "`\(text)` is not a number of rows"
        case .badThreadCount(let text): "`\(text)` is not a number of threads"
        case .badSize(let text): "`\(text)` is not a size"
        case .badParameter(let text): "`\(text)` is not a parameter"
        case .unsetVariable(let name): "the environment has no \(name)"
        case .unreadableFile(let path, let reason): "cannot read \(path): \(reason)"
        case .unwritableEnding(let path, _): "no format that is written here ends as \(path) does"
        case .contradictingEnding(let path, let ending, let format): "\(path) ends as \(ending), but the format is \(format)"
        case .workbookOnTerminal: "a workbook cannot be shown on a terminal"
        case .databaseOnTerminal: "a database cannot be shown on a terminal"
        }
    }

    package var hint: String? {
        switch self {
        case .unknownValue(_, let value, let known):
            Suggestion.question(Suggestion.nearest(to: value, in: known))
                ?? "it is one of \(known.joined(separator: ", "))"
        case .badDate: "write it as YYYY-MM-DD, 2021-07-28"
        case .badDuration: "write it as 500ms, 5s or 2m"
        case .badRowCount: "write it as 0, 1..5, or 1.. for at least one"
        case .badThreadCount: "write a whole number, 1 or more; without --threads there is one per core"
        case .badSize: "write it as 500M or 2G"
        case .badParameter: "write it as name=value"
        case .unwritableEnding(_, let known): "name a file that ends in \(known.map { "." + $0 }.joined(separator: ", "))"
        case .contradictingEnding(_, let ending, _): "leave the format out to write \(ending), or give the file another ending"
        case .databaseOnTerminal: "name a file: `:output FILE.sqlite`"
        case .workbookOnTerminal: "name a file: -o FILE.xlsx for a report, `:output FILE.xlsx` for results"
        case .unreadableFile, .unsetVariable: nil
        }
    }
}
