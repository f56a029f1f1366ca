import Diagnostics

/// Why an evidence register cannot be loaded.
package enum EvidenceFault: Fault, Error {
    case unknownField(String, near: [String])
    case unknownColumn(String, near: [String], headings: [String])
    case badColumns(String)
    /// No column says what the evidence is for.
    case noTarget(headings: [String])
    /// The day lies before the last load.
    case beforeLastLoad(day: String, last: String)
    /// Under --strict nothing is loaded.
    case rejectedRows(Int)
    /// The workspace is not there.
    case noRegister(path: String)

    package var code: String {
        switch self {
        case .unknownField: "UnknownField"
        case .unknownColumn: "UnknownRegisterColumn"
        case .badColumns: "InvalidColumns"
        case .noTarget: "NoStatementColumn"
        case .beforeLastLoad: "BeforeLastLoad"
        case .rejectedRows: "RejectedRows"
        case .noRegister: "NoWorkspace"
        }
    }

    package var category: FaultCategory { .dataError }

    package var sentence: String {
        switch self {
        case .unknownField(let name, _): "a register has no field `\(name)`"
        case .unknownColumn(let name, _, _): "the register has no column `\(name)`"
        case .badColumns(let text): "`\(text)` does not say which column holds which field"
        case .noTarget: "no column names a quality statement, key question or regulation"
        case .beforeLastLoad(let day, let last): "the register was loaded on \(last), so it cannot be loaded for \(day)"
        case .rejectedRows(let count): "nothing was loaded: \(count) row\(count == 1 ? " was" : "s were") rejected, and --strict is given"
        case .noRegister(let path): "there is no register: \(path) is not there"
        }
    }

    package var hint: String? {
        switch self {
        case .unknownField(_, let near): Suggestion.question(near) ?? "docs/evidence.md lists the fields"
        case .unknownColumn(_, let near, let headings): Suggestion.question(near) ?? "its columns are \(headings.joined(separator: ", "))"
        case .badColumns: "write it as id=A,statement=\"QS code\",owner=none"
        case .noTarget(let headings): "--columns statement=HEADING names it; the columns are \(headings.joined(separator: ", "))"
        case .beforeLastLoad: "--on takes that day or a later one"
        case .rejectedRows: "correct the rows, or leave --strict out to load the others"
        case .noRegister: "load one with `cqcq evidence load FILE`, or name its workspace with --workspace"
        }
    }
}
