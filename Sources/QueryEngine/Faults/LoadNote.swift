import Diagnostics

/// What a statement noticed while it ran, and that is not an error.
package enum LoadNote: Fault {
    /// `what`: `read as Windows-1252`.
    case assumed(file: String, what: [String])
    case unknownColumn(String, file: String, near: [String])
    /// `examples`: `'TBC' (line 4, column reviewed)`.
    case becameNull(count: Int, function: String, examples: [String])

    package var code: String {
        switch self {
        case .assumed: "FileAssumptions"
        case .unknownColumn: "ColumnNotInFile"
        case .becameNull: "ValuesBecameNull"
        }
    }

    package var category: FaultCategory { .dataError }

    package var sentence: String {
        switch self {
        case .assumed(let file, let what): "\(file): \(what.joined(separator: ", "))"
        case .unknownColumn(let name, let file, _): "\(file) has no column `\(name)`, so it is null in every row"
        case .becameNull(let count, let function, let examples):
            "\(function)() gave null for \(count) value\(count == 1 ? "" : "s"): \(examples.joined(separator: ", "))\(count > examples.count ? " …" : "")"
        }
    }

    package var hint: String? {
        switch self {
        case .assumed: "ENCODING and FIELDTERMINATOR say otherwise"
        case .unknownColumn(_, _, let near): Suggestion.question(near)
        case .becameNull: nil
        }
    }

    package var replacements: [String] {
        if case .unknownColumn(_, _, let near) = self { near } else { [] }
    }
}
