import Platform
import SheetRows

/// Reads a workbook of Excel, row by row.
struct XLSXReader {
    private let archive: ZipArchive
    private let limits: Limits
    private let workbook: XLSXWorkbook

    init(_ archive: ZipArchive, _ limits: Limits) throws(TableFault) {
        self.archive = archive
        self.limits = limits
        workbook = try XLSXWorkbook(archive)
    }

    var sheets: [(name: String, isHidden: Bool)] { workbook.sheets.map { ($0.name, $0.isHidden) } }

    /// Writes the rows of the sheets by position.
    func read(_ chosen: [Int], to output: RowOutput) throws(TableFault) {
        let strings = if let part = workbook.stringsPart {
            try SharedStrings.read(part, of: archive, limit: limits.strings)
        } else {
            SharedStrings()
        }
        for index in chosen {
            let sheet = workbook.sheets[index]
            guard archive.contains(sheet.part) else { throw .missingPart(sheet.part) }
            output.write(.sheet(name: sheet.name, isHidden: sheet.isHidden))
            let merged = try MergedCells.read(sheet.part, of: archive)
            try archive.parse(sheet.part, SheetHandler(workbook, strings, merged, limits, output))
        }
    }

    private final class SheetHandler: XMLHandler {
        private let kinds: [NumberFormat.Kind]
        private let from1904: Bool
        private let strings: SharedStrings
        private var merged: MergedCells
        private let limit: Int
        private let output: RowOutput

        private enum CellType { case number, shared, text, inline, boolean, error, date }
        private var row = RowBuilder()
        private var number = 0
        private var column = -1
        private var type = CellType.number
        private var kind = NumberFormat.Kind.plain
        private var value: [UInt8] = []
        private var collects = false
        private var isPhonetic = false

        init(
            _ workbook: XLSXWorkbook, _ strings: SharedStrings, _ merged: MergedCells, _ limits: Limits, _ output: RowOutput
        ) {
            kinds = workbook.kinds
            from1904 = workbook.from1904
            self.strings = strings
            self.merged = merged
            limit = limits.cell
            self.output = output
        }

        override func start(_ name: XMLName, _ attributes: XMLAttributes) {
            if name.equals("c") {
                beginCell(attributes)
            } else if name.equals("v") {
                collects = type != .inline
            } else if name.equals("t") {
                collects = type == .inline && !isPhonetic
            } else if name.equals("row") {
                number = attributes.integer("r") ?? number + 1
                column = -1
                row.clear()
            } else if name.equals("rPh") {
                isPhonetic = true
            }
        }

        private func beginCell(_ attributes: XMLAttributes) {
            column += 1
            if let name = attributes["r"], let cell = CellName(UnsafeRawBufferPointer(start: name, count: strlen(name))) {
                column = cell.column
            }
            kind = attributes.integer("s").flatMap { kinds.indices.contains($0) ? kinds[$0] : nil } ?? .plain
            value.removeAll(keepingCapacity: true)
            guard let type = attributes["t"] else { return self.type = .number }
            self.type = if type.equals("s") { .shared } else if type.equals("str") { .text } else if type.equals("inlineStr") { .inline }
                else if type.equals("b") { .boolean } else if type.equals("e") { .error } else if type.equals("d") { .date } else { .number }
        }

        override func end(_ name: XMLName) {
            if name.equals("v") || name.equals("t") {
                collects = false
            } else if name.equals("c") {
                if !value.isEmpty { endCell() }
            } else if name.equals("row") {
                merged.fill(&row, number: number)
                row.write(number: number, to: output)
                row.clear()
                isDone = output.isClosed
            } else if name.equals("rPh") {
                isPhonetic = false
            } else if name.equals("sheetData") {
                // Nothing below it is of interest.
                isDone = true
            }
        }

        override func text(_ bytes: UnsafeRawBufferPointer) {
            guard collects else { return }
            value += bytes
            if value.count > limit { fault = .tooLarge("a cell in row \(number)", limit: "1 MiB") }
        }

        private func endCell() {
            switch type {
            case .number: putNumber()
            case .shared:
                guard let index = Int(String(decoding: value, as: UTF8.self)), let text = strings[index] else {
                    return fault = .damaged("a cell in row \(number) names a text that is not there")
                }
                if !text.isEmpty { row.put(column, field: [UInt8(ascii: "s")] + text) }
            case .text, .inline: row.put(column, "s", EscapedText.unescaped(value))
            case .boolean: row.put(column, "b", value)
            case .error: row.put(column, "e", value)
            case .date: putISODate()
            }
        }

        private func putNumber() {
            let text = String(decoding: value, as: UTF8.self)
            guard let number = Double(text) else { return row.put(column, "s", value) }
            if kind != .plain, let field = NumberFormat.field(number, kind, from1904: from1904) {
                row.put(column, field: field.utf8)
            } else {
                row.put(column, "n", value)
            }
        }

        /// Type `d`, which few programs write: ISO 8601.
        private func putISODate() {
            let hasClock = value.contains(UInt8(ascii: "T"))
            let text = value.filter { $0 != UInt8(ascii: "Z") }
            row.put(column, hasClock ? "t" : "d", text)
        }
    }
}
