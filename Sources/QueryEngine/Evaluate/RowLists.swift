import PropertyGraph

/// The list of each row of a batch, wherever its elements lie.
enum RowLists {
    case unboxed(ListVector)
    /// nil for null.
    case boxed([ValueList?])

    func isNull(at row: Int) -> Bool {
        switch self {
        case .unboxed(let lists): lists.parts[row].isNull
        case .boxed(let lists): lists[row] == nil
        }
    }

    /// 0 for null.
    func length(at row: Int) -> Int {
        switch self {
        case .unboxed(let lists): lists.parts[row].count
        case .boxed(let lists): lists[row]?.count ?? 0
        }
    }

    /// The elements of parts of some rows, one part after the other.
    func elements(of parts: [(row: Int, part: Range<Int>)]) -> Vector {
        switch self {
        case .unboxed(let lists):
            return lists.elements(of: parts.map { row, part in lists.parts[row].part(part) })
        case .boxed(let lists):
            var elements: [Value] = []
            for (row, part) in parts { if let list = lists[row] { elements += list[part] } }
            return .unboxed(elements)
        }
    }
}

extension Vector {
    /// As `bytes`, where a constant is a value for each row.
    func bytes(count: Int) -> Int { if case .constant(let value) = self { count * [value].bytes } else { bytes } }

    /// An integer that is the same for all rows.
    var constantInteger: Int? { if case .constant(let value) = self { value.asInteger } else { nil } }
}
