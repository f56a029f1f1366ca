/// The signs that a table is drawn with.
package struct TableStyle: Sendable {
    /// Left, between two columns, right, and what fills the space between them.
    package struct Rule: Sendable {
        var left: String
        var fill: String
        var cross: String
        var right: String
    }

    /// A rule above the heading and below the last row, and lines at the sides.
    let isFramed: Bool
    let bar: String
    let top: Rule
    let middle: Rule
    let bottom: Rule
    /// Stands where something is cut off.
    package let mark: String

    /// Rules between columns and below the heading.
    package static let light = TableStyle(isFramed: false, ascii: false)
    /// A frame around it as well.
    package static let box = TableStyle(isFramed: true, ascii: false)

    private init(isFramed: Bool, ascii: Bool) {
        self.isFramed = isFramed
        mark = ascii ? "~" : "…"
        bar = ascii ? "|" : "│"
        let fill = ascii ? "-" : "─"
        func rule(_ left: String, _ cross: String, _ right: String) -> Rule {
            let signs = [left, cross, right].map { ascii ? "+" : $0 }
            return Rule(
                left: isFramed ? signs[0] : "", fill: fill, cross: signs[1], right: isFramed ? signs[2] : "")
        }
        top = rule("┌", "┬", "┐")
        middle = rule("├", "┼", "┤")
        bottom = rule("└", "┴", "┘")
    }

    /// The same in ASCII, for terminals without UTF-8.
    package var ascii: TableStyle { TableStyle(isFramed: isFramed, ascii: true) }
}
