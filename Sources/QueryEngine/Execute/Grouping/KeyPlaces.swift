extension Vector {
    /// Whether equal values are the same: 1 equals 1.0, and as a text it does not.
    var hasExactValues: Bool {
        switch self {
        case .integers, .partial(.integers, _), .dates, .booleans, .strings: true
        case .nodes, .relationships, .floats, .partial, .coded, .lists, .maps, .values, .constant: false
        }
    }

    /// Whether it has so few different values, beside the rows, that what is computed from it is computed for each of them.
    func isOfFewValues(_ rows: Int) -> Bool {
        if rows < 1024 { return false }
        switch self {
        case .booleans: return true
        case .strings(_, let dictionary): return dictionary.count <= rows / 4
        case .integers, .dates, .partial(.integers, _):
            guard let form = KeyForm(self), let null = form.nullNumber else { return false }
            // Numbers may be of the rows themselves: they are few where there are fewer of them; of dates there are some thousand in ten years.
            let most = if case .dates = self { 4 * rows } else { rows }
            return KeyPlaces(around: KeyForm.words(of: self, rows), null: null, most: 1 << 16, hasRoom: true).map { $0.count <= most } ?? false
        case .nodes, .relationships, .floats, .partial, .coded, .lists, .maps, .values, .constant: return false
        }
    }
}

/// Where the words of one key lie in an array with a place for each value that there can be: null first, then the values from `least` on.
struct KeyPlaces: Equatable {
    let null: UInt64
    let least: UInt64
    /// Null among them.
    let count: Int

    /// Of as many values as there can be, which are numbered from 0 on; null is 0 among the words.
    init(domain: Int) { (null, least, count) = (0, 1, domain) }

    /// Of numbers as near to each other as those of the words; nil where `most` places are not enough.
    /// - Parameter hasRoom: as much again at both ends, as others may come.
    init?(around words: [UInt64], null: UInt64, most: Int, hasRoom: Bool) {
        guard let near = NearNumbers(words.lazy.filter { $0 != null }.map { Int(bitPattern: UInt($0)) }, most: most) else { return nil }
        let room = hasRoom ? near.count + 7 : 0
        (self.null, least, count) = (null, UInt64(bitPattern: Int64(near.least &- room)), near.count + 2 * room + 1)
    }

    /// `isInside` is false for a value that has no place.
    @inline(__always)
    func place(of word: UInt64) -> (place: Int, isInside: Bool) {
        let distance = word &- least
        return word == null ? (0, true) : (Int(truncatingIfNeeded: distance &+ 1), distance < UInt64(count - 1))
    }

    /// The word that has a place.
    func word(at place: Int) -> UInt64 { place == 0 ? null : least &+ UInt64(place - 1) }

    /// The group of each value, where no other key is beside it; nil where one has no place.
    /// - Parameters:
    ///   - dense: by place, the group; -1 for none yet.
    ///   - next: the first group that there is not yet.
    ///   - fresh: the words of new groups.
    @inline(__always)
    func groups<Element>(
        of elements: [Element], _ dense: inout [Int32], _ next: Int, _ fresh: inout [UInt64], _ word: (Element) -> UInt64
    ) -> [Int32]? {
        var next = Int32(truncatingIfNeeded: next)
        let groups = elements.withUnsafeBufferPointer { elements in
            dense.withUnsafeMutableBufferPointer { dense in
                [Int32](unsafeUninitializedCapacity: elements.count) { groups, filled in
                    for row in elements.indices {
                        let word = word(elements[row])
                        let (place, isInside) = place(of: word)
                        if !isInside { return }
                        if dense[place] < 0 {
                            dense[place] = next
                            next += 1
                            fresh.append(word)
                        }
                        groups.initializeElement(at: row, to: dense[place])
                        filled = row + 1
                    }
                }
            }
        }
        return groups.count == elements.count ? groups : nil
    }
}

extension [KeyPlaces] {
    /// As many as a place for each combination of values needs; nil where that cannot be counted.
    var combinations: Int? {
        var product = 1
        for key in self {
            let (next, overflow) = product.multipliedReportingOverflow(by: key.count)
            if overflow { return nil }
            product = next
        }
        return product
    }

    /// The number whose digits the places of a row's words are. Where not all are inside, the numbers mean nothing. Without a branch for each row.
    func places(of keys: [[UInt64]], _ rows: Int) -> (found: [Int], areInside: Bool) {
        var found = [Int](repeating: 0, count: rows)
        var areInside = true
        for (key, words) in zip(self, keys) {
            found.withUnsafeMutableBufferPointer { found in
                words.withUnsafeBufferPointer { words in
                    for row in found.indices {
                        let (place, isInside) = key.place(of: words[row])
                        found[row] = found[row] &* key.count &+ place
                        areInside = areInside && isInside
                    }
                }
            }
        }
        return (found, areInside)
    }

    /// -1 for a key that has no place.
    func known(of keys: [[UInt64]], _ rows: Int) -> [Int] {
        let (found, areInside) = places(of: keys, rows)
        if areInside { return found }
        return found.indices.map { row in zip(self, keys).allSatisfy { $0.place(of: $1[row]).isInside } ? found[row] : -1 }
    }
}
