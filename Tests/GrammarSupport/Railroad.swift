/// Draws rules as railroad pictures: who follows the line from left to right passes a sentence.
public enum Railroad {
    /// One picture of several rules, each under its name.
    public static func picture(of rules: [Grammar.Rule]) -> String {
        var drawing = RailroadDrawing()
        var y = 0, width = 0
        for rule in rules {
            drawing.title(rule.name, y: y + 14)
            let rows = rows(of: rule.definition)
            y += 26
            var left = true
            for (index, row) in rows.enumerated() {
                let baseline = y + row.up
                let start = left ? 12 : 28
                if left { drawing.end(x: 4, y: baseline) } else { drawing.line([(start, baseline), (start + 8, baseline)]) }
                drawing.line([(left ? 4 : start, baseline), (start + 8, baseline)])
                row.draw(&drawing, start + 8, baseline)
                let end = start + 8 + row.width
                drawing.line([(end, baseline), (end + 8, baseline)])
                y = baseline + row.down + 10
                if index == rows.count - 1 {
                    drawing.line([(end + 8, baseline), (end + 16, baseline)])
                    drawing.end(x: end + 16, y: baseline)
                } else {
                    // Back to the left, between the rows.
                    let next = y + 8 + rows[index + 1].up
                    drawing.line([(end + 8, baseline), (end + 16, baseline), (end + 16, y), (20, y), (20, next), (28, next)])
                    y += 8
                }
                width = max(width, end + 24)
                left = false
            }
            y += 10
        }
        return drawing.text(width: width, height: y)
    }

    /// The parts of a long sequence, on as many rows as they take.
    private static func rows(of definition: Grammar.Definition) -> [RailroadPart] {
        guard case .sequence(let parts) = definition else { return [part(definition)] }
        var rows: [[RailroadPart]] = [[]]
        for part in joined(parts) {
            let width = rows[rows.count - 1].reduce(part.width) { $0 + $1.width + RailroadPart.gap }
            if width > 640, !rows[rows.count - 1].isEmpty { rows.append([]) }
            rows[rows.count - 1].append(part)
        }
        return rows.map(RailroadPart.sequence)
    }

    private static func part(_ definition: Grammar.Definition) -> RailroadPart {
        switch definition {
        case .literal(let text): .box(text, .literal)
        case .rule(let name): .box(name, .rule)
        case .characters(let set): .box(set.description, .characters)
        case .prose(let text): .box(text, .characters)
        case .difference(let first, let second): .box("\(first.words) but no \(second.words)", .rule)
        case .sequence(let parts): .sequence(joined(parts))
        case .choice(let parts): .choice(parts)
        case .optional(let inner): .skipped(part(inner))
        case .oneOrMore(let inner): .loop(part(inner), back: nil)
        case .zeroOrMore(let inner): .skipped(.loop(part(inner), back: nil))
        }
    }

    /// `X ( ',' X )*` becomes one X with the comma on the way back to it.
    private static func joined(_ parts: [Grammar.Definition]) -> [RailroadPart] {
        var all: [RailroadPart] = []
        for (index, definition) in parts.enumerated() {
            if index > 0, case .zeroOrMore(.sequence(let inner)) = definition, inner.count > 1, inner.last == parts[index - 1] {
                all[all.count - 1] = .loop(part(parts[index - 1]), back: .sequence(joined(inner.dropLast().reversed())))
            } else {
                all.append(part(definition))
            }
        }
        return all
    }
}

extension RailroadPart {
    /// Alternatives one below the other; many words in one box.
    fileprivate static func choice(_ parts: [Grammar.Definition]) -> RailroadPart {
        let words = parts.compactMap { if case .literal(let text) = $0 { text } else { nil } }
        if words.count == parts.count, words.count > 6 { return .words(words) }
        return .stack(parts.map { Railroad.drawn($0) })
    }
}

extension Railroad {
    fileprivate static func drawn(_ definition: Grammar.Definition) -> RailroadPart { part(definition) }
}

extension Grammar.CharacterSet: CustomStringConvertible {
    public var description: String {
        func character(_ value: UInt32) -> String {
            (0x21...0x7E).contains(value) ? String(Character(Unicode.Scalar(value)!)) : "#x" + String(value, radix: 16, uppercase: true)
        }
        let inner = ranges.map { $0.count == 1 ? character($0.lowerBound) : character($0.lowerBound) + "-" + character($0.upperBound) }
        return "[" + (negated ? "^" : "") + inner.joined() + "]"
    }
}

extension Grammar.Definition {
    /// In few words, as what is left out.
    fileprivate var words: String {
        switch self {
        case .rule(let name), .literal(let name): name
        default: "…"
        }
    }
}
