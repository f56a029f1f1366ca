import PropertyGraph

/// The pairs of group and value of a count(DISTINCT …) as a bit for each that there can be: of few groups and values that are
/// numbered, or near to each other.
struct PairBits {
    private let form: KeyForm
    private let places: KeyPlaces
    /// For each group as many words of 64 bits as its values need.
    private var words: [UInt64] = []
    private let width: Int

    /// Words of all groups.
    private static let most = 1 << 20

    var bytes: Int { words.count * 8 }

    /// nil where the bits would take more room than the pairs do.
    /// - Parameter pairs: of groups as nodes, and values.
    init?(_ pairs: GroupTable, _ groups: Int, _ graph: Graph) {
        guard pairs.isTyped, let form = pairs.forms?.last else { return nil }
        self.form = form
        if let domain = form.domain((graph.nodeEnd, graph.relationshipEnd)) { places = KeyPlaces(domain: domain) } else {
            let values = KeyForm.words(of: pairs.column(1), pairs.count)
            guard let null = form.nullNumber, let near = KeyPlaces(around: values, null: null, most: 1 << 16, hasRoom: true) else { return nil }
            places = near
        }
        width = (places.count + 63) / 64
        var counts = [Int](repeating: 0, count: groups)
        guard groups * width <= 2 * pairs.count, add(pairs.column(1), pairs.column(0).groupNumbers(pairs.count), &counts) else { return nil }
    }

    /// Without pairs, for those of another thread.
    var emptied: PairBits {
        var empty = self
        empty.words = []
        return empty
    }

    /// Adds to `counts`, by group, the values that are new there. False, with nothing done, where one has no bit.
    mutating func add(_ values: Vector, _ groups: [Int32], _ counts: inout [Int]) -> Bool {
        let needed = counts.count * width
        guard form.fits(values), needed <= Self.most else { return false }
        let keys = KeyForm.words(of: values, groups.count)
        guard keys.allSatisfy({ places.place(of: $0).isInside }) else { return false }
        if words.count < needed { words += repeatElement(0, count: needed - words.count) }
        words.withUnsafeMutableBufferPointer { words in
            counts.withUnsafeMutableBufferPointer { counts in
                for row in groups.indices {
                    let (group, place) = (Int(groups[row]), places.place(of: keys[row]).place)
                    let (word, bit) = (group * width + place / 64, UInt64(1) << UInt64(place % 64))
                    // Null has the first place, and does not count.
                    counts[group] += words[word] & bit == 0 && place > 0 ? 1 : 0
                    words[word] |= bit
                }
            }
        }
        return true
    }

    /// Adds those of another thread. False, with nothing done, where its bits stand for other values.
    /// - Parameter groups: by group there, the group here.
    mutating func merge(_ other: PairBits, _ groups: [Int32], _ counts: inout [Int]) -> Bool {
        let needed = counts.count * width
        guard form.isSame(as: other.form), places == other.places, needed <= Self.most else { return false }
        if words.count < needed { words += repeatElement(0, count: needed - words.count) }
        for place in other.words.indices where other.words[place] != 0 {
            let (group, word) = (Int(groups[place / width]), place % width)
            let fresh = other.words[place] & ~words[group * width + word]
            words[group * width + word] |= fresh
            counts[group] += (word == 0 ? fresh & ~1 : fresh).nonzeroBitCount
        }
        return true
    }

    /// As pairs of groups, as nodes, and values.
    /// - Parameter empty: a table of such pairs, which has none.
    func pairs(_ empty: GroupTable, _ setting: ExecutionContext.Setting) throws(EvaluationError) -> GroupTable {
        var pairs = empty
        for group in 0..<words.count / width {
            var keys: [UInt64] = []
            for word in 0..<width {
                var rest = words[group * width + word]
                while rest != 0 {
                    keys.append(places.word(at: word * 64 + rest.trailingZeroBitCount))
                    rest &= rest - 1
                }
            }
            let owners = [Int32](repeating: Int32(group), count: keys.count)
            if !keys.isEmpty { _ = try pairs.groups(of: [.nodes(owners), form.vector(keys)], count: keys.count, setting) }
        }
        return pairs
    }
}
