import PropertyGraph

/// The strings of several dictionaries under common codes, which begin with those of the first.
struct GrowingTexts: Sendable {
    /// Of copies of this value, the one that goes on makes a builder of its own.
    private final class Shared: @unchecked Sendable {
        var builder = StringDictionaryBuilder()

        init(_ first: StringDictionary) {
            for code in 0..<UInt32(first.count) { _ = builder.code(of: first.utf8(of: code)) }
        }
    }

    private var shared: Shared
    private var last: (dictionary: StringDictionary, codes: [UInt32])?

    /// O(strings).
    init(_ first: StringDictionary) { shared = Shared(first) }

    /// All of them so far. O(bytes).
    var dictionary: StringDictionary { shared.builder.copied() }

    /// By code of the other dictionary, the code here. O(strings of the other), and nothing more for the one asked about last.
    mutating func codes(of other: StringDictionary) -> [UInt32] {
        if let last, last.dictionary === other { return last.codes }
        if !isKnownUniquelyReferenced(&shared) { shared = Shared(dictionary) }
        let codes = (0..<UInt32(other.count)).map { shared.builder.code(of: other.utf8(of: $0)) }
        last = (other, codes)
        return codes
    }
}
