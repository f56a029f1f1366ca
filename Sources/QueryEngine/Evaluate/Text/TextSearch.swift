import Platform
import PropertyGraph

/// STARTS WITH, ENDS WITH and CONTAINS over the bytes of a dictionary, without making strings of them.
enum TextSearch {
    /// 1, 0, or -1 for null, by row.
    static func holds(
        _ op: StringOperator, _ codes: [UInt32], in dictionary: StringDictionary, _ part: String,
        check: @escaping () throws(EvaluationError) -> Void
    ) throws(EvaluationError) -> [Int8] {
        try part.withBytesThrowing { (wanted) throws(EvaluationError) in
            var finder = TextFinder(wanted, check: check)
            if op == .contains, let (bytes, starts) = dictionary.run(of: codes),
                let found = contained(wanted, in: bytes, starts, codes.count) { return found }
            var out: [Int8] = []
            out.reserveCapacity(codes.count)
            for code in codes {
                if code == Vector.nullCode {
                    out.append(-1)
                } else {
                    out.append(try holds(op, dictionary.utf8(of: code), wanted, &finder) ? 1 : 0)
                }
            }
            return out
        }
    }

    /// As `holds`, of texts of a dictionary that are read in one case.
    static func holds(
        _ op: StringOperator, _ codes: [UInt32], folded: FoldedTexts, _ part: String, check: @escaping () throws(EvaluationError) -> Void
    ) throws(EvaluationError) -> [Int8] {
        try part.withBytesThrowing { (wanted) throws(EvaluationError) in
            var holds = folded.bytes.withUnsafeBufferPointer { bytes in
                folded.starts.withUnsafeBufferPointer { starts in
                    op == .contains ? contained(wanted, in: bytes.baseAddress, starts.baseAddress, codes.count) : nil
                }
            } ?? []
            if holds.isEmpty {
                var finder = TextFinder(wanted, check: check)
                for row in codes.indices {
                    let text = folded.bytes[Int(folded.starts[row])..<Int(folded.starts[row + 1])]
                    holds.append(try text.withBytesThrowing { (text) throws(EvaluationError) in try Self.holds(op, text, wanted, &finder) } ? 1 : 0)
                }
            }
            for row in codes.indices where codes[row] == Vector.nullCode { holds[row] = -1 }
            return holds
        }
    }

    /// - Parameter finder: of `part`.
    static func holds(
        _ op: StringOperator, _ text: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>, _ finder: inout TextFinder
    ) throws(EvaluationError) -> Bool {
        guard text.count >= part.count else { return false }
        guard let start = text.baseAddress, let first = part.baseAddress, !part.isEmpty else { return true }
        return switch op {
        case .startsWith: memcmp(start, first, part.count) == 0
        case .endsWith: memcmp(start + text.count - part.count, first, part.count) == 0
        case .contains, .matches: try finder.next(in: text, from: 0) != nil
        }
    }

    /// CONTAINS for texts that lie one after the other: their bytes are searched as if they were one text. nil where the part is empty,
    /// and where it is so long that comparing it in vain costs too much.
    private static func contained(
        _ part: UnsafeBufferPointer<UInt8>, in bytes: UnsafePointer<UInt8>?, _ starts: UnsafePointer<UInt32>?, _ count: Int
    ) -> [Int8]? {
        guard let wanted = part.baseAddress, (1...32).contains(part.count), let bytes, let starts else { return nil }
        let probe = rarest(part)
        var holds = [Int8](repeating: 0, count: count)
        // The row whose text has the byte in it.
        func row(at place: Int) -> Int {
            var (low, high) = (0, count - 1)
            while low < high {
                let middle = (low + high + 1) / 2
                if Int(starts[middle]) <= place { low = middle } else { high = middle - 1 }
            }
            return low
        }
        // Looked at before all are compared: bytes near one another belong to the same words, those far off tell more.
        let second = probe < part.count / 2 ? part.count - 1 : 0
        var at = bytes + Int(starts[0])
        let last = bytes + Int(starts[count]) - part.count
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

    /// The place of the byte that is seldom met in English text: it tells the soonest that the part is not there.
    static func rarest(_ part: UnsafeBufferPointer<UInt8>) -> Int {
        part.indices.max { rarity(part[$0]) < rarity(part[$1]) } ?? 0
    }

    private static func rarity(_ byte: UInt8) -> Int { rarities[Int(byte)] }

    /// By byte: blanks and small letters from the most frequent on; anything else is rarer than those.
    private static let rarities: [Int] = {
        let frequent = Array(" etaoinsrhldcumfpgwybvkxjqz".utf8)
        return (0...UInt8.max).map { frequent.firstIndex(of: $0) ?? frequent.count }
    }()
}

extension StringDictionary {
    /// The memory of texts whose codes are consecutive, as if they were one text; nil where they are not.
    func run(of codes: [UInt32]) -> (bytes: UnsafePointer<UInt8>, offsets: UnsafePointer<UInt32>)? {
        guard let first = codes.first, first != Vector.nullCode, codes.count > 1, let (bytes, offsets) = memory else { return nil }
        var difference: UInt32 = 0
        for row in 0..<codes.count { difference |= codes[row] ^ (first &+ UInt32(truncatingIfNeeded: row)) }
        guard difference == 0, codes[codes.count - 1] != Vector.nullCode else { return nil }
        return (bytes, offsets + Int(first))
    }

    /// Whether these texts are seen to be of ASCII alone by a look at the memory that they lie in: where they follow each other, or are most of
    /// the dictionary.
    func areASCII(_ codes: [UInt32]) -> Bool {
        guard let (bytes, starts) = count <= codes.count ? memory : run(of: codes) else { return false }
        let (start, end) = (Int(starts[0]), Int(starts[min(count, codes.count)]))
        return FoldedTexts.isASCII(UnsafeBufferPointer(start: bytes + start, count: end - start))
    }
}

extension ArraySlice<UInt8> {
    /// As `withUnsafeBufferPointer`, for a body that throws.
    fileprivate func withBytesThrowing<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(EvaluationError) -> Result
    ) throws(EvaluationError) -> Result {
        try withUnsafeBufferPointer { bytes in
            do throws(EvaluationError) { return Swift.Result<Result, EvaluationError>.success(try body(bytes)) } catch { return .failure(error) }
        }.get()
    }
}

extension String {
    /// As `withBytes`, for a body that throws.
    func withBytesThrowing<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(EvaluationError) -> Result
    ) throws(EvaluationError) -> Result {
        try withBytes { bytes in
            do throws(EvaluationError) { return Swift.Result<Result, EvaluationError>.success(try body(bytes)) } catch { return .failure(error) }
        }.get()
    }
}
