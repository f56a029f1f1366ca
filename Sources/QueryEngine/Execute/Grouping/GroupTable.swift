import PropertyGraph

/// Numbers the distinct combinations of some vectors' values, from 0 on in order of first meeting. As long as every
/// batch brings unboxed vectors of the same kind, keys are words: an array of places where there can be few of them, or they are
/// numbers near to each other, else a table by hash. Any other batch turns the table to tagged values for good. Without keys all rows are one group.
struct GroupTable {
    private(set) var forms: [KeyForm]?
    /// Of keys whose strings came in several dictionaries: the words are codes here.
    private var texts: [Int: GrowingTexts] = [:]
    /// In place of all else, from the first batch on that is not as the others.
    private var tagged: TaggedGroups?
    var isTyped: Bool { tagged == nil }
    /// Typed: the words of each group, one after the other.
    private(set) var words: [UInt64] = []
    private var dense: [Int32] = []
    /// Those of each key: a place of `dense` is a number whose digits they are, and where that would be too large, the number is the tag
    /// of a table by hash. Empty where some key has none.
    private var places: [KeyPlaces] = []
    private var hash = KeyEntries()
    /// Different keys have different tags.
    private var isPacked = false
    /// How many groups there are.
    private(set) var count = 0
    let width: Int
    /// One more than the highest node or relationship.
    private let ends: (nodes: Int, relationships: Int)

    /// Groups that there may be in the end.
    private let expected: Int

    /// - Parameter expected: groups for which a table by hash makes room at once when it grows, so that they do not move again.
    init(width: Int, graph: Graph, expected: Int = 0) {
        (self.width, self.expected) = (width, expected)
        ends = (graph.nodeEnd, graph.relationshipEnd)
    }

    /// Of an empty table, to be asked for before the first rows: places for keys of which these are all.
    mutating func layOut(for vectors: [Vector], count rows: Int) {
        var vectors = vectors
        if !accepts(&vectors, rows, areAll: true) { giveUpTyping() }
    }

    /// The group of each row. Throws where the run is to stop.
    mutating func groups(of vectors: [Vector], count rows: Int, _ setting: ExecutionContext.Setting) throws(EvaluationError) -> [Int32] {
        // What is accepted may have codes of texts that are still growing, which mean nothing outside of the table.
        var accepted = vectors
        if isTyped, !accepts(&accepted, rows) { giveUpTyping() }
        if var own = tagged.take() {
            defer { (tagged, count) = (own, own.values.count) }
            return try own.groups(of: vectors, count: rows, setting)
        }
        if width == 1, !dense.isEmpty, let groups = denseGroups(of: accepted[0]) { return groups }
        let keys = accepted.map { KeyForm.words(of: $0, rows) }
        guard !places.isEmpty else {
            keepTagsApart(keys)
            return try hashedGroups(of: keys, tags(keys, rows), setting.memory)
        }
        let (found, areInside) = places.places(of: keys, rows)
        if !areInside {
            // Numbers of another range; or a clause that writes, or another graph, has brought nodes that were not there before.
            giveUpPlaces()
            keepTagsApart(keys)
            return try hashedGroups(of: keys, tags(keys, rows), setting.memory)
        }
        return dense.isEmpty ? try hashedGroups(of: keys, found.map { UInt64($0) }, setting.memory) : denseGroups(of: keys, found)
    }

    /// As `groups(of:)`, with -1 for a key that has no group: it gets none.
    mutating func known(of vectors: [Vector], count rows: Int) -> [Int32] {
        var vectors = vectors
        for (key, own) in texts { forms![key] = .strings(own.dictionary) }
        texts = [:]
        if isTyped, let forms {
            for key in vectors.indices {
                if case .constant(let value) = vectors[key] { vectors[key] = forms[key].vector(of: value, count: rows) }
                guard case .strings(let own) = forms[key], case .strings(let codes, let other) = vectors[key], own !== other else { continue }
                // Strings that it does not have get codes that it does not have. What is put together with the strings of a column is known when they come again.
                vectors[key] = .strings(other.count <= rows ? other.codes(codes, in: own) : codes.translated(own.union(with: other).codes), own)
            }
            if !zip(forms, vectors).allSatisfy({ $0.fits($1) }) { giveUpTyping() }
        }
        if let tagged { return tagged.known(of: vectors, count: rows) }
        guard count > 0 else { return [Int32](repeating: -1, count: rows) }
        let keys = vectors.map { KeyForm.words(of: $0, rows) }
        if dense.isEmpty {
            keepTagsApart(keys)
            let tags = tags(keys, rows)
            return hash.entries.withUnsafeBufferPointer { entries in
                tags.withUnsafeBufferPointer { tags in
                    [Int32](count: rows) { row in
                        entries[KeyEntries.place(of: tags[row], in: entries) { isPacked || Self.isKey(of: $0, words, width, keys, row) }].group
                    }
                }
            }
        }
        return places.known(of: keys, rows).map { $0 < 0 ? -1 : dense[$0] }
    }

    /// The values of one key, a group a row.
    func column(_ key: Int) -> Vector {
        if let tagged { return .values(tagged.values.map { $0[key] }) }
        guard let forms else { return .values([]) }
        let form = texts[key].map { KeyForm.strings($0.dictionary) } ?? forms[key]
        return form.vector((0..<count).map { words[$0 * width + key] })
    }

    var columns: [Vector] { (0..<width).map { column($0) } }

    /// Without groups again, for further rows of the same kind. O(groups).
    mutating func removeAll() {
        if !dense.isEmpty {
            for place in places.places(of: wordsByKey, count).found { dense[place] = -1 }
        } else if isTyped {
            hash.removeAll()
        }
        if tagged != nil { tagged = TaggedGroups(of: [], count: 0) }
        words.removeAll(keepingCapacity: true)
        count = 0
    }

    var bytes: Int {
        words.count * 8 + dense.count * 4 + hash.bytes + (tagged?.bytes ?? 0)
    }

    private mutating func giveUpTyping() {
        tagged = TaggedGroups(of: columns, count: count)
        (words, dense, places, hash) = ([], [], [], KeyEntries())
    }

    // MARK: Typed

    /// Vectors that are not as the first ones were are made so where they can be.
    private mutating func accepts(_ vectors: inout [Vector], _ rows: Int, areAll: Bool = false) -> Bool {
        if forms != nil {
            for key in vectors.indices {
                if vectors[key].isNullOnly { vectors[key] = .constant(.null) }
                if case .constant(let value) = vectors[key] { vectors[key] = forms![key].vector(of: value, count: rows) }
                settle(key, as: vectors[key])
                translate(key, &vectors[key])
            }
            return zip(forms!, vectors).allSatisfy { $0.fits($1) }
        }
        var found: [KeyForm] = []
        for key in vectors.indices {
            // What is null in the first rows is taken for a number until it is something.
            if vectors[key].isNullOnly { vectors[key] = KeyForm.integers.vector(of: .null, count: rows) }
            vectors[key] = vectors[key].spread(rows)
            guard let form = KeyForm(vectors[key]) else { return false }
            found.append(form)
        }
        forms = found
        layOutPlaces(vectors, rows, areAll)
        return true
    }

    /// A key that was null in all rows so far is of the kind of the first value.
    private mutating func settle(_ key: Int, as vector: Vector) {
        let form = forms![key]
        guard !form.fits(vector), let other = KeyForm(vector), !form.isText || !other.isText,
            (0..<count).allSatisfy({ words[$0 * width + key] == form.nullWord })
        else { return }
        for group in 0..<count { words[group * width + key] = other.nullWord }
        forms![key] = other
        (dense, places, isPacked) = ([], [], packs(wordsByKey))
        layOutTags()
    }

    /// Strings of another dictionary get codes of the key's own, which has a new one for each that is not in it. Of large dictionaries, which lie in
    /// the graph, all tables and threads share what was put together.
    private mutating func translate(_ key: Int, _ vector: inout Vector) {
        guard case .strings(let own) = forms![key], case .strings(let codes, let other) = vector, own !== other else { return }
        if own.isSmall {
            vector = .strings(codes.translated(texts[key, default: GrowingTexts(own)].codes(of: other)), own)
        } else {
            let (union, translated) = own.union(with: other)
            if union !== own {
                giveUpPlaces()
                forms![key] = .strings(union)
            }
            vector = .strings(codes.translated(translated), union)
        }
    }

    private static let denseLimit = 1 << 21

    /// An array of places, if the first keys say that it would not be large: for numbers a small one, as others may lie further apart.
    private mutating func layOutPlaces(_ vectors: [Vector], _ rows: Int, _ areAll: Bool) {
        let keys = vectors.map { KeyForm.words(of: $0, rows) }
        isPacked = packs(keys)
        var limit = Self.denseLimit
        for (form, words) in zip(forms!, keys) {
            if let size = form.domain(ends) {
                places.append(KeyPlaces(domain: size))
                continue
            }
            limit = min(limit, max(1 << 10, rows * 32))
            let around = form.nullNumber.flatMap { KeyPlaces(around: words, null: $0, most: areAll ? Self.denseLimit : 1 << 16, hasRoom: !areAll) }
            guard let around else { return places = [] }
            places.append(around)
        }
        guard let domain = places.combinations else { return places = [] }
        if domain <= limit { dense = [Int32](repeating: -1, count: domain) } else if isPacked { places = [] } else { isPacked = true }
    }

    /// Whether the words of each key fit into one together, as they are.
    private func packs(_ keys: [[UInt64]]) -> Bool {
        width == 1 || width == 2 && zip(forms!, keys).allSatisfy { form, words in form.isNarrow || words.reduce(0) { $0 | $1 } < 1 << 32 }
    }

    /// Where words are too long to be put together, tags are made of them otherwise from now on.
    private mutating func keepTagsApart(_ keys: [[UInt64]]) {
        guard places.isEmpty, isPacked, !packs(keys) else { return }
        isPacked = false
        layOutTags()
    }

    /// Of the only key, whose words are made as they are looked up; nil for a vector of two parts, and where a value has no place.
    private mutating func denseGroups(of key: Vector) -> [Int32]? {
        var fresh: [UInt64] = []
        // Those that were met before a value without a place are groups all the same.
        defer {
            words += fresh
            count += fresh.count
        }
        return switch key {
        case .nodes(let ids), .relationships(let ids): places[0].groups(of: ids, &dense, count, &fresh, KeyForm.word(id:))
        case .strings(let codes, _), .coded(let codes, _): places[0].groups(of: codes, &dense, count, &fresh, KeyForm.word(code:))
        case .dates(let days): places[0].groups(of: days, &dense, count, &fresh, KeyForm.word(day:))
        case .booleans(let truths): places[0].groups(of: truths, &dense, count, &fresh, KeyForm.word(truth:))
        case .integers(let numbers): places[0].groups(of: numbers, &dense, count, &fresh) { UInt64(bitPattern: Int64($0)) }
        case .floats, .partial, .lists, .maps, .values, .constant: nil
        }
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
        (dense, places, isPacked) = ([], [], packs(wordsByKey))
        layOutTags()
    }

    private mutating func layOutTags() {
        let keys = wordsByKey
        let tags = tags(keys, count)
        hash = KeyEntries(groups: count)
        for group in 0..<count { hash.put(KeyEntries.Entry(tag: tags[group], group: Int32(group))) }
    }

    private var wordsByKey: [[UInt64]] { (0..<width).map { key in (0..<count).map { words[$0 * width + key] } } }

    private mutating func hashedGroups(of keys: [[UInt64]], _ tags: [UInt64], _ memory: MemoryBudget) throws(EvaluationError) -> [Int32] {
        let rows = tags.count
        var groups = [Int32](repeating: 0, count: rows)
        // Of groups that are merged nearly all are new.
        if rows > 1 << 13 { try hash.reserve(count + rows, memory) }
        var done = 0
        while done < rows {
            if count >= hash.room {
                // Hundreds of groups make it likely that there will be as many as are expected, if there is memory for them.
                let most = hash.room == 0 ? count : max(count, expected)
                if (try? hash.reserve(most, memory)) == nil { try hash.reserve(count, memory) }
            }
            // As many as have room if each of them is new.
            let end = min(rows, done + max(1, hash.room - count))
            find(done..<end, keys, tags, &groups)
            done = end
        }
        return groups
    }

    /// The groups of some rows, for which there is room.
    private mutating func find(_ rows: Range<Int>, _ keys: [[UInt64]], _ tags: [UInt64], _ groups: inout [Int32]) {
        let (width, isPacked) = (width, isPacked)
        var (words, count) = ([UInt64](), count)
        swap(&words, &self.words)
        hash.withMutableEntries { entries in
            tags.withUnsafeBufferPointer { tags in
                groups.withUnsafeMutableBufferPointer { groups in
                    KeyEntries.each(rows, tags, UnsafeBufferPointer(entries)) { row, first in
                        if first.group >= 0, first.tag == tags[row], isPacked || Self.isKey(of: first.group, words, width, keys, row) {
                            groups[row] = first.group
                            return
                        }
                        let place = KeyEntries.place(of: tags[row], in: UnsafeBufferPointer(entries)) {
                            isPacked || Self.isKey(of: $0, words, width, keys, row)
                        }
                        if entries[place].group < 0 {
                            entries[place] = KeyEntries.Entry(tag: tags[row], group: Int32(count))
                            count += 1
                            for key in keys { words.append(key[row]) }
                        }
                        groups[row] = entries[place].group
                    }
                }
            }
        }
        swap(&words, &self.words)
        self.count = count
    }

    /// What has no place gets a tag that no key has.
    private func tags(_ keys: [[UInt64]], _ rows: Int) -> [UInt64] {
        if !places.isEmpty { return places.known(of: keys, rows).map { UInt64(bitPattern: Int64($0)) } }
        if isPacked {
            guard let low = keys.last, keys.count == 2 else { return keys[0] }
            return [UInt64](count: rows) { row in keys[0][row] << 32 | low[row] }
        }
        var tags = [UInt64](repeating: 0, count: rows)
        for key in keys { for row in 0..<rows { tags[row] = KeyEntries.mix(tags[row] ^ key[row]) } }
        return tags
    }

    @inline(__always)
    private static func isKey(of group: Int32, _ words: [UInt64], _ width: Int, _ keys: [[UInt64]], _ row: Int) -> Bool {
        for key in 0..<width where words[Int(group) * width + key] != keys[key][row] { return false }
        return true
    }
}
