/// Columns made out of others: of each, what stays of its type stays where it is or is copied as it lies.
extension Column {
    /// The column with other values in some rows, null for none.
    func changed(_ changes: [(row: Int, value: Value)], rows: Int) -> Column {
        let present = self.present(changes, rows: rows)
        func lane<Element>(_ lane: Lane<Element>, _ element: (Value) -> Element?) -> Lane<Element>? {
            var fits = true
            let changed = Lane<Element>(count: rows) { target in
                _ = target.initialize(from: lane)
                for (row, value) in changes where !value.isNull {
                    if let element = element(value) { target[row] = element } else { fits = false }
                }
            }
            return fits ? changed : nil
        }
        let storage: Storage?
        switch self.storage {
        case .integers(let values): storage = lane(values) { if case .integer(let number) = $0 { number } else { nil } }.map { .integers($0) }
        case .floats(let values): storage = lane(values) { if case .float(let number) = $0 { number } else { nil } }.map { .floats($0) }
        case .booleans(let values): storage = lane(values) { if case .boolean(let truth) = $0 { truth ? 1 : 0 } else { nil } }.map { .booleans($0) }
        case .dates(let values): storage = lane(values) { $0.storedDays }.map { .dates($0) }
        case .strings(let codes, let dictionary):
            let (union, added) = dictionary.extended(by: changes.lazy.map(\.value))
            storage = added.flatMap { added in
                lane(codes) { if case .string(let text) = $0 { added[Array(text.utf8)] } else { nil } }.map { .strings(codes: $0, dictionary: union) }
            }
        case .values: storage = nil
        }
        if let storage { return Column(storage: storage, present: present) }
        var values = (0..<rows).map(value)
        for (row, value) in changes { values[row] = value }
        return Column(values)
    }

    private func present(_ changes: [(row: Int, value: Value)], rows: Int) -> Bitmap? {
        if present == nil, changes.allSatisfy({ !$0.value.isNull }) { return nil }
        var truths = present.map { present in (0..<rows).map { present[$0] } } ?? [Bool](repeating: true, count: rows)
        for (row, value) in changes { truths[row] = !value.isNull }
        return truths.allSatisfy { $0 } ? nil : Bitmap(count: rows) { truths[$0] }
    }

    /// The column with some of its rows, in that order, and further values: a row from `rows` on is one of those.
    func gathered(_ order: [Int32], rows: Int, adding values: [Value]) -> Column {
        func lane<Element>(_ lane: Lane<Element>, _ empty: Element, _ element: (Value) -> Element?) -> Lane<Element>? {
            var more: [Element] = []
            more.reserveCapacity(values.count)
            for value in values {
                if let element = element(value) { more.append(element) } else if value.isNull { more.append(empty) } else { return nil }
            }
            let own = lane.elements
            return Lane(count: order.count) { target in
                for (place, row) in order.enumerated() {
                    target.initializeElement(at: place, to: Int(row) < rows ? own[Int(row)] : more[Int(row) - rows])
                }
            }
        }
        let storage: Storage?
        switch self.storage {
        case .integers(let own): storage = lane(own, 0) { if case .integer(let number) = $0 { number } else { nil } }.map { .integers($0) }
        case .floats(let own): storage = lane(own, 0) { if case .float(let number) = $0 { number } else { nil } }.map { .floats($0) }
        case .booleans(let own): storage = lane(own, 0) { if case .boolean(let truth) = $0 { truth ? 1 : 0 } else { nil } }.map { .booleans($0) }
        case .dates(let own): storage = lane(own, 0) { $0.storedDays }.map { .dates($0) }
        case .strings(let codes, let dictionary):
            let (union, added) = dictionary.extended(by: values)
            storage = added.flatMap { added in
                lane(codes, 0) { if case .string(let text) = $0 { added[Array(text.utf8)] } else { nil } }.map { .strings(codes: $0, dictionary: union) }
            }
        case .values: storage = nil
        }
        func isPresent(_ row: Int32) -> Bool { Int(row) < rows ? present?[Int(row)] ?? true : !values[Int(row) - rows].isNull }
        guard let storage else { return Column(order.map { Int($0) < rows ? value(at: Int($0)) : values[Int($0) - rows] }) }
        let isWhole = present == nil && !values.contains(where: \.isNull) || order.allSatisfy(isPresent)
        return Column(storage: storage, present: isWhole ? nil : Bitmap(count: order.count) { isPresent(order[$0]) })
    }
}

// MARK: - Values of another column

extension Column {
    /// Whether a row has a value.
    var hasValues: Bool { present.map { $0.words.contains { $0 != 0 } } ?? true }

    /// Some of the rows, in that order.
    func at(_ places: [Int]) -> Column {
        func lane<Element>(_ lane: Lane<Element>) -> Lane<Element> {
            let own = lane.elements
            return Lane(count: places.count) { target in for (row, place) in places.enumerated() { target.initializeElement(at: row, to: own[place]) } }
        }
        let storage: Storage =
            switch self.storage {
            case .integers(let own): .integers(lane(own))
            case .floats(let own): .floats(lane(own))
            case .booleans(let own): .booleans(lane(own))
            case .dates(let own): .dates(lane(own))
            case .strings(let codes, let dictionary): .strings(codes: lane(codes), dictionary: dictionary)
            case .values(let own): .values(PackedValues(places.map { own[$0] }))
            }
        return Column(storage: storage, present: present.map { present in Bitmap(count: places.count) { present[places[$0]] } })
    }

    /// The column with the values of another one in some rows; without `old` the others have none. O(rows).
    static func replacing(_ old: Column?, rows count: Int, at rows: [Int32], by new: Column) -> Column {
        if rows.count == count, rows.indices.allSatisfy({ Int(rows[$0]) == $0 }) { return new }
        var left = [UInt64](repeating: 0, count: (count + 63) / 64)
        for row in 0..<count { left[row >> 6] |= 1 << UInt64(row & 63) }
        var words = old.map { $0.present.map { Array($0.words) } ?? left } ?? left.map { _ in 0 }
        for (place, row) in rows.enumerated() {
            let (word, bit) = (Int(row >> 6), UInt64(1) << UInt64(row & 63))
            left[word] &= ~bit
            if new.present?[place] ?? true { words[word] |= bit } else { words[word] &= ~bit }
        }
        let isWhole = words.reduce(0) { $0 + $1.nonzeroBitCount } == count
        let present = isWhole ? nil : Bitmap(words: Lane(words), count: count)
        // What is replaced whole may become of another type.
        let isLeft = zip(left, old?.present.map { Array($0.words) } ?? left).contains { $0 & $1 != 0 }
        let kept = isLeft ? old : nil
        if let kept, !new.hasValues { return Column(storage: kept.storage, present: present) }
        if let storage = scattered(kept?.storage, new.storage, count, rows) { return Column(storage: storage, present: present) }
        var values = (0..<count).map { kept?.value(at: $0) ?? .null }
        for (place, row) in rows.enumerated() { values[Int(row)] = new.value(at: place) }
        return Column(values)
    }

    /// nil where the two are of different types.
    private static func scattered(_ old: Storage?, _ new: Storage, _ count: Int, _ rows: [Int32]) -> Storage? {
        func lane<Element>(_ own: Lane<Element>?, _ new: some Collection<Element>, _ empty: Element) -> Lane<Element> {
            Lane(count: count) { target in
                if let own { _ = target.initialize(from: own) } else { target.initialize(repeating: empty) }
                for (element, row) in zip(new, rows) { target[Int(row)] = element }
            }
        }
        switch (old, new) {
        case (.integers(let own)?, .integers(let new)): return .integers(lane(own, new, 0))
        case (nil, .integers(let new)): return .integers(lane(nil, new, 0))
        case (.floats(let own)?, .floats(let new)): return .floats(lane(own, new, 0))
        case (nil, .floats(let new)): return .floats(lane(nil, new, 0))
        case (.booleans(let own)?, .booleans(let new)): return .booleans(lane(own, new, 0))
        case (nil, .booleans(let new)): return .booleans(lane(nil, new, 0))
        case (.dates(let own)?, .dates(let new)): return .dates(lane(own, new, 0))
        case (nil, .dates(let new)): return .dates(lane(nil, new, 0))
        case (.strings(let own, let dictionary)?, .strings(let new, let other)):
            let (union, codes) = dictionary.union(with: other)
            return .strings(codes: lane(own, new.lazy.map { codes[Int($0)] }, 0), dictionary: union)
        case (nil, .strings(let new, let dictionary)): return .strings(codes: lane(nil, new, 0), dictionary: dictionary)
        case (nil, .values(let new)):
            var values = [Value](repeating: .null, count: count)
            for (place, row) in rows.enumerated() { values[Int(row)] = new[place] }
            return .values(PackedValues(values))
        case (.integers?, _), (.floats?, _), (.booleans?, _), (.dates?, _), (.strings?, _), (.values?, _): return nil
        }
    }
}

extension StringDictionary {
    /// With the strings among the values behind its own, and the code of each by its bytes; nil codes where one of the values is not a string.
    fileprivate func extended(by values: some Sequence<Value>) -> (StringDictionary, [[UInt8]: UInt32]?) {
        var texts: [String] = []
        for value in values {
            guard case .string(let text) = value else {
                if value.isNull { continue }
                return (self, nil)
            }
            texts.append(text)
        }
        if texts.isEmpty { return (self, [:]) }
        let (numbers, dictionary) = Self.numbering(texts)
        let (union, codes) = union(with: dictionary)
        var found: [[UInt8]: UInt32] = [:]
        for (text, number) in zip(texts, numbers) { found[Array(text.utf8)] = codes[Int(number)] }
        return (union, found)
    }
}
