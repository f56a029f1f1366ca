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
            codes.map { code in
                if code == Vector.nullCode { return -1 }
                let text = dictionary.utf8(of: code)
                guard text.count >= wanted.count else { return 0 }
                guard let start = text.baseAddress, let first = wanted.baseAddress, !wanted.isEmpty else { return 1 }
                let holds: Bool =
                    switch op {
                    case .startsWith: memcmp(start, first, wanted.count) == 0
                    case .endsWith: memcmp(start + text.count - wanted.count, first, wanted.count) == 0
                    case .contains, .matches: contains(text, wanted)
                    }
                return holds ? 1 : 0
            }
        }
    }

    /// O(length × part) at worst; mostly as fast as the first byte of the part is found.
    static func contains(_ text: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = part.first else { return true }
        guard var at = text.baseAddress, text.count >= part.count else { return false }
        let last = at + text.count - part.count
        while at <= last {
            guard let found = memchr(at, Int32(first), last - at + 1) else { return false }
            if memcmp(found, part.baseAddress!, part.count) == 0 { return true }
            at = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + 1
        }
        return false
    }
}
