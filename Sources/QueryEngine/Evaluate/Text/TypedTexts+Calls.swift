import CypherSyntax
import PropertyGraph

// MARK: - Functions of a text

extension TypedTexts {
    static func call(_ function: String, _ arguments: [Vector]) -> Vector? {
        guard let first = arguments.first else { return nil }
        switch (first, function) {
        case (.strings(let codes, let dictionary), "left"):
            return arguments[1].length.flatMap { part(codes, dictionary, from: 0, $0) }
        case (.strings(let codes, let dictionary), "right"):
            return arguments[1].length.flatMap { length in
                slices(codes, of: dictionary) { $0.characters(from: max(0, $0.characterCount - length), nil) }
            }
        case (.strings(let codes, let dictionary), "substring"):
            guard let start = arguments[1].length else { return nil }
            if arguments.count == 2 { return part(codes, dictionary, from: start, nil) }
            return arguments[2].length.flatMap { part(codes, dictionary, from: start, $0) }
        case (.strings(let codes, let dictionary), "replace"):
            guard let part = arguments[1].text, let other = arguments[2].text, !part.isEmpty else { return nil }
            return replaced(codes, dictionary, part, other)
        case (.strings(let codes, let dictionary), "trim"): return arguments.count == 1 ? trimmed(codes, dictionary, start: true, end: true) : nil
        case (.strings(let codes, let dictionary), "lTrim"): return trimmed(codes, dictionary, start: true, end: false)
        case (.strings(let codes, let dictionary), "rTrim"): return trimmed(codes, dictionary, start: false, end: true)
        case (.strings(let codes, let dictionary), "reverse"): return each(codes, of: dictionary) { $0.appendReversed(to: &$1) }
        case (.strings, "toString"): return first
        case (.dates(let days), "toString"): return spelled(days)
        case (.integers, "toString"), (.partial(.integers, _), "toString"): return joined(arguments)
        case (.strings(let codes, let dictionary), _): return FoldedTexts.firstLetter(changedBy: function).flatMap { folded(codes, dictionary, changing: $0) }
        default: return nil
        }
    }

    /// Some characters of each text; all from `start` on for nil.
    private static func part(_ codes: [UInt32], _ dictionary: StringDictionary, from start: Int, _ length: Int?) -> Vector? {
        guard dictionary.areASCII(codes) else { return slices(codes, of: dictionary) { $0.characters(from: start, length) } }
        return slices(codes, of: dictionary) { text in
            let from = min(start, text.count)
            return from..<from + min(length ?? .max, text.count - from)
        }
    }

    /// nil where a text has letters other than those of ASCII.
    private static func folded(_ codes: [UInt32], _ dictionary: StringDictionary, changing first: UInt8) -> Vector? {
        eachOrNone(codes, of: dictionary) { text, bytes in
            guard FoldedTexts.isASCII(text) else { return false }
            bytes.append(contentsOf: text)
            bytes.withUnsafeMutableBufferPointer { FoldedTexts.fold($0, changing: first) }
            return true
        }
    }

    /// nil where the dates lie far apart.
    private static func spelled(_ days: [Int32]) -> Vector? {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: CalendarDate.textCount) { room in
            spelled(days.map { Int($0) }, days.contains(Vector.nullDate) ? days.map { $0 != Vector.nullDate } : nil) { day, texts in
                let date = CalendarDate(days: day)
                let count = date.spell(into: room)
                if count > 0 { texts.append(UnsafeBufferPointer(rebasing: room[..<count])) } else { date.description.withBytes { texts.append($0) } }
            }
        }
    }

    private static func replaced(_ codes: [UInt32], _ dictionary: StringDictionary, _ part: [UInt8], _ other: [UInt8]) -> Vector? {
        part.withUnsafeBufferPointer { part in
            // Texts are short: the limits are checked between batches.
            var finder = TextFinder(part) {}
            return eachOrNone(codes, of: dictionary) { text, bytes in
                var start = 0
                while let place = try? finder.next(in: text, from: start) {
                    bytes.append(contentsOf: text[start..<place])
                    bytes += other
                    start = place + part.count
                    if bytes.count > most { return false }
                }
                bytes.append(contentsOf: text[start...])
                return true
            }
        }
    }

    /// nil where a text may begin or end with white space other than that of ASCII.
    private static func trimmed(_ codes: [UInt32], _ dictionary: StringDictionary, start: Bool, end: Bool) -> Vector? {
        eachOrNone(codes, of: dictionary) { text, bytes in
            var (from, to) = (0, text.count)
            while start, from < to, text[from].isWhiteSpace { from += 1 }
            while end, from < to, text[to - 1].isWhiteSpace { to -= 1 }
            if start, from < to, text[from].mayBeginWhiteSpace { return false }
            if end, from < to, text[text[..<to].lastIndex { $0 & 0xC0 != 0x80 } ?? from].mayBeginWhiteSpace { return false }
            bytes.append(contentsOf: text[from..<to])
            return true
        }
    }
}

extension UInt8 {
    fileprivate var isWhiteSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

    /// Of a character of more than one byte: all white space of Unicode begins with one of these.
    fileprivate var mayBeginWhiteSpace: Bool { self == 0xC2 || (0xE1...0xE3).contains(self) }
}

extension Vector {
    /// Of a number of characters that is the same for all rows.
    fileprivate var length: Int? { constantInteger.flatMap { $0 >= 0 ? $0 : nil } }

    /// A short text that is the same for all rows.
    fileprivate var text: [UInt8]? {
        if case .constant(.string(let text)) = self, text.utf8.count <= TypedTexts.longest { Array(text.utf8) } else { nil }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Where some characters of UTF-8 lie, from the one numbered `start` on; all for nil.
    fileprivate func characters(from start: Int, _ length: Int?) -> Range<Int> {
        let from = offset(of: start, from: 0)
        return from..<(length.map { offset(of: $0, from: from) } ?? count)
    }

    /// The characters of UTF-8, the last one first.
    fileprivate func appendReversed(to bytes: inout [UInt8]) {
        var end = count
        while end > 0 {
            var start = end - 1
            while start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
            bytes.append(contentsOf: self[start..<end])
            end = start
        }
    }
}
