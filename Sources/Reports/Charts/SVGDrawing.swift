import Interchange

/// A picture as inline SVG that explains itself: its title and a description that says the same in words.
/// Colours are those of the page, with values for where there is no page.
package struct SVGDrawing {
    let id: String
    let title: String
    let description: String
    let width: Int
    let height: Int
    private(set) var body = ""

    package init(id: String, title: String, description: String, width: Int, height: Int) {
        self.id = id
        self.title = title
        self.description = description
        self.width = width
        self.height = height
    }

    package mutating func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String, hint: String = "") {
        let title = hint.isEmpty ? "" : "<title>\(HTMLText.escaped(hint))</title>"
        body += "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\" height=\"\(Self.number(height))\" \(style)>\(title)</rect>\n"
    }

    package mutating func text(_ text: String, _ x: Double, _ y: Double, anchor: String = "start", style: String = "") {
        body += "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" text-anchor=\"\(anchor)\" fill=\"var(--ink, #1a1a1a)\"\(style)>\(HTMLText.escaped(text))</text>\n"
    }

    package mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
        body += "<line x1=\"\(Self.number(x1))\" y1=\"\(Self.number(y1))\" x2=\"\(Self.number(x2))\" y2=\"\(Self.number(y2))\" stroke=\"var(--ink, #1a1a1a)\" stroke-width=\"1\"/>\n"
    }

    /// A line through the points with a head at its end.
    package mutating func arrow(_ points: [(x: Double, y: Double)]) {
        guard let end = points.last, let before = points.dropLast().last else { return }
        let length = ((end.x - before.x) * (end.x - before.x) + (end.y - before.y) * (end.y - before.y)).squareRoot()
        let (dx, dy) = length > 0 ? ((end.x - before.x) / length, (end.y - before.y) / length) : (1, 0)
        func place(_ back: Double, _ aside: Double) -> String {
            Self.number(end.x - back * dx - aside * dy) + "," + Self.number(end.y - back * dy + aside * dx)
        }
        let line = points.map { Self.number($0.x) + "," + Self.number($0.y) }.joined(separator: " ")
        body += "<polyline points=\"\(line)\" fill=\"none\" stroke=\"var(--ink, #1a1a1a)\"/>\n"
        body += "<polygon points=\"\(place(0, 0)) \(place(8, 4)) \(place(8, -4))\" fill=\"var(--ink, #1a1a1a)\"/>\n"
    }

    /// A line through the points in the colour of the part.
    package mutating func path(_ points: [(x: Double, y: Double)], _ part: Int) {
        guard points.count > 1 else { return }
        let line = points.map { Self.number($0.x) + "," + Self.number($0.y) }.joined(separator: " ")
        let index = part % Self.colours.count
        body += "<polyline points=\"\(line)\" fill=\"none\" stroke-width=\"2\" stroke=\"var(--part-\(index + 1), \(Self.colours[index]))\"/>\n"
    }

    package func svg() -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" aria-labelledby="\(id)-title \(id)-desc" font-family="system-ui, sans-serif" font-size="13">
        <title id="\(id)-title">\(HTMLText.escaped(title))</title>
        <desc id="\(id)-desc">\(HTMLText.escaped(description))</desc>
        \(body)</svg>
        """
    }

    /// At most two places after the point, and none where it is whole.
    static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        if hundredths % 100 == 0 { return String(hundredths / 100) }
        let fraction = abs(hundredths % 100)
        return (hundredths < 0 ? "-" : "") + "\(abs(hundredths) / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }

    /// Text of at most `count` letters.
    package static func short(_ text: String, _ count: Int) -> String {
        text.count <= count ? text : text.prefix(count - 1) + "…"
    }

    private static let colours = ["#1b6e4b", "#d9a441", "#b2442e", "#8b9099", "#dfe3e8"]

    /// Shades of one colour in ten steps, for a share from 0 to 1; without one an empty outline.
    package static func shade(_ share: Double?) -> String {
        guard let share else { return "fill=\"none\" stroke=\"var(--rule, #c8ccd2)\"" }
        let step = Int((min(1, max(0, share)) * 10).rounded())
        return "fill=\"var(--part-1, #1b6e4b)\" fill-opacity=\"\(number(0.04 + Double(step) * 0.096))\" stroke=\"var(--rule, #c8ccd2)\""
    }

    /// Fill of the part at a place of a bar. Beside the colour, the outline and the label tell one from another.
    package static func fill(_ number: Int) -> String {
        let index = number % colours.count
        return "fill=\"var(--part-\(index + 1), \(colours[index]))\" stroke=\"var(--paper, #fff)\" stroke-width=\"1\""
    }
}
