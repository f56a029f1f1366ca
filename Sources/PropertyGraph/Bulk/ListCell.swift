/// A list of strings in one cell: separated by `|`; `\|` and `\\` stand for the characters themselves. An empty list is `\0`,
/// since an empty cell is not a value.
package enum ListCell {
    package static func text(of items: [String]) -> String {
        if items.isEmpty { return "\\0" }
        if items == [""] { return "\\e" }
        return items.map { item in
            var out = ""
            for scalar in item.unicodeScalars {
                if scalar == "|" || scalar == "\\" { out += "\\" }
                out.unicodeScalars.append(scalar)
            }
            return out
        }.joined(separator: "|")
    }

    /// O(bytes).
    package static func items(of cell: UnsafeBufferPointer<UInt8>) -> [String] {
        if cell.elementsEqual("\\0".utf8) { return [] }
        if cell.elementsEqual("\\e".utf8) { return [""] }
        var (items, item): ([String], [UInt8]) = ([], [])
        var isEscaped = false
        for byte in cell {
            if isEscaped {
                item.append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "|") {
                items.append(String(decoding: item, as: UTF8.self))
                item.removeAll(keepingCapacity: true)
            } else {
                item.append(byte)
            }
        }
        return items + [String(decoding: item, as: UTF8.self)]
    }
}
