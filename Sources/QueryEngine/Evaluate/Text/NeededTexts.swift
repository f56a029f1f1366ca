import Platform

/// Texts of which one has to be there for a pattern to be found: to look for them takes less time than to try the pattern.
final class NeededTexts {
    private struct Text: BitwiseCopyable {
        /// Of three bytes or more.
        let bytes: UnsafeMutableBufferPointer<UInt8>
        /// Where its rarest byte is.
        let probe: Int
    }

    /// In memory of their own: an array would count its references for each text that is searched.
    private let texts: UnsafeMutableBufferPointer<Text>

    /// Of a pattern of letters, digits, blanks, groups without options, classes without nesting, dots, `?`, `*` and `+`, which is
    /// not divided by `|` outside of a group. nil where it needs no such text.
    init?(of pattern: String) {
        let bytes = Array(pattern.utf8)
        var best: [[UInt8]] = []
        var run: [UInt8] = []
        func end(_ candidates: [[UInt8]]) {
            let least = candidates.map(\.count).min() ?? 0
            if least >= 3, least > best.map(\.count).min() ?? 0 { best = candidates }
            run = []
        }
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "("):
                end([run])
                guard let close = Self.close(bytes, from: place) else { return nil }
                let isNeeded = close + 1 == bytes.count || !Self.mayBeLeftOut.contains(bytes[close + 1])
                if byte == UInt8(ascii: "("), isNeeded, let words = Self.words(bytes[place..<close]) { end(words) }
                place = close + 1
            case UInt8(ascii: "?"), UInt8(ascii: "*"):
                // What stands before it need not be there.
                end([Array(run.dropLast())])
            case UInt8(ascii: "."), UInt8(ascii: "+"): end([run])
            default: run.append(byte)
            }
        }
        end([run])
        if best.isEmpty { return nil }
        texts = .allocate(capacity: best.count)
        for (place, text) in best.enumerated() {
            let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.count)
            _ = bytes.initialize(from: text)
            texts.initializeElement(at: place, to: Text(bytes: bytes, probe: TextSearch.rarest(UnsafeBufferPointer(bytes))))
        }
    }

    deinit {
        for text in texts { text.bytes.deallocate() }
        texts.deallocate()
    }

    /// Whether one of them is in the text. Of long texts it is said of all.
    func areFound(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count < 1 << 16, let start = text.baseAddress else { return true }
        for wanted in texts {
            guard let first = wanted.bytes.baseAddress else { return true }
            var left = text.count - wanted.bytes.count
            var place = start + wanted.probe
            while left >= 0, let found = memchr(place, Int32(first[wanted.probe]), left + 1) {
                let next = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
                if memcmp(next - wanted.probe, first, wanted.bytes.count) == 0 { return true }
                left -= next - place + 1
                place = next + 1
            }
        }
        return false
    }

    private static let mayBeLeftOut = Array("?*".utf8)

    /// Where the group or class ends that has begun before the place.
    private static func close(_ bytes: [UInt8], from place: Int) -> Int? {
        let isClass = bytes[place - 1] == UInt8(ascii: "[")
        var (depth, inClass) = (isClass ? 0 : 1, isClass)
        for here in place..<bytes.count {
            switch bytes[here] {
            case UInt8(ascii: "["): inClass = true
            case UInt8(ascii: "]"):
                inClass = false
                if depth == 0 { return here }
            case UInt8(ascii: "(") where !inClass: depth += 1
            case UInt8(ascii: ")") where !inClass:
                depth -= 1
                if depth == 0 { return here }
            default: break
            }
        }
        return nil
    }

    /// What stands between the bars of a group, if that is nothing but letters and the like.
    private static func words(_ group: ArraySlice<UInt8>) -> [[UInt8]]? {
        if group.contains(where: "[]().?*+".utf8.contains) { return nil }
        return group.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).map(Array.init)
    }
}
