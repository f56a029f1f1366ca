import Diagnostics
import Evidence
import Knowledge
import PropertyGraph
import SheetRows
import SystemPackage
import Tables

/// A register to be loaded, and how.
public struct EvidenceLoad: Sendable {
    public var path: String
    public var sheet: String?
    public var headerRow: Int?
    /// `id=A,statement="QS code"`
    public var columns: String?
    public var columnsFile: String?
    public var savedColumns: String?
    public var kept: [String] = []
    public var dropped: [String] = []
    /// Code of the framework whose codes the register uses.
    public var framework: String?
    /// `2014` or `2009`, of regulations without a year.
    public var law: String?
    public var rejects: String?
    public var isStrict = false
    /// Show the reading and load nothing.
    public var isDry = false
    /// The day that the register is of; today without it.
    public var day: CalendarDate?
    /// Of several registers in a workspace.
    public var register = "register"

    public init(_ path: String) { self.path = path }

    /// The words of `:evidence load FILE …`.
    static func read(_ words: [String]) throws(Diagnostics) -> EvidenceLoad {
        var rest = words[...]
        var load = EvidenceLoad("")
        while let word = rest.popFirst() {
            let parts = word.hasPrefix("--") ? word.split(separator: "=", maxSplits: 1).map(String.init) : [word]
            func value() throws(Diagnostics) -> String {
                guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else { throw Diagnostics(CommandFault.missingValue(option: parts[0])) }
                return value
            }
            switch parts[0] {
            case "--sheet": load.sheet = try value()
            case "--header-row": load.headerRow = Int(try value())
            case "--columns": load.columns = try value()
            case "--columns-file": load.columnsFile = try value()
            case "--save-columns": load.savedColumns = try value()
            case "--keep": load.kept.append(try value())
            case "--drop": load.dropped.append(try value())
            case "--framework": load.framework = try value()
            case "--law": load.law = try value()
            case "--rejects": load.rejects = try value()
            case "--on": load.day = try OptionText.date(try value())
            case "--register": load.register = try value()
            case "--strict": load.isStrict = true
            case "--dry-run": load.isDry = true
            case let option where option.hasPrefix("--"):
                throw Diagnostics(CommandFault.unknownOption(option, near: Suggestion.nearest(to: option, in: Self.options)))
            default: load.path = word
            }
        }
        return load
    }

    private static let options = [
        "--sheet", "--header-row", "--columns", "--columns-file", "--save-columns", "--keep", "--drop", "--framework", "--law", "--rejects", "--on",
        "--register", "--strict", "--dry-run",
    ]

    // MARK: Reading

    /// The rows of the sheet that looks most like a register.
    func table() throws(Diagnostics) -> TableRows {
        let header: TableRows.Header = headerRow.map { .row($0) } ?? .found
        do throws(SheetFault) {
            let name = if let sheet { sheet as String? } else { try bestSheet() }
            return try TableRows(try open(name), header: header)
        } catch {
            throw Diagnostics(LoadFault.sheet(file: path, error))
        }
    }

    private func open(_ sheet: String?) throws(SheetFault) -> any SheetRows {
        do {
            return try TableFile.open(file(), name: path, sheet: sheet)
        } catch let fault as SheetFault { throw fault } catch {
            throw .file(.damaged, sentence: "the file cannot be read: \((error as? Errno)?.description ?? "\(error)")", hint: nil)
        }
    }

    private func file() throws -> FileDescriptor { try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec) }

    /// The sheet with the most headings that are understood; nil of text files and where one is as good as another.
    private func bestSheet() throws(SheetFault) -> String? {
        guard TableFile.Kind(path: path) != .text else { return nil }
        let names: [String]
        do { names = try TableFile.sheets(file(), name: path) } catch let fault as SheetFault { throw fault } catch {
            throw .file(.damaged, sentence: "the file cannot be read: \((error as? Errno)?.description ?? "\(error)")", hint: nil)
        }
        guard names.count > 1 else { return nil }
        var best: (name: String, fields: Int)?
        for name in names.prefix(20) {
            guard let rows = try? TableRows(try open(name), header: headerRow.map { .row($0) } ?? .found) else { continue }
            let fields = RegisterColumns.understood(rows.columns ?? [])
            if fields > best?.fields ?? 0 { best = (name, fields) }
        }
        return best?.name
    }
}
