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
                places[row] = Int(part.start) + at
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

    /// By row, whether a value is among the elements: 1, 0, or -1 where an element that is not known could be it.
    /// - Parameter equal: whether elements of one vector equal the values of another; nil where that is not known.
    func contains(_ wanted: Vector, _ equal: (_ elements: Vector, _ wanted: Vector, _ count: Int) -> Vector?) -> [Int8]? {
        var owners: [Int] = []
        for (row, part) in parts.enumerated() { owners += repeatElement(row, count: part.count) }
        let isConstant = if case .constant = wanted { true } else { false }
        guard case .booleans(let truths)? = equal(elements(of: parts.filter { $0.count > 0 }), isConstant ? wanted : wanted.gather(owners), owners.count) else { return nil }
        var found = [Int8](repeating: 0, count: count)
        for (row, truth) in zip(owners, truths) {
            if truth == 1 { found[row] = 1 } else if truth < 0, found[row] == 0 { found[row] = -1 }
        }
        for row in found.indices where parts[row].isNull { found[row] = -1 }
        return found
    }

    /// Whether a list belongs to several rows, so that an index of it serves them all.
    var isShared: Bool { zip(parts, parts.dropFirst()).contains { $0 == $1 && $0.count > 8 } }
}
