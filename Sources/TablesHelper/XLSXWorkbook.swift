/// What a workbook of Excel says of itself: its sheets, where its parts are, which cells are dates.
struct XLSXWorkbook {
    struct Sheet {
        var name: String
        var isHidden: Bool
        var part: String
    }

    var sheets: [Sheet] = []
    /// Days are counted from 1904.
    var from1904 = false
    var stringsPart: String?
    /// By the number of a cell's style.
    var kinds: [NumberFormat.Kind] = []

    init(_ archive: ZipArchive) throws(TableFault) {
        let root = try Relations(archive, of: "")
        guard let main = root.first(ofType: "/officeDocument") else {
            if archive.contains("_rels/.rels") { throw .missingPart("xl/workbook.xml") }
            throw .missingPart("_rels/.rels")
        }
        guard archive.contains(main) else { throw .missingPart(main) }
        let book = BookHandler()
        try archive.parse(main, book)
        from1904 = book.from1904
        let relations = try Relations(archive, of: main)
        for sheet in book.sheets {
            // Sheets that hold a chart alone have no rows.
            guard let part = relations.target(of: sheet.relation) else { throw .missingPart("of sheet `\(sheet.name)`") }
            guard part.type.hasSuffix("/worksheet") else { continue }
            sheets.append(Sheet(name: sheet.name, isHidden: sheet.isHidden, part: part.target))
        }
        stringsPart = relations.first(ofType: "/sharedStrings")
        if let styles = relations.first(ofType: "/styles"), archive.contains(styles) {
            let handler = StyleHandler()
            try archive.parse(styles, handler)
            kinds = handler.kinds
        }
    }

    private final class BookHandler: XMLHandler {
        var sheets: [(name: String, isHidden: Bool, relation: String)] = []
        var from1904 = false

        override func start(_ name: XMLName, _ attributes: XMLAttributes) {
            if name.equals("sheet"), let title = attributes.text("name"), let id = attributes.text("id") {
                sheets.append((title, (attributes.text("state") ?? "visible") != "visible", id))
            } else if name.equals("workbookPr") {
                from1904 = ["1", "true"].contains(attributes.text("date1904") ?? "")
            }
        }
    }

    private final class StyleHandler: XMLHandler {
        private var codes: [Int: NumberFormat.Kind] = [:]
        private var isInCells = false
        var kinds: [NumberFormat.Kind] = []

        override func start(_ name: XMLName, _ attributes: XMLAttributes) {
            if name.equals("numFmt"), let id = attributes.integer("numFmtId"), let code = attributes.text("formatCode") {
                codes[id] = NumberFormat.kind(ofCode: code)
            } else if name.equals("cellXfs") {
                isInCells = true
            } else if name.equals("xf"), isInCells {
                let id = attributes.integer("numFmtId") ?? 0
                kinds.append(codes[id] ?? NumberFormat.kind(ofBuiltIn: id))
            }
        }

        override func end(_ name: XMLName) {
            if name.equals("cellXfs") { isInCells = false }
        }
    }
}

/// Which part leads to which (`_rels/*.rels`).
struct Relations {
    private var entries: [(id: String, type: String, target: String)] = []

    init(_ archive: ZipArchive, of part: String) throws(TableFault) {
        let slash = part.lastIndex(of: "/")
        let folder = slash.map { String(part[...$0]) } ?? ""
        let file = slash.map { String(part[part.index(after: $0)...]) } ?? part
        let name = "\(folder)_rels/\(file).rels"
        guard archive.contains(name) else { return }
        let handler = Handler()
        try archive.parse(name, handler)
        entries = handler.entries.map { ($0.id, $0.type, Self.resolved($0.target, in: folder)) }
    }

    func target(of id: String) -> (type: String, target: String)? {
        entries.first { $0.id == id }.map { ($0.type, $0.target) }
    }

    /// Types are long addresses, of two generations: their ends are alike.
    func first(ofType ending: String) -> String? { entries.first { $0.type.hasSuffix(ending) }?.target }

    private static func resolved(_ target: String, in folder: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var parts: [Substring] = []
        for part in (folder + target).split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }

    private final class Handler: XMLHandler {
        var entries: [(id: String, type: String, target: String)] = []

        override func start(_ name: XMLName, _ attributes: XMLAttributes) {
            guard name.equals("Relationship"), let id = attributes.text("Id"), let type = attributes.text("Type"),
                let target = attributes.text("Target")
            else { return }
            entries.append((id, type, target))
        }
    }
}
