import Platform
import PropertyGraph

/// Numbers the distinct combinations of some vectors' values, from 0 on in order of first meeting. As long as every
/// batch brings unboxed vectors of the same kind, keys are words: an array of places where there can be few of them, or they are
/// numbers near to each other, else a table by hash. Any other batch turns the table to tagged values for good. Without keys all rows are one group.
struct GroupTable {
    private var forms: [KeyForm]?
    private var isTyped = true
    /// Typed: the words of each group, one after the other.
    private var words: [UInt64] = []
    private var dense: [Int32] = []
    /// Those of each key: a place of `dense` is a number whose digits they are, and where that would be too large, the number is the tag
    /// of a table by hash. Empty where some key has none.
    private var places: [KeyPlaces] = []
    /// At most half of them in use.
    private var entries: [Entry] = []
    /// Different keys have different tags.
    private var isPacked = false
    /// Generic.
    private var numbers: [[Value]: Int32] = [:]
    private var values: [[Value]] = []
    /// How many groups there are.
    private(set) var count = 0
    let width: Int
    /// One more than the highest node or relationship.
    private let ends: (nodes: Int, relationships: Int)

    /// A place of the table by hash: what settles nearly every comparison lies beside the group.
    private struct Entry: BitwiseCopyable {
        /// The packed key, or its hash.
        var tag: UInt64
        /// -1 where the place is free.
        var group: Int32

        static let free = Entry(tag: 0, group: -1)
    }

    init(width: Int, graph: Graph) {
        self.width = width
        ends = (graph.nodeEnd, graph.relationshipEnd)
    }

    /// The group of each row. Throws where the run is to stop.
    mutating func groups(of vectors: [Vector], count rows: Int, _ setting: ExecutionContext.Setting) throws(EvaluationError) -> [Int32] {
        var vectors = vectors
        if isTyped, !accepts(&vectors, rows) { giveUpTyping() }
        guard isTyped else { return try genericGroups(of: vectors, rows, setting) }
        let keys = vectors.map { KeyForm.words(of: $0, rows) }
        guard !places.isEmpty else { return try hashedGroups(of: keys, tags(keys, rows), setting.memory) }
        let found = places(of: keys, rows)
        if found.contains(-1) {
            // Numbers of another range; or a clause that writes, or another graph, has brought nodes that were not there before.
            giveUpPlaces()
            return try hashedGroups(of: keys, tags(keys, rows), setting.memory)
        }
        return dense.isEmpty ? try hashedGroups(of: keys, found.map { UInt64($0) }, setting.memory) : denseGroups(of: keys, found)
    }

    /// As `groups(of:)`, with -1 for a key that has no group: it gets none.
    mutating func known(of vectors: [Vector], count rows: Int) -> [Int32] {
        var vectors = vectors
        if isTyped, let forms {
            for key in vectors.indices {
                if case .constant(let value) = vectors[key] { vectors[key] = forms[key].vector(of: value, count: rows) }
                guard case .strings(let own) = forms[key], case .strings(let codes, let other) = vectors[key], own !== other else { continue }
                // Strings that it does not have get codes that it does not have.
                vectors[key] = .strings(codes.translated(own.union(with: other).codes), own)
            }
            if !zip(forms, vectors).allSatisfy({ $0.fits($1) }) { giveUpTyping() }
        }
        guard isTyped else { return (0..<rows).map { row in numbers[vectors.map { $0.value(at: row) }] ?? -1 } }
        guard count > 0 else { return [Int32](repeating: -1, count: rows) }
        let keys = vectors.map { KeyForm.words(of: $0, rows) }
        if dense.isEmpty {
            let tags = tags(keys, rows)
            return [Int32](count: rows) { row in entries[place(of: row, tags, keys)].group }
        }
        return places(of: keys, rows).map { $0 < 0 ? -1 : dense[$0] }
    }

    /// The values of one key, a group a row.
    func column(_ key: Int) -> Vector {
        guard isTyped, let forms else { return .values(values.map { $0[key] }) }
        return forms[key].vector((0..<count).map { words[$0 * width + key] })
    }

    /// Without groups again, for further rows of the same kind. O(groups).
    mutating func removeAll() {
        if !dense.isEmpty {
            for place in places(of: wordsByKey, count) { dense[place] = -1 }
        } else if isTyped {
            entries = [Entry](repeating: .free, count: entries.count)
        }
        (numbers, values) = ([:], [])
        words.removeAll(keepingCapacity: true)
        count = 0
    }

    var bytes: Int {
        words.count * 8 + dense.count * 4 + entries.count * MemoryLayout<Entry>.stride + values.reduce(0) { $0 + $1.bytes }
    }

    // MARK: Typed

    /// Vectors that are not as the first ones were are made so where they can be.
    private mutating func accepts(_ vectors: inout [Vector], _ rows: Int) -> Bool {
        if forms != nil {
            for key in vectors.indices {
                if case .constant(let value) = vectors[key] { vectors[key] = forms![key].vector(of: value, count: rows) }
                translate(key, &vectors[key])
            }
            return zip(forms!, vectors).allSatisfy { $0.fits($1) }
        }
        var found: [KeyForm] = []
        for vector in vectors {
            guard let form = KeyForm(vector) else { return false }
            found.append(form)
        }
        forms = found
        layOutPlaces(vectors, rows)
        return true
    }

    /// Strings of another dictionary get codes of the key's own, which grows where they are not in it.
    private mutating func translate(_ key: Int, _ vector: inout Vector) {
        guard case .strings(let own) = forms![key], case .strings(let codes, let other) = vector, own !== other else { return }
        let (union, translated) = own.union(with: other)
        if union !== own {
            giveUpPlaces()
            forms![key] = .strings(union)
        }
        vector = .strings(codes.translated(translated), union)
    }

    private static let denseLimit = 1 << 21

    /// An array of places, if the first keys say that it would not be large: for numbers a small one, as others may lie further apart.
    private mutating func layOutPlaces(_ vectors: [Vector], _ rows: Int) {
        isPacked = hasShortKeys
        var (domain, limit) = (1, Self.denseLimit)
        for (form, vector) in zip(forms!, vectors) {
            let key: KeyPlaces
            if let size = form.domain(ends) {
                key = KeyPlaces(domain: size)
            } else {
                limit = min(limit, max(1 << 10, rows * 32))
                guard let null = form.nullNumber, let around = KeyPlaces(around: KeyForm.words(of: vector, rows), null: null) else { return places = [] }
                key = around
            }
            let (product, overflow) = domain.multipliedReportingOverflow(by: key.count)
            if overflow { return places = [] }
            domain = product
            places.append(key)
        }
        if domain <= limit { dense = [Int32](repeating: -1, count: domain) } else if isPacked { places = [] } else { isPacked = true }
    }

    /// Whether the words of a key fit into one together, as they are.
    private var hasShortKeys: Bool { width == 1 || width == 2 && forms!.allSatisfy(\.isNarrow) }

    /// -1 for a key that has no place.
    private func places(of keys: [[UInt64]], _ rows: Int) -> [Int] {
        var found = [Int](repeating: 0, count: rows)
        for (key, words) in zip(places, keys) {
            found.withUnsafeMutableBufferPointer { found in
                words.withUnsafeBufferPointer { words in
                    for row in found.indices {
                        let (place, isInside) = key.place(of: words[row])
                        found[row] = isInside && found[row] >= 0 ? found[row] &* key.count &+ place : -1
                    }
                }
            }
        }
        return found
    }

    private mutating func denseGroups(of keys: [[UInt64]], _ places: [Int]) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: places.count) { groups, filled in
            for row in places.indices {
                var group = dense[places[row]]
                if group < 0 {
                    group = Int32(count)
                    dense[places[row]] = group
                    count += 1
                    for key in keys { words.append(key[row]) }
                }
                groups.initializeElement(at: row, to: group)
            }
            filled = places.count
        }
    }

    /// From now on the keys have tags made of their words.
    private mutating func giveUpPlaces() {
        if places.isEmpty { return }
        (dense, places, isPacked) = ([], [], hasShortKeys)
        let keys = wordsByKey
        let tags = tags(keys, count)
        entries = Self.free(size(for: count))
        for group in 0..<count { entries[place(of: group, tags, keys)] = Entry(tag: tags[group], group: Int32(group)) }
    }

    private var wordsByKey: [[UInt64]] { (0..<width).map { key in (0..<count).map { words[$0 * width + key] } } }

    private mutating func hashedGroups(of keys: [[UInt64]], _ tags: [UInt64], _ memory: MemoryBudget) throws(EvaluationError) -> [Int32] {
        let rows = tags.count
        var groups = [Int32](repeating: 0, count: rows)
        // Of groups that are merged nearly all are new.
        if rows > 1 << 13 { try reserve(count + rows, memory) }
        var done = 0
        while done < rows {
            if count * 2 >= entries.count { try reserve(count, memory) }
            // As many as have room if each of them is new.
            let end = min(rows, done + max(1, entries.count / 2 - count))
            find(done..<end, keys, tags, &groups)
            done = end
        }
        return groups
    }

    /// The groups of some rows, for which there is room.
    private mutating func find(_ rows: Range<Int>, _ keys: [[UInt64]], _ tags: [UInt64], _ groups: inout [Int32]) {
        let (width, isPacked, mask) = (width, isPacked, entries.count - 1)
        var (words, count) = ([UInt64](), count)
        swap(&words, &self.words)
        entries.withUnsafeMutableBufferPointer { entries in
            groups.withUnsafeMutableBufferPointer { groups in
                for row in rows {
                    let tag = tags[row]
                    var place = Int(truncatingIfNeeded: Self.mix(tag)) & mask
                    while entries[place].group >= 0,
                        entries[place].tag != tag || !isPacked && !Self.isKey(of: entries[place].group, words, width, keys, row) {
                        place = (place + 1) & mask
                    }
                    if entries[place].group < 0 {
                        entries[place] = Entry(tag: tag, group: Int32(count))
                        count += 1
                        for key in keys { words.append(key[row]) }
                    }
                    groups[row] = entries[place].group
                }
            }
        }
        swap(&words, &self.words)
        self.count = count
    }

    /// What has no place gets a tag that no key has.
    private func tags(_ keys: [[UInt64]], _ rows: Int) -> [UInt64] {
        if !places.isEmpty { return places(of: keys, rows).map { UInt64(bitPattern: Int64($0)) } }
        if isPacked {
            guard let low = keys.last, keys.count == 2 else { return keys[0] }
            return [UInt64](count: rows) { row in keys[0][row] << 32 | low[row] }
        }
        var tags = [UInt64](repeating: 0, count: rows)
        for key in keys { for row in 0..<rows { tags[row] = Self.mix(tags[row] ^ key[row]) } }
        return tags
    }

    /// Where the row's key is, or is to be put.
    @inline(__always)
    private func place(of row: Int, _ tags: [UInt64], _ keys: [[UInt64]]) -> Int {
        let tag = tags[row]
        var place = Int(truncatingIfNeeded: Self.mix(tag)) & (entries.count - 1)
        while true {
            let entry = entries[place]
            if entry.group < 0 || entry.tag == tag && (isPacked || isKey(of: entry.group, keys, row)) { return place }
            place = (place + 1) & (entries.count - 1)
        }
    }

    private func isKey(of group: Int32, _ keys: [[UInt64]], _ row: Int) -> Bool { Self.isKey(of: group, words, width, keys, row) }

    @inline(__always)
    private static func isKey(of group: Int32, _ words: [UInt64], _ width: Int, _ keys: [[UInt64]], _ row: Int) -> Bool {
        for key in 0..<width where words[Int(group) * width + key] != keys[key][row] { return false }
        return true
    }

    /// Makes place for that number of groups. Throws where the memory for it is not there: the old places go only after it.
    private mutating func reserve(_ groups: Int, _ memory: MemoryBudget) throws(EvaluationError) {
        let size = size(for: groups)
        if size == entries.count { return }
        try memory.allow(size * MemoryLayout<Entry>.stride)
        let old = entries
        entries = Self.free(size)
        for entry in old where entry.group >= 0 {
            var place = Int(truncatingIfNeeded: Self.mix(entry.tag)) & (size - 1)
            while entries[place].group >= 0 { place = (place + 1) & (size - 1) }
            entries[place] = entry
        }
    }

    private static func free(_ count: Int) -> [Entry] {
        [Entry](unsafeUninitializedCapacity: count) { entries, filled in
            if let start = entries.baseAddress { LargePages.ask(for: start, bytes: count * MemoryLayout<Entry>.stride) }
            entries.initialize(repeating: .free)
            filled = count
        }
    }

    /// Places for that number of groups, a power of two.
    private func size(for groups: Int) -> Int {
        var size = max(1024, entries.count)
        while size <= groups * 2 { size *= 2 }
        return size
    }

    @inline(__always)
    private static func mix(_ word: UInt64) -> UInt64 {
        var hash = word &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 32
        return hash &* 0xFF51_AFD7_ED55_8CCD ^ hash >> 29
    }

    // MARK: Tagged values

    private mutating func giveUpTyping() {
        let columns = (0..<width).map { column($0) }
        values = (0..<count).map { group in columns.map { $0.value(at: group) } }
        for (group, key) in values.enumerated() { numbers[key] = Int32(group) }
        isTyped = false
        (words, dense, places, entries) = ([], [], [], [])
    }

    private mutating func genericGroups(of vectors: [Vector], _ rows: Int, _ setting: ExecutionContext.Setting) throws(EvaluationError) -> [Int32] {
        var groups: [Int32] = []
        groups.reserveCapacity(rows)
        for row in 0..<rows {
            // A key may be a long list.
            if row % 64 == 63 { try setting.check() }
            let key = vectors.map { $0.value(at: row) }
            if let known = numbers[key] {
                groups.append(known)
            } else {
                numbers[key] = Int32(count)
                values.append(key)
                groups.append(Int32(count))
                count += 1
            }
        }
        return groups
    }
}
