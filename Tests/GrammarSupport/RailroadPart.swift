/// A piece of track: its size, and how it is drawn from its left end on the baseline.
struct RailroadPart {
    let width: Int
    /// How far it goes above and below the baseline.
    let up: Int
    let down: Int
    let draw: (inout RailroadDrawing, _ x: Int, _ y: Int) -> Void

    static let gap = 12
    private static let half = 11
    private static let between = 8
    private static let turn = 16

    enum Kind: String { case literal, rule, characters }

    static func box(_ text: String, _ kind: Kind) -> RailroadPart {
        let width = RailroadDrawing.width(of: text) + 18
        return RailroadPart(width: width, up: half, down: half) { drawing, x, y in
            drawing.box(x: x, y: y - half, width: width, height: 2 * half, kind)
            drawing.text(text, x: x + width / 2, y: y)
        }
    }

    /// Any one of the words, several on a line.
    static func words(_ words: [String]) -> RailroadPart {
        var lines: [String] = []
        for word in words {
            if let last = lines.last, last.count + word.count < 64 { lines[lines.count - 1] = last + "  " + word } else { lines.append(word) }
        }
        let width = (lines.map(RailroadDrawing.width).max() ?? 0) + 18
        let height = lines.count * 18 + 6
        return RailroadPart(width: width, up: half, down: height - half) { drawing, x, y in
            drawing.box(x: x, y: y - half, width: width, height: height, .literal)
            for (index, line) in lines.enumerated() { drawing.text(line, x: x + width / 2, y: y + index * 18) }
        }
    }

    static func sequence(_ parts: [RailroadPart]) -> RailroadPart {
        RailroadPart(
            width: parts.reduce(-gap) { $0 + $1.width + gap }, up: parts.map(\.up).max() ?? 0, down: parts.map(\.down).max() ?? 0
        ) { drawing, x, y in
            var x = x
            for (index, part) in parts.enumerated() {
                if index > 0 {
                    drawing.line([(x, y), (x + gap, y)])
                    x += gap
                }
                part.draw(&drawing, x, y)
                x += part.width
            }
        }
    }

    /// The first on the baseline, the others below it.
    static func stack(_ parts: [RailroadPart]) -> RailroadPart {
        let inner = parts.map(\.width).max() ?? 0
        var offsets = [0]
        for (above, below) in zip(parts, parts.dropFirst()) { offsets.append(offsets[offsets.count - 1] + above.down + between + below.up) }
        return RailroadPart(
            width: inner + 2 * turn, up: parts[0].up, down: offsets[offsets.count - 1] + parts[parts.count - 1].down
        ) { drawing, x, y in
            for (part, offset) in zip(parts, offsets) {
                let line = y + offset
                part.draw(&drawing, x + turn, line)
                let end = x + turn + part.width, right = x + inner + 2 * turn
                if offset == 0 {
                    drawing.line([(x, y), (x + turn, y)])
                    drawing.line([(end, y), (right, y)])
                } else {
                    drawing.line([(x, y), (x + turn / 2, y), (x + turn / 2, line), (x + turn, line)])
                    drawing.line([(end, line), (right - turn / 2, line), (right - turn / 2, y), (right, y)])
                }
            }
        }
    }

    /// With a way past it, above.
    static func skipped(_ part: RailroadPart) -> RailroadPart {
        let rise = part.up + between
        return RailroadPart(width: part.width + 2 * turn, up: rise, down: part.down) { drawing, x, y in
            let right = x + part.width + 2 * turn
            drawing.line([(x, y), (x + turn, y)])
            part.draw(&drawing, x + turn, y)
            drawing.line([(right - turn, y), (right, y)])
            drawing.line([(x, y), (x + turn / 2, y), (x + turn / 2, y - rise), (right - turn / 2, y - rise), (right - turn / 2, y), (right, y)])
        }
    }

    /// With a way back to it, below, on which something can stand.
    static func loop(_ part: RailroadPart, back: RailroadPart?) -> RailroadPart {
        let inner = max(part.width, back?.width ?? 0)
        let fall = part.down + between + (back?.up ?? 0)
        return RailroadPart(width: inner + 2 * turn, up: part.up, down: fall + (back?.down ?? 0)) { drawing, x, y in
            let right = x + inner + 2 * turn
            let start = x + turn + (inner - part.width) / 2
            drawing.line([(x, y), (start, y)])
            part.draw(&drawing, start, y)
            drawing.line([(start + part.width, y), (right, y)])
            let backStart = x + turn + (inner - (back?.width ?? inner)) / 2
            let backEnd = right - (backStart - x)
            drawing.line([(right - turn, y), (right - turn / 2, y), (right - turn / 2, y + fall), (backEnd, y + fall)])
            if let back { back.draw(&drawing, backStart, y + fall) } else { drawing.line([(backEnd, y + fall), (backStart, y + fall)]) }
            drawing.line([(backStart, y + fall), (x + turn / 2, y + fall), (x + turn / 2, y), (x + turn, y)])
        }
    }
}
