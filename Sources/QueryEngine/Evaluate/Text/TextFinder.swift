import Platform
import PropertyGraph

/// Finds a part in texts, in O(text + part) whatever they hold.
///
/// Mostly it looks for the part's rarest byte. Where that is met too often to be of use, it goes on by the method of Knuth,
/// Morris and Pratt, which reads each byte once.
struct TextFinder {
    private let part: UnsafeBufferPointer<UInt8>
    private let probe: Int
    private let check: () throws(EvaluationError) -> Void
    /// By length of what matched, the length of its longest end that is a start of the part; made when needed.
    private var borders: [Int32] = []

    /// - Parameters:
    ///   - part: not empty; has to stay while it is looked for.
    ///   - check: called every few hundred thousand steps.
    init(_ part: UnsafeBufferPointer<UInt8>, check: @escaping () throws(EvaluationError) -> Void) {
        (self.part, self.check) = (part, check)
        probe = TextSearch.rarest(part)
    }

    /// Bytes looked through between two checks.
    private static let window = 1 << 18

    /// The first place of the part at or after `start`; nil for none.
    mutating func next(in text: UnsafeBufferPointer<UInt8>, from start: Int) throws(EvaluationError) -> Int? {
        guard let bytes = text.baseAddress, let wanted = part.baseAddress, part.count <= text.count - start else { return nil }
        let last = text.count - part.count
        var (at, compared) = (start, 0)
        while at <= last {
            let end = min(last, at + Self.window)
            while at <= end, let found = memchr(bytes + at + probe, Int32(wanted[probe]), end - at + 1) {
                let place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - bytes - probe
                if memcmp(bytes + place, wanted, part.count) == 0 { return place }
                at = place + 1
                // A comparison may have read the whole part in vain.
                compared += part.count
                if compared > 4096 + 8 * (at - start) { return try nextByBorders(in: text, from: at) }
            }
            at = max(at, end + 1)
            if at <= last { try check() }
        }
        return nil
    }

    private mutating func nextByBorders(in text: UnsafeBufferPointer<UInt8>, from start: Int) throws(EvaluationError) -> Int? {
        if borders.isEmpty { try makeBorders() }
        var matched = 0
        for index in start..<text.count {
            if (index - start) & 0xFFFF == 0xFFFF { try check() }
            while matched > 0, part[matched] != text[index] { matched = Int(borders[matched - 1]) }
            if part[matched] == text[index] { matched += 1 }
            if matched == part.count { return index - matched + 1 }
        }
        return nil
    }

    private mutating func makeBorders() throws(EvaluationError) {
        borders = [Int32](repeating: 0, count: part.count)
        var length = 0
        for index in part.indices.dropFirst() {
            if index & 0xFFFF == 0 { try check() }
            while length > 0, part[length] != part[index] { length = Int(borders[length - 1]) }
            if part[length] == part[index] { length += 1 }
            borders[index] = Int32(length)
        }
    }
}
