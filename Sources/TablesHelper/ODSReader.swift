import Platform
import SheetRows

/// Reads an OpenDocument spreadsheet, row by row. Its one part holds all sheets.
struct ODSReader {
    private static let part = "content.xml"

    private let archive: ZipArchive
    private let limits: Limits

    init(_ archive: ZipArchive, _ limits: Limits) throws(TableFault) {
        self.archive = archive
        self.limits = limits
        guard archive.contains(Self.part) else { throw .missingPart(Self.part) }
        if archive.contains("META-INF/manifest.xml") {
            let manifest = ManifestHandler()
            try archive.parse("META-INF/manifest.xml", manifest)
            if manifest.isEncrypted { throw .encrypted }
        }
    }

    /// The sheets are known only to one who has read the whole part.
    func listSheets(to output: RowOutput) throws(TableFault) {
        try archive.parse(Self.part, ContentHandler(limits, output) { _, _ in .list })
    }

    enum Choice { case read, skip, list, stop }

    /// Writes the rows of those sheets for which `choose` answers `.read`.
    func read(to output: RowOutput, _ choose: @escaping (String, Bool) -> Choice) throws(TableFault) {
        try archive.parse(Self.part, ContentHandler(limits, output, choose))
    }

    private final class ManifestHandler: XMLHandler {
        var isEncrypted = false

        override func start(_ name: XMLName, _ attributes: XMLAttributes) {
            if name.equals("encryption-data") { isEncrypted = true }
        }
    }

    private final class ContentHandler: XMLHandler {
        private let limit: Int
        private let output: RowOutput
        private let choose: (String, Bool) -> Choice

        private var hiddenStyles: Set<String> = []
        private var style = ""
        /// Tables within cells and recorded changes are passed over: how many elements deep.
        private var skipped = 0
        private var isReading = false
        private var row = RowBuilder()
        private var number = 0
        private var repeats = 1
        private var column = 0
        private var cell = Cell()
        private var isInCell = false
        private var collects = 0
        private var value: [UInt8] = []
        private var paragraphs = 0

        private struct Cell {
            var type = ""
            var value = ""
            var repeats = 1
            var rows = 1
            var isCovered = false
        }
        private var spans: [Int: (last: Int, field: [UInt8])] = [:]

        init(_ limits: Limits, _ output: RowOutput, _ choose: @escaping (String, Bool) -> Choice) {
            limit = limits.cell
            self.output = output
            self.choose = choose
        }

        override func start(_ name: XMLName, _ attributes: XMLAttributes) {
            if skipped > 0 { return skipped += 1 }
            if name.equals("table-cell") || name.equals("covered-table-cell") {
                if isReading { beginCell(attributes, isCovered: name.equals("covered-table-cell")) }
            } else if name.equals("p") || name.equals("h") {
                if isInCell {
                    if paragraphs > 0 { value.append(0x0A) }
                    paragraphs += 1
                    collects += 1
                }
            } else if name.equals("s") {
                if collects > 0 { value += [UInt8](repeating: 0x20, count: min(attributes.integer("c") ?? 1, 1000)) }
            } else if name.equals("tab") {
                if collects > 0 { value.append(0x09) }
            } else if name.equals("line-break") {
                if collects > 0 { value.append(0x0A) }
            } else if name.equals("table-row") {
                number += 1
                repeats = max(1, attributes.integer("number-rows-repeated") ?? 1)
                column = 0
                row.clear()
            } else if name.equals("table") {
                if isInCell { skipped = 1 } else { beginTable(attributes) }
            } else if name.equals("annotation") || name.equals("tracked-changes") || name.equals("shapes") || name.equals("dde-links") || name.equals("frame") {
                skipped = 1
            } else if name.equals("style") {
                style = attributes.text("name") ?? ""
            } else if name.equals("table-properties") {
                if attributes["display"]?.equals("false") == true { hiddenStyles.insert(style) }
            }
        }

        private func beginTable(_ attributes: XMLAttributes) {
            let name = attributes.text("name") ?? ""
            let isHidden = hiddenStyles.contains(attributes.text("style-name") ?? "")
            number = 0
            spans = [:]
            switch choose(name, isHidden) {
            case .read:
                isReading = true
                output.write(.sheet(name: name, isHidden: isHidden))
            case .list:
                isReading = false
                output.write(.sheet(name: name, isHidden: isHidden))
            case .skip: isReading = false
            case .stop: isDone = true
            }
        }

        private func beginCell(_ attributes: XMLAttributes, isCovered: Bool) {
            isInCell = true
            paragraphs = 0
            value.removeAll(keepingCapacity: true)
            cell = Cell(isCovered: isCovered)
            cell.repeats = max(1, attributes.integer("number-columns-repeated") ?? 1)
            guard let type = attributes.text("value-type") else { return }
            cell.type = type
            cell.rows = attributes.integer("number-rows-spanned") ?? 1
            let key: StaticString? = switch type {
            case "float", "percentage", "currency": "value"
            case "date": "date-value"
            case "time": "time-value"
            case "boolean": "boolean-value"
            case "string": "string-value"
            default: nil
            }
            if let key { cell.value = attributes.text(key) ?? "" }
        }

        override func end(_ name: XMLName) {
            if skipped > 0 { return skipped -= 1 }
            if name.equals("table-cell") || name.equals("covered-table-cell") {
                if isReading, isInCell { endCell() }
                isInCell = false
            } else if name.equals("p") || name.equals("h") {
                if collects > 0 { collects -= 1 }
            } else if name.equals("table-row") {
                if isReading { endRow() }
            } else if name.equals("table") {
                isReading = false
            }
        }

        override func text(_ bytes: UnsafeRawBufferPointer) {
            guard collects > 0, skipped == 0 else { return }
            value += bytes
            if value.count > limit { fault = .tooLarge("a cell in row \(number)", limit: "1 MiB") }
        }

        private func endCell() {
            defer { column += cell.repeats }
            guard let (letter, text) = field(), !text.isEmpty || letter != "s" else { return }
            for place in column..<min(column + cell.repeats, RowBuilder.maxColumns) {
                row.put(place, letter, text)
                if cell.rows > 1 { spans[place] = (number + cell.rows - 1, Array(row[place])) }
            }
        }

        /// The letter and text of the cell; nil where it is empty.
        private func field() -> (Unicode.Scalar, [UInt8])? {
            switch cell.type {
            case "": return value.isEmpty || cell.isCovered ? nil : ("s", value)
            case "float", "percentage", "currency": return Double(cell.value) == nil ? ("s", value) : ("n", Array(cell.value.utf8))
            case "date":
                let text = Array(cell.value.utf8).filter { $0 != UInt8(ascii: "Z") }
                guard let clock = text.firstIndex(of: UInt8(ascii: "T")) else { return ("d", text) }
                let isMidnight = text[clock...].allSatisfy { [0x30, 0x3A, 0x54, 0x2E].contains($0) }
                return isMidnight ? ("d", Array(text[..<clock])) : ("t", Array(text.prefix { $0 != UInt8(ascii: ".") }))
            case "time": return duration(cell.value).map { $0 < 86_400 ? ("c", Array(NumberFormat.clockText($0).utf8)) : ("s", value) } ?? ("s", value)
            case "boolean": return ("b", [cell.value == "true" ? UInt8(ascii: "1") : UInt8(ascii: "0")])
            default:
                // A formula's error shows in its text alone.
                let text = cell.value.isEmpty ? value : Array(cell.value.utf8)
                return (text.first == UInt8(ascii: "#") && ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?"].contains(String(decoding: text, as: UTF8.self)) ? "e" : "s", text)
            }
        }

        /// `PT09H30M00S` in seconds.
        private func duration(_ text: String) -> Int? {
            guard text.hasPrefix("PT") else { return nil }
            var (seconds, digits) = (0, "")
            for character in text.dropFirst(2) {
                switch character {
                case "H": seconds += (Int(digits) ?? 0) * 3600
                case "M": seconds += (Int(digits) ?? 0) * 60
                case "S": seconds += Int((Double(digits) ?? 0).rounded())
                default:
                    digits.append(character)
                    continue
                }
                digits = ""
            }
            return seconds
        }

        private func endRow() {
            let last = number + repeats - 1
            defer { number = last }
            for (place, span) in spans where span.last >= number && row.isEmpty(place) { row.put(place, field: span.field) }
            spans = spans.filter { $0.value.last > number }
            guard row.count > 0 else { return }
            // Spreadsheets have no more rows.
            for each in number...min(last, max(number, 1_048_576)) {
                row.write(number: each, to: output)
                if output.isClosed { break }
            }
            isDone = output.isClosed
        }
    }
}
