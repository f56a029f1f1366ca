import Platform

/// Texts that cells of a workbook name by number: all in one run of bytes, already escaped for a line.
struct SharedStrings {
    fileprivate(set) var bytes: [UInt8] = []
    fileprivate(set) var ends: [Int] = []

    var count: Int { ends.count }

    subscript(_ index: Int) -> ArraySlice<UInt8>? {
        guard ends.indices.contains(index) else { return nil }
        return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    static func read(_ part: String, of archive: ZipArchive, limit: Int) throws(TableFault) -> SharedStrings {
        let handler = Handler(limit)
        try archive.parse(part, handler)
        return handler.strings
    }

    private final class Handler: XMLHandler {
        var strings = SharedStrings()
        private let limit: Int
        private var isText = false
        private var isPhonetic = false
        private var current: [UInt8] = []

        init(_ limit: Int) { self.limit = limit }

        override func start(_ name: XMLName, _ attributes: XMLAttributes) {
            if name.equals("t") { isText = !isPhonetic } else if name.equals("rPh") { isPhonetic = true }
        }

        override func end(_ name: XMLName) {
            if name.equals("t") {
                isText = false
            } else if name.equals("rPh") {
                isPhonetic = false
            } else if name.equals("si") {
                EscapedText.append(current, to: &strings.bytes)
                strings.ends.append(strings.bytes.count)
                current.removeAll(keepingCapacity: true)
                if strings.bytes.count > limit { fault = .tooLarge("the text of its cells", limit: "\(limit >> 20) MiB") }
            }
        }

        override func text(_ bytes: UnsafeRawBufferPointer) {
            if isText { current += bytes }
        }
    }
}

import SheetRows

/// Text as Excel writes it: `_x000D_` is a character by its code.
enum EscapedText {
    /// Adds the text, with the escapes of a line and without those of Excel.
    static func append(_ text: [UInt8], to out: inout [UInt8]) {
        guard text.contains(UInt8(ascii: "_")) else { return SheetLine.append(text, to: &out) }
        SheetLine.append(unescaped(text), to: &out)
    }

    static func unescaped(_ text: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var at = 0
        while at < text.count {
            if text[at] == UInt8(ascii: "_"), at + 6 < text.count, text[at + 1] == UInt8(ascii: "x"), text[at + 6] == UInt8(ascii: "_"),
                let code = UInt32(String(decoding: text[(at + 2)..<(at + 6)], as: UTF8.self), radix: 16), let scalar = Unicode.Scalar(code)
            {
                out += Array(String(Character(scalar)).utf8)
                at += 7
            } else {
                out.append(text[at])
                at += 1
            }
        }
        return out
    }
}
