import PropertyGraph
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// STARTS WITH, ENDS WITH and CONTAINS over the bytes of a dictionary, without making strings of them.
enum TextSearch {
    /// 1, 0, or -1 for null, by row.
    static func holds(
        _ op: StringOperator, _ codes: [UInt32], in dictionary: StringDictionary, _ part: String
    ) -> [Int8] {
        var part = part
        return part.withUTF8 { wanted in
            let probe = rarest(wanted)
            if op == .contains, let found = contained(wanted, probe, inRun: codes, of: dictionary) { return found }
            return codes.map { code in
                if code == Vector.nullCode { return -1 }
                let text = dictionary.utf8(of: code)
                guard text.count >= wanted.count else { return 0 }
                guard let start = text.baseAddress, let first = wanted.baseAddress, !wanted.isEmpty else { return 1 }
                let holds: Bool =
                    switch op {
                    case .startsWith: memcmp(start, first, wanted.count) == 0
                    case .endsWith: memcmp(start + text.count - wanted.count, first, wanted.count) == 0
                    case .contains, .matches: contains(text, wanted, probe)
                    }
                return holds ? 1 : 0
            }
        }
    }

    /// As `holds` where the codes are consecutive: their bytes are searched as if they were one text.
    /// nil where they are not, or where the part is empty.
    private static func contained(
        _ part: UnsafeBufferPointer<UInt8>, _ probe: Int, inRun codes: [UInt32], of dictionary: StringDictionary
    ) -> [Int8]? {
        guard let wanted = part.baseAddress, let first = codes.first, codes.count > 1, !part.isEmpty, let (bytes, offsets) = dictionary.memory else { return nil }
        var difference: UInt32 = 0
        for row in 0..<codes.count { difference |= codes[row] ^ (first &+ UInt32(truncatingIfNeeded: row)) }
        guard difference == 0, codes[codes.count - 1] != Vector.nullCode else { return nil }
        var holds = [Int8](repeating: 0, count: codes.count)
        let starts = offsets + Int(first)
        // The row whose text has the byte in it.
        func row(at place: Int) -> Int {
            var (low, high) = (0, codes.count - 1)
            while low < high {
                let middle = (low + high + 1) / 2
                if Int(starts[middle]) <= place { low = middle } else { high = middle - 1 }
            }
            return low
        }
        // Looked at before all are compared: bytes near one another belong to the same words, those far off tell more.
        let second = probe < part.count / 2 ? part.count - 1 : 0
        var at = bytes + Int(starts[0])
        let last = bytes + Int(starts[codes.count]) - part.count
        while at <= last, let found = memchr(at + probe, Int32(wanted[probe]), last - at + 1) {
            let start = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - probe
            at = start + 1
            guard start[second] == wanted[second], memcmp(start, wanted, part.count) == 0 else { continue }
            let row = row(at: start - bytes)
            // What begins in one text and ends in the next is in neither.
            guard start - bytes + part.count <= Int(starts[row + 1]) else { continue }
            holds[row] = 1
            at = bytes + Int(starts[row + 1])
        }
        return holds
    }

    /// O(length × part) at worst; mostly as fast as the byte of the part at `probe` is found.
    static func contains(_ text: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>, _ probe: Int) -> Bool {
        guard var at = text.baseAddress, let wanted = part.baseAddress else { return part.isEmpty }
        guard text.count >= part.count else { return false }
        let last = at + text.count - part.count
        while at <= last {
            guard let found = memchr(at + probe, Int32(wanted[probe]), last - at + 1) else { return false }
            let start = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - probe
            if memcmp(start, wanted, part.count) == 0 { return true }
            at = start + 1
        }
        return false
    }

    /// The place of the byte that is seldom met in English text: it tells the soonest that the part is not there.
    static func rarest(_ part: UnsafeBufferPointer<UInt8>) -> Int {
        part.indices.max { rarity(part[$0]) < rarity(part[$1]) } ?? 0
    }

    /// Blanks and small letters from the most frequent on; anything else is rarer than those.
    private static func rarity(_ byte: UInt8) -> Int {
        var place = 0
        for frequent in " etaoinsrhldcumfpgwybvkxjqz".utf8 {
            if frequent == byte { return place }
            place += 1
        }
        return place
    }
}
