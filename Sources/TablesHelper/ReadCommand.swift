import Platform
import SheetRows

/// Reads a spreadsheet on standard input, which is a file, and writes its rows.
struct ReadCommand {
    private var expected: FileKind?
    private var sheet: String?
    /// Every sheet that is not hidden.
    private var readsAll = false
    private var lists = false
    private var limits = Limits()

    init(_ words: [String]) throws(TableFault) {
        var rest = words[...]
        while let word = rest.popFirst() {
            switch word {
            case "--as": expected = rest.popFirst().flatMap(FileKind.init(rawValue:))
            case "--sheet": sheet = rest.popFirst()
            case "--all": readsAll = true
            case "--list": lists = true
            case "--max-unpacked": limits.unpacked = rest.popFirst().flatMap { Int($0) } ?? limits.unpacked
            default: throw TableFault(code: "Usage", sentence: "unknown option \(word)", hint: nil)
            }
        }
    }

    func run(_ output: RowOutput) throws(TableFault) {
        try FileKind.check(STDIN_FILENO)
        let archive = try ZipArchive(descriptor: dup(STDIN_FILENO), limits: limits)
        switch try FileKind(archive, expected: expected) {
        case .xlsx: try readXLSX(archive, output)
        case .ods: try readODS(archive, output)
        }
    }

    private func readXLSX(_ archive: ZipArchive, _ output: RowOutput) throws(TableFault) {
        let reader = try XLSXReader(archive, limits)
        let sheets = reader.sheets
        if lists {
            for sheet in sheets { output.write(.sheet(name: sheet.name, isHidden: sheet.isHidden)) }
            return
        }
        if let sheet {
            guard let index = Self.index(of: sheet, in: sheets.map(\.name)) else { throw .noSheet(sheet, known: sheets.map(\.name)) }
            return try reader.read([index], to: output)
        }
        let visible = sheets.indices.filter { !sheets[$0].isHidden }
        try reader.read(readsAll ? visible : Array(visible.prefix(1)), to: output)
    }

    private func readODS(_ archive: ZipArchive, _ output: RowOutput) throws(TableFault) {
        let reader = try ODSReader(archive, limits)
        if lists { return try reader.listSheets(to: output) }
        var known: [String] = []
        var isFound = false
        try reader.read(to: output) { name, isHidden in
            known.append(name)
            if readsAll { return isHidden ? .skip : .read }
            if isFound { return .stop }
            let isWanted = sheet.map { Self.index(of: $0, in: [name]) != nil } ?? !isHidden
            if isWanted { isFound = true }
            return isWanted ? .read : .skip
        }
        if let sheet, !isFound { throw .noSheet(sheet, known: known) }
    }

    /// Case does not count, unless it is all that tells two apart.
    private static func index(of name: String, in names: [String]) -> Int? {
        names.firstIndex(of: name) ?? names.firstIndex { $0.lowercased() == name.lowercased() }
    }
}
