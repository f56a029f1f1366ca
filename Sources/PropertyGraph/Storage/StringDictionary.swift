import Platform
import Synchronization

/// The distinct strings of a column, numbered in order of first use: their bytes one after the other.
public final class StringDictionary: Sendable {
    @usableFromInline let bytes: Lane<UInt8>
    /// Where each string begins, and where the last one ends.
    @usableFromInline let offsets: Lane<UInt32>
    /// Codes by hash, laid out when somebody first looks for a string.
    private let table: Mutex<[UInt32]?>
    /// With the dictionary that was asked about last.
    private let lastUnion = Mutex<Union?>(nil)

    private struct Union: Sendable {
        weak var other: StringDictionary?
        let result: (dictionary: StringDictionary, codes: [UInt32])?
        let codes: [UInt32]
    }

    /// - Parameter table: where it was made already.
    init(bytes: Lane<UInt8>, offsets: Lane<UInt32>, table: [UInt32]? = nil) {
        self.bytes = bytes
        self.offsets = offsets
        self.table = Mutex(table)
    }

    /// Number of distinct strings.
    public var count: Int { offsets.count - 1 }

    /// Bytes of all strings.
    package var byteCount: Int { bytes.count }

    /// The distinct ones of some strings in order of first use, and the code of each of these strings.
    public static func numbering(_ strings: [String]) -> (codes: [UInt32], dictionary: StringDictionary) {
        var builder = StringDictionaryBuilder()
        return (strings.map { builder.code(of: $0) }, builder.build())
    }

    package static let smallCount = 1 << 16

    /// Putting it together with another takes little time.
    public var isSmall: Bool { count <= Self.smallCount }

    /// A dictionary of the strings of both, in which those of this one keep their codes: itself where the other has no others.
    /// And the code there of each string of the other. O(strings of both), but for the pair asked about last.
    public func union(with other: StringDictionary) -> (dictionary: StringDictionary, codes: [UInt32]) {
        if let known = lastUnion.withLock({ $0.flatMap { $0.other === other ? $0 : nil } }) { return known.result ?? (self, known.codes) }
        var codes: [UInt32] = []
        codes.reserveCapacity(other.count)
        var builder: StringDictionaryBuilder?
        for code in 0..<UInt32(other.count) {
            let text = other.utf8(of: code)
            if builder == nil {
                if let own = self.code(of: text) {
                    codes.append(own)
                    continue
                }
                builder = StringDictionaryBuilder()
                for own in 0..<UInt32(count) { _ = builder!.code(of: utf8(of: own)) }
            }
            codes.append(builder!.code(of: text))
        }
        let dictionary = builder?.build()
        lastUnion.withLock { [codes] in $0 = Union(other: other, result: dictionary.map { ($0, codes) }, codes: codes) }
        return (dictionary ?? self, codes)
    }

    /// The bytes of all strings, and where each begins; there for as long as the dictionary is.
    public var memory: (bytes: UnsafePointer<UInt8>, offsets: UnsafePointer<UInt32>)? {
        guard let bytes = bytes.elements.baseAddress, let offsets = offsets.elements.baseAddress else { return nil }
        return (bytes, offsets)
    }

    /// The string of a code, which must be less than `count`. O(length).
    public subscript(code: UInt32) -> String { String(decoding: utf8(of: code), as: UTF8.self) }

    /// The bytes of a string.
    @inlinable
    @inline(__always)
    public func utf8(of code: UInt32) -> UnsafeBufferPointer<UInt8> {
        let (start, end) = (Int(offsets[Int(code)]), Int(offsets[Int(code) + 1]))
        return UnsafeBufferPointer(rebasing: bytes.buffer[start..<end])
    }

    /// Which of two strings comes first by its scalars, which is by its bytes: negative, 0 or positive.
    public func order(_ a: UInt32, _ b: UInt32) -> Int {
        a == b ? 0 : Self.order(utf8(of: a), utf8(of: b))
    }

    /// As above, of the bytes of two strings.
    @inline(__always)
    package static func order(_ x: UnsafeBufferPointer<UInt8>, _ y: UnsafeBufferPointer<UInt8>) -> Int {
        let common = min(x.count, y.count)
        let result = common == 0 ? 0 : Int(memcmp(x.baseAddress!, y.baseAddress!, common))
        return result == 0 ? x.count - y.count : result
    }

    /// nil where no row holds the string. O(length), the first time O(bytes of all strings).
    public func code(of string: String) -> UInt32? {
        var string = string
        return string.withUTF8 { code(of: $0) }
    }

    /// As above, of a string's bytes.
    package func code(of wanted: UnsafeBufferPointer<UInt8>) -> UInt32? {
        let slots = table.withLock { table in
            if table == nil { table = makeTable() }
            return table!
        }
        var slot = Int(truncatingIfNeeded: ByteHash.of(wanted)) & (slots.count - 1)
        while slots[slot] != UInt32.max {
            let own = utf8(of: slots[slot])
            if own.count == wanted.count, own.isEmpty || ByteHash.areEqual(own.baseAddress!, wanted) { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private func makeTable() -> [UInt32] {
        var capacity = 16
        while capacity < count * 2 { capacity *= 2 }
        var slots = [UInt32](repeating: .max, count: capacity)
        for code in 0..<UInt32(count) {
            var slot = Int(truncatingIfNeeded: ByteHash.of(utf8(of: code))) & (capacity - 1)
            while slots[slot] != .max { slot = (slot + 1) & (capacity - 1) }
            slots[slot] = code
        }
        return slots
    }
}

/// Collects distinct strings. Strings are told apart by their bytes, that is by their scalars.
package struct StringDictionaryBuilder: Sendable {
    private var bytes = LaneBuilder<UInt8>()
    private var offsets = LaneBuilder<UInt32>()
    /// Half of a string's hash above its code, so that most others are told apart, and all put elsewhere, unseen.
    private var slots: [UInt64]

    /// - Parameter count: how many strings there will be, about.
    package init(reserving count: Int = 0) {
        var places = 64
        // One more than the texts, at which it would grow.
        while places < 2 * (count + 1) { places *= 2 }
        slots = [UInt64](repeating: .max, count: places)
        offsets.append(0)
    }

    /// Bytes of all strings.
    package var byteCount: Int { bytes.count }

    /// The string's code, a new one if it is new. O(length).
    package mutating func code(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let mask = slots.count - 1
        let hash = ByteHash.of(text) & 0xFFFF_FFFF
        var slot = Int(hash) & mask
        while slots[slot] != .max {
            if slots[slot] >> 32 == hash {
                let code = Int(slots[slot] & 0xFFFF_FFFF)
                let (start, end) = (Int(offsets[code]), Int(offsets[code + 1]))
                if end - start == text.count, text.isEmpty || ByteHash.areEqual(bytes.elements.baseAddress! + start, text) {
                    return UInt32(code)
                }
            }
            slot = (slot + 1) & mask
        }
        let code = UInt32(offsets.count - 1)
        bytes.append(contentsOf: text)
        offsets.append(UInt32(bytes.count))
        slots[slot] = hash << 32 | UInt64(code)
        if offsets.count * 2 > slots.count { grow() }
        return code
    }

    mutating func code(of string: String) -> UInt32 {
        var string = string
        return string.withUTF8 { code(of: $0) }
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        var larger = [UInt64](repeating: .max, count: mask + 1)
        for entry in slots where entry != .max {
            var slot = Int(entry >> 32) & mask
            while larger[slot] != .max { slot = (slot + 1) & mask }
            larger[slot] = entry
        }
        slots = larger
    }

    subscript(code: UInt32) -> String {
        String(decoding: bytes.elements[Int(offsets[Int(code)])..<Int(offsets[Int(code) + 1])], as: UTF8.self)
    }

    /// As `build`, for one that goes on. O(bytes).
    package func copied() -> StringDictionary {
        StringDictionary(bytes: Lane(Array(bytes.elements)), offsets: Lane(Array(offsets.elements)), table: slots.map { UInt32(truncatingIfNeeded: $0) })
    }

    /// To be asked once, at the end.
    package func build() -> StringDictionary {
        // Slots are chosen here as they are there.
        StringDictionary(bytes: bytes.lane, offsets: offsets.lane, table: slots.map { UInt32(truncatingIfNeeded: $0) })
    }
}

/// Collects strings that are known to differ, so that none has to be looked for.
package struct DistinctTexts: Sendable {
    private var bytes = LaneBuilder<UInt8>()
    private var offsets: LaneBuilder<UInt32>

    /// - Parameter count: how many there will be, about.
    package init(reserving count: Int) {
        offsets = LaneBuilder(reserving: count + 1)
        offsets.append(0)
    }

    /// Bytes of all strings.
    package var byteCount: Int { bytes.count }

    /// Goes on with the last string.
    @inline(__always)
    package mutating func append(_ part: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: part) }

    /// Ends the last string: what follows is the next one.
    @inline(__always)
    package mutating func end() { offsets.append(UInt32(bytes.count)) }

    /// To be asked once, at the end.
    package func build() -> StringDictionary { StringDictionary(bytes: bytes.lane, offsets: offsets.lane) }
}

/// A hash of bytes that is the same in every run. Not for keys that an adversary chooses: a full table only grows slow.
enum ByteHash {
    @inline(__always)
    static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
        let raw = UnsafeRawBufferPointer(bytes)
        var index = 0
        while index + 8 <= raw.count {
            hash = (hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0xFF51_AFD7_ED55_8CCD
            hash ^= hash >> 32
            index += 8
        }
        if index < raw.count { hash = (hash ^ tail(raw, from: index)) &* 0xFF51_AFD7_ED55_8CCD }
        hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ (hash >> 33)
    }

    /// The last bytes, of which there are fewer than eight, as one word: each of them is in it, some of the shortest twice.
    @inline(__always)
    private static func tail(_ raw: UnsafeRawBufferPointer, from index: Int) -> UInt64 {
        let count = raw.count - index
        if raw.count >= 8 { return raw.loadUnaligned(fromByteOffset: raw.count - 8, as: UInt64.self) >> UInt64(8 * (8 - count)) }
        if count >= 4 {
            return UInt64(raw.loadUnaligned(as: UInt32.self)) | UInt64(raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)) << 32
        }
        return UInt64(raw[0]) | UInt64(raw[count / 2]) << 8 | UInt64(raw[count - 1]) << 16
    }

    @inline(__always)
    static func areEqual(_ start: UnsafePointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= 8 else { return (0..<text.count).allSatisfy { start[$0] == text[$0] } }
        let (own, other) = (UnsafeRawPointer(start), UnsafeRawBufferPointer(text))
        var index = 0
        while true {
            if own.loadUnaligned(fromByteOffset: index, as: UInt64.self) != other.loadUnaligned(fromByteOffset: index, as: UInt64.self) { return false }
            if index == text.count - 8 { return true }
            index = min(index + 8, text.count - 8)
        }
    }
}
