/// Text made safe for Markdown.
package enum MarkdownText {
    /// A cell of a pipe table: nothing in it is markup, and it stays one line.
    package static func cell(_ text: String) -> String {
        var out = ""
        var lastWasReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\r": out += "<br>"
            case "\n": if !lastWasReturn { out += "<br>" }
            case "\t": out += " "
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "|", "\\", "`", "*", "_", "[", "]", "~", "#":
                out += "\\"
                out.unicodeScalars.append(scalar)
            default:
                switch scalar.value {
                case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: out += "\u{FFFD}"
                default: out.unicodeScalars.append(scalar)
                }
            }
            lastWasReturn = scalar == "\r"
        }
        return out
    }
}
