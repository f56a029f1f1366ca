import PropertyGraph

/// Numbers the distinct combinations of some vectors' values, from 0 on in order of first meeting. As long as every
/// batch brings unboxed vectors of the same kind, keys are words: an array of places where there can be few of them,
/// else a table by hash. Any other batch turns the table to tagged values for good. Without keys all rows are one group.
struct GroupTable {
    private var forms: [KeyForm]?
    private var isTyped = true
    /// Typed: the words of each group, one after the other.
    private var words: [UInt64] = []
    private var dense: [Int32] = []
    private var slots: [Int32] = []
    /// Generic.
    private var numbers: [[Value]: Int32] = [:]
    private var values: [[Value]] = []
    /// How many groups there are.
    private(set) var count = 0
    let width: Int
    /// One more than the highest node or relationship.
    private let ends: (nodes: Int, relationships: Int)

    init(width: Int, graph: Graph) {
        self.width = width
        ends = (graph.nodeEnd, graph.relationshipEnd)
    }

    /// The group of each row. Throws where the run is to stop.
    mutating func groups(of vectors: [Vector], count rows: Int, _ setting: ExecutionContext.Setting) throws(EvaluationError) -> [Int32] {
        var vectors = vectors
        if isTyped, !accepts(&vectors, rows) { giveUpTyping() }
        guard isTyped else { return try genericGroups(of: vectors, rows, setting) }
        // A clause that writes, or another graph, may bring nodes that were not there when places were laid out.
        if !dense.isEmpty, !hasPlaces(for: vectors) { turnToHash() }
        return dense.isEmpty ? hashedGroups(of: vectors, rows) : denseGroups(of: vectors, rows)
    }

    /// The values of one key, a group a row.
    func column(_ key: Int) -> Vector {
        guard isTyped, let forms else { return .values(values.map { $0[key] }) }
        return forms[key].vector((0..<count).map { words[$0 * width + key] })
    }

    /// Without groups again, for further rows of the same kind. O(groups).
    mutating func removeAll() {
        if let forms, !dense.isEmpty {
            let sizes = forms.map { $0.domain(ends)! }
            for group in 0..<count {
                var place = 0
                for key in 0..<width { place = place * sizes[key] + Int(words[group * width + key]) }
                dense[place] = -1
            }
        } else if isTyped {
            slots = [Int32](repeating: -1, count: slots.count)
        }
        (numbers, values) = ([:], [])
        words.removeAll(keepingCapacity: true)
        count = 0
    }

    var bytes: Int {
        words.count * 8 + (dense.count + slots.count) * 4 + values.reduce(0) { $0 + $1.bytes }
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
        var domain = 1
        for form in found {
            guard let size = form.domain(ends) else {
                domain = .max
                break
            }
            let (product, overflow) = domain.multipliedReportingOverflow(by: size)
            domain = overflow ? .max : product
        }
        if domain <= Self.denseLimit { dense = [Int32](repeating: -1, count: domain) } else { slots = [Int32](repeating: -1, count: 1024) }
        return true
    }

    /// Strings of another dictionary get codes of the key's own, which grows where they are not in it.
    private mutating func translate(_ key: Int, _ vector: inout Vector) {
        guard case .strings(let own) = forms![key], case .strings(let codes, let other) = vector, own !== other else { return }
        let (union, translated) = own.union(with: other)
        if union !== own {
            if !dense.isEmpty { turnToHash() }
            forms![key] = .strings(union)
        }
        vector = .strings(codes.translated(translated), union)
    }

    private static let denseLimit = 1 << 21

    private mutating func denseGroups(of vectors: [Vector], _ rows: Int) -> [Int32] {
        // Places as in a number whose digits are the keys.
        var places = [Int](repeating: 0, count: rows)
        for key in 0..<width { KeyForm.addDigits(of: vectors[key], size: forms![key].domain(ends)!, to: &places) }
        return [Int32](unsafeUninitializedCapacity: rows) { groups, filled in
            for row in 0..<rows {
                var group = dense[places[row]]
                if group < 0 {
                    group = Int32(count)
                    dense[places[row]] = group
                    count += 1
                    for key in 0..<width { words.append(KeyForm.word(of: vectors[key], at: row)) }
                }
                groups.initializeElement(at: row, to: group)
            }
            filled = rows
        }
    }

    private func hasPlaces(for vectors: [Vector]) -> Bool {
        vectors.allSatisfy { vector in
            switch vector {
            case .nodes(let ids): ids.allSatisfy { Int($0) < ends.nodes }
            case .relationships(let ids): ids.allSatisfy { Int($0) < ends.relationships }
            default: true
            }
        }
    }

    private mutating func turnToHash() {
        dense = []
        slots = [Int32](repeating: -1, count: 1024)
        while count * 2 >= slots.count { slots += slots }
        layOutSlots()
    }

    private mutating func hashedGroups(of vectors: [Vector], _ rows: Int) -> [Int32] {
        let keys = vectors.map { KeyForm.words(of: $0, rows) }
        var hashes = [UInt64](repeating: 0, count: rows)
        for key in keys { for row in 0..<rows { hashes[row] = Self.mix(hashes[row] ^ key[row]) } }
        var groups = [Int32](repeating: 0, count: rows)
        for row in 0..<rows {
            if count * 2 >= slots.count { grow() }
            let hash = hashes[row]
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while true {
                let group = slots[slot]
                if group < 0 {
                    slots[slot] = Int32(count)
                    groups[row] = Int32(count)
                    count += 1
                    for key in keys { words.append(key[row]) }
                    break
                }
                var isSame = words[Int(group) * width] == keys[0][row]
                for index in 1..<width where isSame { isSame = words[Int(group) * width + index] == keys[index][row] }
                if isSame {
                    groups[row] = group
                    break
                }
                slot = (slot + 1) & (slots.count - 1)
            }
        }
        return groups
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        layOutSlots()
    }

    /// Puts all groups into the slots, which are free.
    private mutating func layOutSlots() {
        for group in 0..<count {
            var hash: UInt64 = 0
            for index in 0..<width { hash = Self.mix(hash ^ words[group * width + index]) }
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(group)
        }
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
        (words, dense, slots) = ([], [], [])
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
