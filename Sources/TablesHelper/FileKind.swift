import Platform

/// What a file is, by its contents.
enum FileKind: String {
    case xlsx, ods

    /// Throws for all that is neither.
    static func check(_ descriptor: Int32) throws(TableFault) {
        var head = [UInt8](repeating: 0, count: 4096)
        let count = max(0, pread(descriptor, &head, head.count, 0))
        head.removeLast(head.count - count)
        if head.isEmpty { throw .damaged("it is empty") }
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) { return }
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw isProtected(descriptor) ? .encrypted : .oldExcel }
        if head.starts(with: Array("%PDF".utf8)) { throw .otherFormat("a PDF", hint: "ask for the spreadsheet that it was made of") }
        let text = String(decoding: head.prefix(512), as: UTF8.self).lowercased()
        if text.contains("<html") || text.contains("<table") || text.contains("<!doctype html") {
            throw .otherFormat("a web page", hint: "open it in Excel or LibreOffice and save it as .xlsx")
        }
        if text.contains("<?xml") { throw .otherFormat("an XML file", hint: "open it in Excel or LibreOffice and save it as .xlsx") }
        if head.contains(0) { throw .otherFormat("no file that is known here", hint: nil) }
        throw .otherFormat("plain text", hint: "if its cells are separated by commas, semicolons or tabs, rename it to end in .csv or .tsv")
    }

    /// A workbook with a password is a container of the old kind, which names its parts in UTF-16.
    private static func isProtected(_ descriptor: Int32) -> Bool {
        let mark: [UInt8] = Array("EncryptedPackage".utf8).reduce(into: []) { $0 += [$1, 0] }
        let portion = 1 << 20
        var bytes = [UInt8](repeating: 0, count: portion)
        var offset: off_t = 0
        while true {
            let count = pread(descriptor, &bytes, portion, offset)
            if count <= 0 { return false }
            if bytes.withUnsafeBytes({ UnsafeRawBufferPointer(rebasing: $0[..<count]).firstRange(of: mark) }) != nil { return true }
            if count < portion { return false }
            offset += off_t(portion - mark.count)
        }
    }

    /// Of a zip file, by its parts.
    init(_ archive: ZipArchive, expected: FileKind?) throws(TableFault) {
        let names = Set(archive.names)
        if names.contains("mimetype"), let type = try? archive.bytes(of: "mimetype") {
            let text = String(decoding: type, as: UTF8.self)
            guard text.contains("opendocument.spreadsheet") else {
                throw .otherFormat(text.contains("opendocument") ? "an OpenDocument file of another kind" : "an archive", hint: nil)
            }
            self = .ods
        } else if names.contains("content.xml") {
            self = .ods
        } else if names.contains(where: { $0.hasPrefix("word/") }) {
            throw .otherFormat("a Word document", hint: "copy its table into a spreadsheet and save that as .xlsx")
        } else if names.contains(where: { $0.hasPrefix("ppt/") }) {
            throw .otherFormat("a PowerPoint presentation", hint: nil)
        } else if names.contains("xl/workbook.bin") {
            throw .otherFormat("a binary workbook (.xlsb)", hint: "open it in Excel and save it as .xlsx")
        } else if names.contains("[Content_Types].xml") || names.contains("_rels/.rels") || names.contains(where: { $0.hasPrefix("xl/") }) {
            self = .xlsx
        } else {
            throw .otherFormat("a zip archive without a spreadsheet's parts", hint: "unpack it first, and name a file that was in it")
        }
        if let expected, expected != self {
            throw .otherFormat(self == .ods ? "an OpenDocument spreadsheet" : "a workbook of Excel", hint: "rename it to end in .\(rawValue)")
        }
    }
}
