/// The lines that `cqcq` and `cqcq-tables` exchange: UTF-8 text, one item per line, fields separated by tabs.
///
///     S <tab> name <tab> visible|hidden     a sheet begins
///     R <tab> number <tab> cell <tab> …     a row with at least one cell that is not empty; numbers count from 1
///     E                                     the end: a stream without it was cut short
///     F <tab> code <tab> sentence <tab> hint
///
/// A cell is one letter for its type and its text, or nothing where it is empty. In text, a backslash, tab, line feed and
/// carriage return are written `\\`, `\t`, `\n` and `\r`.
public enum SheetLine: Hashable, Sendable {
    case sheet(name: String, isHidden: Bool)
    case row(number: Int, cells: [SheetCell])
    case end
    case fault(code: String, sentence: String, hint: String?)
    /// Lines of a workbook to be written: `W`, then a word and its values (see `WorkbookText`).
    case item(word: String, values: [String])

    /// nil where the line is none of these.
    public init?(_ line: ArraySlice<UInt8>) {
        let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
        guard let first = fields.first, first.count == 1, let kind = first.first else { return nil }
        let rest = fields.dropFirst()
        switch kind {
        case UInt8(ascii: "R"):
            guard let number = rest.first.flatMap({ Int(String(decoding: $0, as: UTF8.self)) }) else { return nil }
            var cells: [SheetCell] = []
            cells.reserveCapacity(rest.count - 1)
            for field in rest.dropFirst() {
                guard let cell = SheetCell(field: field) else { return nil }
                cells.append(cell)
            }
            self = .row(number: number, cells: cells)
        case UInt8(ascii: "S"):
            let texts = rest.map(Self.text)
            guard texts.count == 2 else { return nil }
            self = .sheet(name: texts[0], isHidden: texts[1] == "hidden")
        case UInt8(ascii: "E"): self = .end
        case UInt8(ascii: "F"):
            let texts = rest.map(Self.text)
            guard texts.count == 3 else { return nil }
            self = .fault(code: texts[0], sentence: texts[1], hint: texts[2].isEmpty ? nil : texts[2])
        case UInt8(ascii: "W"):
            let texts = rest.map(Self.text)
            guard let word = texts.first else { return nil }
            self = .item(word: word, values: Array(texts.dropFirst()))
        default: return nil
        }
    }

    /// With its line end.
    public var bytes: [UInt8] {
        var out: [UInt8] = []
        func field(_ text: String) {
            out.append(0x09)
            Self.append(text.utf8, to: &out)
        }
        switch self {
        case .sheet(let name, let isHidden):
            out.append(UInt8(ascii: "S"))
            field(name)
            field(isHidden ? "hidden" : "visible")
        case .row(let number, let cells):
            out.append(UInt8(ascii: "R"))
            field(String(number))
            for cell in cells {
                out.append(0x09)
                cell.append(to: &out)
            }
        case .end: out.append(UInt8(ascii: "E"))
        case .fault(let code, let sentence, let hint):
            out.append(UInt8(ascii: "F"))
            field(code)
            field(sentence)
            field(hint ?? "")
        case .item(let word, let values):
            out.append(UInt8(ascii: "W"))
            field(word)
            for value in values { field(value) }
        }
        out.append(0x0A)
        return out
    }

    /// Adds text with its escapes.
    public static func append(_ text: some Sequence<UInt8>, to out: inout [UInt8]) {
        for byte in text {
            switch byte {
            case 0x5C: out += [0x5C, 0x5C]
            case 0x09: out += [0x5C, UInt8(ascii: "t")]
            case 0x0A: out += [0x5C, UInt8(ascii: "n")]
            case 0x0D: out += [0x5C, UInt8(ascii: "r")]
            default: out.append(byte)
            }
        }
    }

    /// Text with its escapes undone.
    static func text(_ field: ArraySlice<UInt8>) -> String {
        guard field.contains(0x5C) else { return String(decoding: field, as: UTF8.self) }
        var out: [UInt8] = []
        var escaped = false
        for byte in field {
            if escaped {
                switch byte {
                case UInt8(ascii: "t"): out.append(0x09)
                case UInt8(ascii: "n"): out.append(0x0A)
                case UInt8(ascii: "r"): out.append(0x0D)
                default: out.append(byte)
                }
                escaped = false
            } else if byte == 0x5C {
                escaped = true
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}

extension SheetCell {
    /// nil where the letter is not known.
    init?(field: ArraySlice<UInt8>) {
        guard let kind = field.first else {
            self = .empty
            return
        }
        let rest = field.dropFirst()
        let text = SheetLine.text(rest)
        switch kind {
        case UInt8(ascii: "s"): self = .text(text)
        case UInt8(ascii: "n"): self = .number(text)
        case UInt8(ascii: "d"): self = .date(text)
        case UInt8(ascii: "t"): self = .dateTime(text)
        case UInt8(ascii: "c"): self = .time(text)
        case UInt8(ascii: "b"): self = .boolean(text == "1")
        case UInt8(ascii: "e"): self = .error(text)
        case UInt8(ascii: "l"):
            guard let space = text.firstIndex(of: " ") else { return nil }
            self = .link(String(text[text.index(after: space)...]), address: String(text[..<space]))
        case UInt8(ascii: "j"):
            let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, let sheet = Int(parts[0]), let row = Int(parts[1]),
                let cell = SheetCell(field: Array(parts[2].utf8)[...])
            else { return nil }
            self = .jump(cell, sheet: sheet, row: row)
        default: return nil
        }
    }

    /// Adds the cell as a field of a line.
    func append(to out: inout [UInt8]) {
        func field(_ letter: Unicode.Scalar, _ text: String) {
            out.append(UInt8(ascii: letter))
            SheetLine.append(text.utf8, to: &out)
        }
        switch self {
        case .empty: break
        case .text(let text): field("s", text)
        case .number(let text): field("n", text)
        case .date(let text): field("d", text)
        case .dateTime(let text): field("t", text)
        case .time(let text): field("c", text)
        case .boolean(let flag): field("b", flag ? "1" : "0")
        case .error(let text): field("e", text)
        case .link(let text, let address): field("l", address + " " + text)
        case .jump(let cell, let sheet, let row):
            var inner: [UInt8] = []
            switch cell {
            case .number(let text): inner = [UInt8(ascii: "n")] + Array(text.utf8)
            default: inner = [UInt8(ascii: "s")] + Array(cell.text.utf8)
            }
            field("j", "\(sheet) \(row) " + String(decoding: inner, as: UTF8.self))
        }
    }
}
