/// Text made safe for Graphviz, inside quotes and on one line.
package enum DotText {
    /// A backslash of the text becomes two, so that none of Graphviz's own escapes arises.
    package static func escaped(_ text: String) -> String {
        var out = ""
        for character in text {
            switch character {
            case "\\", "\"": out += "\\\(character)"
            case _ where character.isNewline: out += " "
            case "\u{0}"..."\u{1F}", "\u{7F}": out += " "
            default: out.append(character)
            }
        }
        return out
    }
}
