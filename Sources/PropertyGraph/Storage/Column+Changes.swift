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
        let isWhole = order.allSatisfy(isPresent)
        return Column(storage: storage, present: isWhole ? nil : Bitmap(count: order.count) { isPresent(order[$0]) })
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
