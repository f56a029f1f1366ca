/// Faults of the command line: the program was called wrongly.
public enum UsageFault: Fault {
    case unknownValue(option: String, value: String, known: [String])
    case badDate(String)
    case badDuration(String)
    case badSize(String)
    case badParameter(String)
    case unsetVariable(String)
    case unreadableFile(path: String, reason: String)

    public var code: String {
        switch self {
        case .unknownValue: "UnknownValue"
        case .badDate: "InvalidDate"
        case .badDuration: "InvalidDuration"
        case .badSize: "InvalidSize"
        case .badParameter, .unsetVariable: "InvalidParameter"
        case .unreadableFile: "UnreadableFile"
        }
    }

    public var category: FaultCategory { .usageError }

    public var sentence: String {
        switch self {
        case .unknownValue(let option, let value, _): "\(option) does not know `\(value)`"
        case .badDate(let text): "`\(text)` is not a day of the calendar"
        case .badDuration(let text): "`\(text)` is not a length of time"
        case .badSize(let text): "`\(text)` is not a size"
        case .badParameter(let text): "`\(text)` is not a parameter"
        case .unsetVariable(let name): "the environment has no \(name)"
        case .unreadableFile(let path, let reason): "cannot read \(path): \(reason)"
        }
    }

    public var hint: String? {
        switch self {
        case .unknownValue(_, let value, let known):
            Suggestion.question(Suggestion.nearest(to: value, in: known))
                ?? "it is one of \(known.joined(separator: ", "))"
        case .badDate: "write it as YYYY-MM-DD, 2021-07-28"
        case .badDuration: "write it as 500ms, 5s or 2m"
        case .badSize: "write it as 500M or 2G"
        case .badParameter: "write it as name=value"
        case .unreadableFile, .unsetVariable: nil
        }
    }
}
