/// An SVG file in the making.
struct RailroadDrawing {
    private var shapes: [String] = []
    private var paths = ""

    /// Readable on white and on black; where the reader's choice is known, in its colours.
    private static let style = """
        path,rect,circle{fill:none;stroke:#7a828e;stroke-width:1.3}
        circle{fill:#7a828e}
        .literal{stroke:#1f7a54}
        .rule{stroke:#3465c0}
        .characters{stroke:#9a6700}
        text{font:12.5px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#24292f;text-anchor:middle;dominant-baseline:central}
        .title{font-weight:600;text-anchor:start;dominant-baseline:auto}
        @media(prefers-color-scheme:dark){text{fill:#e6edf3}.literal{stroke:#56d39b}.rule{stroke:#79a8ff}.characters{stroke:#e3b341}}
        """

    /// Of letters that are all as wide.
    static func width(of text: String) -> Int { (text.count * 76 + 9) / 10 }

    mutating func title(_ text: String, y: Int) {
        shapes.append("<text class=\"title\" x=\"0\" y=\"\(y)\">\(Self.escaped(text))</text>")
    }

    mutating func text(_ text: String, x: Int, y: Int) {
        shapes.append("<text x=\"\(x)\" y=\"\(y)\">\(Self.escaped(text))</text>")
    }

    mutating func box(x: Int, y: Int, width: Int, height: Int, _ kind: RailroadPart.Kind) {
        let round = kind == .literal ? 11 : kind == .rule ? 2 : 6
        shapes.append("<rect class=\"\(kind.rawValue)\" x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" rx=\"\(round)\"/>")
    }

    mutating func end(x: Int, y: Int) { shapes.append("<circle cx=\"\(x)\" cy=\"\(y)\" r=\"3\"/>") }

    /// A line with round corners.
    mutating func line(_ points: [(x: Int, y: Int)]) {
        paths += "M\(points[0].x) \(points[0].y)"
        for (index, point) in points.enumerated().dropFirst() {
            guard index < points.count - 1 else {
                paths += "L\(point.x) \(point.y)"
                continue
            }
            let before = Self.towards(points[index - 1], from: point), after = Self.towards(points[index + 1], from: point)
            paths += "L\(before.x) \(before.y)Q\(point.x) \(point.y) \(after.x) \(after.y)"
        }
    }

    /// A few steps from a corner along a side of it.
    private static func towards(_ target: (x: Int, y: Int), from point: (x: Int, y: Int)) -> (x: Int, y: Int) {
        func step(_ distance: Int) -> Int { distance == 0 ? 0 : distance.signum() * min(6, max(1, abs(distance) / 2)) }
        return (point.x + step(target.x - point.x), point.y + step(target.y - point.y))
    }

    func text(width: Int, height: Int) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)">
        <style>
        \(Self.style)
        </style>
        <path d="\(paths)"/>
        \(shapes.joined(separator: "\n"))
        </svg>

        """
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
