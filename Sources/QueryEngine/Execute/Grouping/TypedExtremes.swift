import PropertyGraph

/// min() or max() of each group, over unboxed values of one kind, as words in the order of the values.
struct TypedExtremes {
    private enum Kind {
        case integers, floats, dates
        /// The words are codes.
        case strings(StringDictionary)
    }

    var wantsGreatest = false
    private var kind: Kind?
    private var words: [UInt64] = []
    private var isPresent: [Bool] = []

    var count: Int { words.count }
    var bytes: Int { words.count * 9 }

    mutating func grow(to count: Int) {
        guard words.count < count else { return }
        words += repeatElement(0, count: count - words.count)
        isPresent += repeatElement(false, count: count - isPresent.count)
    }

    /// False, with nothing done, where the values are of another kind than those before.
    mutating func add(_ vector: Vector, _ groups: [Int32]?, _ rows: Int) -> Bool {
        switch (vector, kind) {
        case (.integers(let numbers), nil), (.integers(let numbers), .integers):
            kind = .integers
            each(groups, rows) { Self.word(of: numbers[$0]) }
        case (.floats(let numbers), nil), (.floats(let numbers), .floats):
            // A negative zero equals the other, and what is not a number has a place of its own.
            if numbers.contains(where: { $0.isNaN || $0.bitPattern == 1 << 63 }) { return false }
            kind = .floats
            each(groups, rows) { numbers[$0].bitPattern >> 63 == 0 ? numbers[$0].bitPattern | 1 << 63 : ~numbers[$0].bitPattern }
        case (.dates(let days), nil), (.dates(let days), .dates):
            kind = .dates
            each(groups, rows) { days[$0] == Vector.nullDate ? nil : Self.word(of: Int(days[$0])) }
        case (.strings(let codes, let dictionary), nil):
            kind = .strings(dictionary)
            addStrings(codes, dictionary, groups)
        case (.strings(let codes, let other), .strings(let own)):
            if own === other {
                addStrings(codes, own, groups)
            } else if words.count <= codes.count {
                kind = .strings(adding(codes, of: other, to: own, groups))
            } else {
                guard own.isSmall, other.isSmall else { return false }
                let (union, translated) = own.union(with: other)
                kind = .strings(union)
                addStrings(codes.translated(translated), union, groups)
            }
        default: return false
        }
        return true
    }

    private static func word(of number: Int) -> UInt64 { UInt64(bitPattern: Int64(number)) ^ 1 << 63 }

    @inline(__always)
    private mutating func each(_ groups: [Int32]?, _ rows: Int, _ word: (Int) -> UInt64?) {
        let wantsGreatest = wantsGreatest
        isPresent.withUnsafeMutableBufferPointer { isPresent in
            words.withUnsafeMutableBufferPointer { words in
                for row in 0..<rows {
                    guard let word = word(row) else { continue }
                    let group = groups.map { Int($0[row]) } ?? 0
                    if !isPresent[group] || (wantsGreatest ? word > words[group] : word < words[group]) {
                        (isPresent[group], words[group]) = (true, word)
                    }
                }
            }
        }
    }

    private mutating func addStrings(_ codes: [UInt32], _ dictionary: StringDictionary, _ groups: [Int32]?) {
        for (row, code) in codes.enumerated() where code != Vector.nullCode {
            let group = groups.map { Int($0[row]) } ?? 0
            if !isPresent[group] {
                (isPresent[group], words[group]) = (true, UInt64(code))
            } else if words[group] != UInt64(code) {
                let order = dictionary.order(code, UInt32(words[group]))
                if wantsGreatest ? order > 0 : order < 0 { words[group] = UInt64(code) }
            }
        }
    }

    /// Of groups that are no more than the rows: a dictionary of nothing but their extremes, so that it does not grow with each one that comes.
    private mutating func adding(_ codes: [UInt32], of other: StringDictionary, to own: StringDictionary, _ groups: [Int32]?) -> StringDictionary {
        let wantsGreatest = wantsGreatest
        func isBetter(_ order: Int) -> Bool { wantsGreatest ? order > 0 : order < 0 }
        var best = [UInt32](repeating: Vector.nullCode, count: words.count)
        for (row, code) in codes.enumerated() where code != Vector.nullCode {
            let group = groups.map { Int($0[row]) } ?? 0
            if best[group] == Vector.nullCode || best[group] != code && isBetter(other.order(code, best[group])) { best[group] = code }
        }
        var extremes = StringDictionaryBuilder()
        for group in words.indices {
            var text = isPresent[group] ? own.utf8(of: UInt32(words[group])) : nil
            if best[group] != Vector.nullCode {
                let new = other.utf8(of: best[group])
                if text.map({ isBetter(StringDictionary.order(new, $0)) }) ?? true { text = new }
            }
            guard let text else { continue }
            (isPresent[group], words[group]) = (true, UInt64(extremes.code(of: text)))
        }
        return extremes.build()
    }

    /// Those of another table, whose groups are these here. False, with nothing done, where they are of another kind.
    mutating func merge(_ other: TypedExtremes, _ groups: [Int32]) -> Bool {
        guard let kind = other.kind else { return true }
        let places = groups.indices.filter { $0 < other.count && other.isPresent[$0] }
        return add(other.results(kind).gather(places), places.map { groups[$0] }, places.count)
    }

    func results() -> Vector {
        guard let kind else { return .constant(.null) }
        let results = results(kind)
        if isPresent.allSatisfy({ $0 }) { return results }
        switch results {
        case .dates(let days): return .dates(days.indices.map { isPresent[$0] ? days[$0] : Vector.nullDate })
        case .strings(let codes, let dictionary): return .strings(codes.indices.map { isPresent[$0] ? codes[$0] : Vector.nullCode }, dictionary)
        default: return results.masked(isPresent)
        }
    }

    /// Whatever is in groups that have none.
    private func results(_ kind: Kind) -> Vector {
        switch kind {
        case .integers: .integers(words.map { Int(Int64(bitPattern: $0 ^ 1 << 63)) })
        case .floats: .floats(words.map { Double(bitPattern: $0 >> 63 == 1 ? $0 & ~(1 << 63) : ~$0) })
        case .dates: .dates(words.map { Int32(truncatingIfNeeded: Int64(bitPattern: $0 ^ 1 << 63)) })
        case .strings(let dictionary): .strings(words.map { UInt32(truncatingIfNeeded: $0) }, dictionary)
        }
    }
}
