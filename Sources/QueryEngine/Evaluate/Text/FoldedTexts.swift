import PropertyGraph

/// Texts of a batch in lower or in upper case, one after the other in memory of their own, so that a test of `toLower(text)` reads bytes
/// and makes no strings. Only texts with other characters than those of ASCII go through the function itself.
struct FoldedTexts {
    private(set) var bytes: [UInt8] = []
    /// Where each text begins, and where the last one ends.
    private(set) var starts: [UInt32] = [0]

    /// Bytes of a batch; beyond, one text after the other takes less memory.
    private static let most = 1 << 24

    /// The first of the letters that a function changes; nil for one that does not fold case.
    static func firstLetter(changedBy function: String) -> UInt8? {
        switch function {
        case "toLower", "lower": UInt8(ascii: "A")
        case "toUpper", "upper": UInt8(ascii: "a")
        default: nil
        }
    }

    /// nil where the texts are too long.
    /// - Parameters:
    ///   - first: the first of the letters of ASCII that are changed.
    ///   - fold: computes the function of one text.
    init?(
        _ codes: [UInt32], of dictionary: StringDictionary, changing first: UInt8, _ fold: (String) throws(EvaluationError) -> String
    ) throws(EvaluationError) {
        if let (memory, offsets) = dictionary.run(of: codes) {
            let all = UnsafeBufferPointer(start: memory + Int(offsets[0]), count: Int(offsets[codes.count] - offsets[0]))
            guard all.count <= Self.most else { return nil }
            if Self.isASCII(all) {
                bytes = Array(all)
                starts = (0...codes.count).map { offsets[$0] - offsets[0] }
                bytes.withUnsafeMutableBufferPointer { Self.fold($0, changing: first) }
                return
            }
        }
        starts.reserveCapacity(codes.count + 1)
        for code in codes {
            if code != Vector.nullCode {
                let text = dictionary.utf8(of: code)
                guard bytes.count + text.count <= Self.most else { return nil }
                if Self.isASCII(text) {
                    bytes.append(contentsOf: text)
                } else {
                    bytes.append(contentsOf: try fold(dictionary[code]).utf8)
                }
            }
            starts.append(UInt32(bytes.count))
        }
        bytes.withUnsafeMutableBufferPointer { Self.fold($0, changing: first) }
    }

    @inline(__always)
    static func isASCII(_ text: UnsafeBufferPointer<UInt8>) -> Bool { text.reduce(0, |) < 0x80 }

    /// The letters of ASCII of one case become those of the other; `first` is the first of those that are changed.
    @inline(__always)
    static func fold(_ bytes: UnsafeMutableBufferPointer<UInt8>, changing first: UInt8) {
        for index in bytes.indices { bytes[index] ^= bytes[index] &- first < 26 ? 0x20 : 0 }
    }
}
