import PropertyGraph

// MARK: - What is asked of lists

extension ListVector {
    /// Of each row one element, counted from the end where the place is negative; null behind either end.
    func element(_ place: (Int) -> Int) -> Vector {
        var (places, present) = ([Int](repeating: 0, count: count), [Bool](repeating: true, count: count))
        for (row, part) in parts.enumerated() {
            let place = place(row)
            let at = place < 0 ? place + part.count : place
            if at >= 0, at < part.count {
                places[row] = part.start + at
            } else {
                present[row] = false
            }
        }
        if !present.contains(false) { return elements.gather(places) }
        guard present.contains(true) else { return .constant(.null) }
        return elements.gather(places).masked(present)
    }

    /// Of each row the elements from one place up to another, as in `[from..to]`.
    func part(from: Int, to: Int) -> ListVector {
        with(parts.map { part in
            if part.isNull { return part }
            func place(_ place: Int) -> Int { max(0, min(part.count, place < 0 ? place + part.count : place)) }
            let (from, to) = (place(from), place(to))
            return part.part(from..<max(from, to))
        })
    }

    /// By row, whether a value is among the elements: 1, 0, or -1 where an element that is not known could be it. nil for elements of another kind. O(elements)
    func contains(_ wanted: Vector) -> [Int8]? {
        switch (elements, wanted) {
        case (.integers(let elements), .integers(let wanted)): contains(wanted, among: elements, null: nil)
        case (.nodes(let elements), .nodes(let wanted)), (.relationships(let elements), .relationships(let wanted)): contains(wanted, among: elements, null: -1)
        case (.dates(let elements), .dates(let wanted)): contains(wanted, among: elements, null: Vector.nullDate)
        case (.strings(let elements, let dictionary), .strings(let wanted, let other)):
            contains(dictionary === other ? wanted : other.codes(wanted, in: dictionary), among: elements, null: Vector.nullCode)
        default: nil
        }
    }

    private func contains<Element: Equatable>(_ wanted: [Element], among elements: [Element], null: Element?) -> [Int8] {
        parts.indices.map { row in
            let (part, wanted) = (parts[row], wanted[row])
            if part.isNull { return -1 }
            if wanted == null { return part.count == 0 ? 0 : -1 }
            var truth: Int8 = 0
            for place in part.places {
                if elements[place] == wanted { return 1 }
                if elements[place] == null { truth = -1 }
            }
            return truth
        }
    }
}

extension StringDictionary {
    /// Codes of this dictionary in another; for a text that it does not have, a code that stands for none. O(codes), each text looked up once where there are no more
    /// than codes.
    func codes(_ codes: [UInt32], in other: StringDictionary) -> [UInt32] {
        func own(_ code: UInt32) -> UInt32 { other.code(of: utf8(of: code)) ?? Vector.nullCode - 1 }
        if count <= codes.count { return codes.translated((0..<UInt32(count)).map(own)) }
        return codes.map { $0 == Vector.nullCode ? $0 : own($0) }
    }
}
