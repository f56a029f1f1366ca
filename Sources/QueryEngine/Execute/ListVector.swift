import PropertyGraph
import Synchronization

/// Where the elements of a list lie among others.
struct ListPart: BitwiseCopyable, Equatable, Sendable {
    let start: Int
    let end: Int

    init(_ places: Range<Int>) { (start, end) = (places.lowerBound, places.upperBound) }

    static let null = ListPart(-1..<(-1))

    var isNull: Bool { start < 0 }
    var count: Int { end - start }
    /// None for null.
    var places: Range<Int> { isNull ? 0..<0 : start..<end }

    /// Of its own elements some.
    func part(_ own: Range<Int>) -> ListPart { ListPart(start + own.lowerBound..<start + own.upperBound) }
    /// The same behind some others.
    func moved(by offset: Int) -> ListPart { isNull ? self : ListPart(start + offset..<end + offset) }
}

/// The list of each row, a part of one vector that holds the elements of all: rows are picked without a copy of their elements.
struct ListVector: Sendable {
    private(set) var parts: [ListPart]
    /// Unboxed, or maps.
    let elements: Vector
    private let elementCount: Int
    private let last = LastList()

    /// nil for elements that do not lie unboxed.
    init?(_ elements: Vector, count: Int, parts: [ListPart]) {
        if !elements.liesUnboxed { guard case .maps = elements else { return nil } }
        (self.elements, elementCount, self.parts) = (elements, count, parts)
    }

    var count: Int { parts.count }

    /// Elements that lie in their values whole.
    var hasPlainElements: Bool {
        switch elements {
        case .nodes, .relationships, .integers, .floats, .partial, .dates, .booleans: true
        case .strings, .coded, .lists, .maps, .values, .constant: false
        }
    }

    /// Rows whose lists are the same part share it.
    func value(at row: Int) -> Value { parts[row].isNull ? .null : .list(last.list(parts[row]) { ValueList($0.places.map(elements.value)) }) }

    func gather(_ rows: [Int]) -> ListVector { with(parts.gather(rows)) }
    func slice(_ rows: Range<Int>) -> ListVector { with(Array(parts[rows])) }

    /// Of the same elements.
    func with(_ parts: [ListPart]) -> ListVector {
        var other = self
        other.parts = parts
        return other
    }

    /// Of what is held together each row counts its own.
    var bytes: Int {
        let own = parts.reduce(0) { $0 + $1.count }
        return parts.count * MemoryLayout<ListPart>.stride + (elementCount == 0 ? 0 : Int(Double(elements.bytes) / Double(elementCount) * Double(own)))
    }

    /// One after the other; nil where the elements are not of one kind. A part may be null in all rows.
    static func joined(_ vectors: [(vector: Vector, count: Int)]) -> Vector? {
        var (elements, parts, start) = ([(vector: Vector, count: Int)](), [ListPart](), 0)
        for (vector, count) in vectors {
            switch vector {
            case .lists(let lists):
                parts += lists.parts.map { [start] in $0.moved(by: start) }
                // An empty vector of another kind would be in the way.
                if lists.elementCount > 0 { elements.append((lists.elements, lists.elementCount)) }
                start += lists.elementCount
            case .constant(.null): parts += repeatElement(.null, count: count)
            default: return nil
            }
        }
        return ListVector(elements.isEmpty ? .integers([]) : .joined(elements), count: start, parts: parts).map { .lists($0) }
    }

    /// The elements of some parts of rows, in that order.
    func elements(of parts: [ListPart]) -> Vector {
        if parts.count == 1, let part = parts.first { return elements.slice(part.places) }
        return elements.gather(parts.flatMap(\.places))
    }
}

/// The list that was made last of a part of the elements. To be told from others by where its memory is, it is made once for rows that share it.
private final class LastList: Sendable {
    private let known = Mutex<(part: ListPart, list: ValueList)?>(nil)

    func list(_ part: ListPart, _ make: (ListPart) -> ValueList) -> ValueList {
        known.withLock { known in
            if let known, known.part == part { return known.list }
            let list = make(part)
            known = (part, list)
            return list
        }
    }
}

extension Vector {
    /// A list a row out of elements that lie one after the other: unboxed where they are of one kind.
    static func lists(_ elements: Vector, count: Int, parts: [ListPart]) -> Vector {
        let elements = elements.spread(count)
        if let lists = ListVector(elements, count: count, parts: parts) { return .lists(lists) }
        return .values(parts.map { $0.isNull ? .null : .list($0.places.map(elements.value)) })
    }

    /// As above, out of elements beside the row that each belongs to, in any order; those of a row stay in the order that they have. O(elements + rows)
    static func lists(_ elements: Vector, owners: [Int32], rows: Int, isNull: (Int) -> Bool = { _ in false }) -> Vector {
        let (places, starts) = owners.grouped(rows)
        let parts = (0..<rows).map { isNull($0) ? ListPart.null : ListPart(starts[$0]..<starts[$0 + 1]) }
        if owners.isEmpty { return lists(.integers([]), count: 0, parts: parts) }
        return lists(places.map(elements.spread(owners.count).gather) ?? elements, count: owners.count, parts: parts)
    }
}

extension [Int32] {
    /// The places of group numbers group by group, nil where they lie so already, and where each group begins and the last one ends.
    func grouped(_ groups: Int) -> (places: [Int]?, starts: [Int]) {
        var starts = [Int](repeating: 0, count: groups + 1)
        var (ascends, before) = (true, Int32(0))
        for group in self {
            starts[Int(group) + 1] += 1
            if group < before { ascends = false }
            before = group
        }
        for group in 0..<groups { starts[group + 1] += starts[group] }
        if ascends { return (nil, starts) }
        var (next, places) = (starts, [Int](repeating: 0, count: count))
        for (place, group) in enumerated() {
            places[next[Int(group)]] = place
            next[Int(group)] += 1
        }
        return (places, starts)
    }
}
