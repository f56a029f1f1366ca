import PropertyGraph

/// Makes one text out of another in pieces, with a check of the limits after each piece; sizes are checked before
/// memory is taken. All take time linear in the text and in what they make.
struct TextWork {
    private let context: FunctionContext

    init(_ context: FunctionContext) { self.context = context }

    /// Bytes between two checks.
    private static let piece = 1 << 18

    private func finished(_ bytes: Int) throws(EvaluationError) { try context.run.check(steps: bytes / 16) }

    /// The ranges of bytes of all pieces, none of which cuts a character.
    private func forEachPiece(
        of bytes: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) throws(EvaluationError) -> Void
    ) throws(EvaluationError) {
        var start = 0
        while start < bytes.count {
            var end = min(bytes.count, start + Self.piece)
            while end < bytes.count, Self.continues(bytes[end]) { end += 1 }
            try body(start..<end)
            try finished(end - start)
            start = end
        }
    }

    /// Whether the byte of UTF-8 is not the first one of its character.
    @inline(__always)
    private static func continues(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    private static func text(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }

    func length(of text: String) throws(EvaluationError) -> Int {
        try text.withBytesThrowing { (bytes) throws(EvaluationError) in
            var count = 0
            try forEachPiece(of: bytes) { (range) throws(EvaluationError) in count += UnsafeBufferPointer(rebasing: bytes[range]).characterCount }
            return count
        }
    }

    /// `count` characters from the one numbered `start` on; all for nil.
    func part(of text: String, from start: Int, count: Int?) throws(EvaluationError) -> String {
        try text.withBytesThrowing { (bytes) throws(EvaluationError) in
            let from = try offset(of: start, in: bytes, from: 0)
            let to = try count.map { (count) throws(EvaluationError) in try offset(of: count, in: bytes, from: from) } ?? bytes.count
            try context.allow(to - from)
            return Self.text(bytes, from..<to)
        }
    }

    /// Where the character begins that comes `number` characters after the one at `start`; the end where there are fewer.
    private func offset(of number: Int, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) throws(EvaluationError) -> Int {
        if number >= bytes.count - start { return bytes.count }
        var (at, left) = (start, number)
        while left > 0, at < bytes.count {
            let part = (left - 1) % Self.piece + 1
            at = bytes.offset(of: part, from: at)
            left -= part
            try finished(Self.piece)
        }
        return at
    }

    /// - Parameter change: what it makes of a text is what it makes of the parts, one after the other.
    func mapped(_ text: String, _ change: (String) -> String) throws(EvaluationError) -> String {
        if text.utf8.count <= Self.piece { return change(text) }
        return try text.withBytesThrowing { (bytes) throws(EvaluationError) in
            try context.allow(bytes.count)
            var out = ""
            out.reserveCapacity(bytes.count)
            try forEachPiece(of: bytes) { (range) throws(EvaluationError) in
                out += change(Self.text(bytes, range))
                try context.allow(out.utf8.count)
            }
            return out
        }
    }

    func trimmed(_ text: String, start: Bool, end: Bool) throws(EvaluationError) -> String {
        try context.allow(text.utf8.count)
        let scalars = text.unicodeScalars
        var (from, to, steps) = (scalars.startIndex, scalars.endIndex, 0)
        while start, from < to, scalars[from].properties.isWhitespace {
            from = scalars.index(after: from)
            steps += 1
            if steps & 0xFFFF == 0 { try finished(1 << 16) }
        }
        while end, from < to {
            let before = scalars.index(before: to)
            guard scalars[before].properties.isWhitespace else { break }
            to = before
            steps += 1
            if steps & 0xFFFF == 0 { try finished(1 << 16) }
        }
        return String(scalars[from..<to])
    }

    func reversed(_ text: String) throws(EvaluationError) -> String {
        try text.withBytesThrowing { (bytes) throws(EvaluationError) in
            try context.allow(bytes.count)
            var out: [UInt8] = []
            out.reserveCapacity(bytes.count)
            var end = bytes.count
            while end > 0 {
                var start = end - 1
                while start > 0, Self.continues(bytes[start]) { start -= 1 }
                out.append(contentsOf: bytes[start..<end])
                if end / Self.piece != start / Self.piece { try finished(Self.piece) }
                end = start
            }
            return String(decoding: out, as: UTF8.self)
        }
    }

    /// Calls `body` with each place of `part`, none overlapping another, and its number.
    private func forEach(
        _ part: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, _ body: (Int) throws(EvaluationError) -> Void
    ) throws(EvaluationError) {
        let run = context.run
        var finder = TextFinder(part) { () throws(EvaluationError) in try run.check(steps: 1 << 14) }
        var (at, found) = (0, 0)
        while let place = try finder.next(in: bytes, from: at) {
            try body(place)
            at = place + part.count
            found += 1
            if found & 0xFFF == 0 { try run.check(steps: 1 << 12) }
        }
    }

    /// - Parameter part: not empty.
    func replacing(_ part: String, in text: String, by other: String) throws(EvaluationError) -> String {
        try text.withBytesThrowing { (bytes) throws(EvaluationError) in
            try part.withBytesThrowing { (part) throws(EvaluationError) in
                try other.withBytesThrowing { (other) throws(EvaluationError) in
                    var count = 0
                    try forEach(part, in: bytes) { (_) throws(EvaluationError) in count += 1 }
                    let (growth, overflow) = count.multipliedReportingOverflow(by: other.count - part.count)
                    let size = overflow ? .max : bytes.count + growth
                    try context.allow(size)
                    var out: [UInt8] = []
                    out.reserveCapacity(size)
                    var (start, checked) = (0, 0)
                    try forEach(part, in: bytes) { (place) throws(EvaluationError) in
                        out.append(contentsOf: bytes[start..<place])
                        out.append(contentsOf: other)
                        start = place + part.count
                        if out.count - checked >= Self.piece {
                            try finished(out.count - checked)
                            checked = out.count
                        }
                    }
                    out.append(contentsOf: bytes[start...])
                    return String(decoding: out, as: UTF8.self)
                }
            }
        }
    }

    /// - Parameter delimiter: not empty.
    func pieces(of text: String, by delimiter: String) throws(EvaluationError) -> [Value] {
        try text.withBytesThrowing { (bytes) throws(EvaluationError) in
            try delimiter.withBytesThrowing { (part) throws(EvaluationError) in
                var count = 1
                try forEach(part, in: bytes) { (_) throws(EvaluationError) in count += 1 }
                try context.allowList(of: count)
                try context.allow(bytes.count)
                var out: [Value] = []
                out.reserveCapacity(count)
                var start = 0
                try forEach(part, in: bytes) { (place) throws(EvaluationError) in
                    out.append(.string(Self.text(bytes, start..<place)))
                    start = place + part.count
                }
                out.append(.string(Self.text(bytes, start..<bytes.count)))
                return out
            }
        }
    }

    func characters(of text: String) throws(EvaluationError) -> [Value] {
        let count = try length(of: text)
        try context.allowList(of: count)
        var out: [Value] = []
        out.reserveCapacity(count)
        for scalar in text.unicodeScalars {
            out.append(.string(String(scalar)))
            if out.count & 0x3FFF == 0 { try context.run.check(steps: 1 << 14) }
        }
        return out
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Of UTF-8, where the character begins that comes `number` characters after the one at `start`; the end where there are fewer.
    func offset(of number: Int, from start: Int) -> Int {
        if number >= count - start { return count }
        var (at, left) = (start, number)
        while left > 0, at < count {
            at += 1
            while at < count, self[at] & 0xC0 == 0x80 { at += 1 }
            left -= 1
        }
        return at
    }

    /// Of UTF-8, the bytes that are the first of their character, eight at a time.
    var characterCount: Int {
        let bytes = UnsafeRawBufferPointer(self)
        var (count, at) = (bytes.count, 0)
        while at + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            count -= word.continuationBytes
            at += 8
        }
        guard at < bytes.count else { return count }
        if at > 0 {
            // The last eight, without those that are counted.
            let word = bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self) >> UInt64(8 * (8 - (bytes.count - at)))
            return count - word.continuationBytes
        }
        for byte in bytes where byte & 0xC0 == 0x80 { count -= 1 }
        return count
    }
}

extension UInt64 {
    /// Of eight bytes of UTF-8, how many are not the first of their character: none where all are of ASCII, as mostly.
    @inline(__always)
    fileprivate var continuationBytes: Int {
        self & 0x8080_8080_8080_8080 == 0 ? 0 : (self >> 7 & ~(self >> 6) & 0x0101_0101_0101_0101).nonzeroBitCount
    }
}
