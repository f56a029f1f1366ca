public import PropertyGraph

/// Some rows of a result, column by column: what lies unboxed can be written without making values of it.
public struct ResultBatch: Sendable {
    /// What a column holds, one element per row.
    public enum Cells: Sendable {
        /// Without nulls.
        case integers([Int])
        /// Days since 1970-01-01; `noDate` is null.
        case dates([Int32])
        /// Codes into the dictionary; `noString` is null.
        case strings([UInt32], StringDictionary)
        /// Everything else.
        case values([Value])
    }

    /// Stands for null among dates.
    public static let noDate = Vector.nullDate
    /// Stands for null among strings.
    public static let noString = Vector.nullCode

    private var columns: [Vector]
    /// Rows.
    public private(set) var count: Int

    init(_ columns: [Vector], count: Int) {
        self.columns = columns
        self.count = count
    }

    /// Of rows that are there already.
    public init(rows: [[Value]]) {
        count = rows.count
        columns = (rows.first ?? []).indices.map { column in .values(rows.map { $0[column] }) }
    }

    /// Columns.
    public var width: Int { columns.count }

    /// Tagged values, an array a row.
    public var rows: [[Value]] { (0..<count).map { row in columns.map { $0.value(at: row) } } }

    /// Requires a row below `count` and a column below `width`.
    public func value(row: Int, column: Int) -> Value { columns[column].value(at: row) }

    /// The column as it lies, where that is one of the unboxed forms. O(1) for these, else O(count).
    public func cells(of column: Int) -> Cells {
        switch columns[column] {
        case .integers(let numbers): .integers(numbers)
        case .dates(let days): .dates(days)
        case .strings(let codes, let dictionary): .strings(codes, dictionary)
        default: .values(columns[column].values(count: count))
        }
    }

    /// The first `most` rows, or all where there are fewer.
    public func prefix(_ most: Int) -> ResultBatch {
        count <= most ? self : ResultBatch(columns.map { $0.slice(0..<most) }, count: most)
    }

    /// Only these columns, in this order.
    public func keeping(columns kept: [Int]) -> ResultBatch { ResultBatch(kept.map { columns[$0] }, count: count) }
}

extension Vector {
    /// Of the value of a row, as `Value.outerBytes`.
    func outerBytes(at row: Int) -> Int {
        if case .lists(let lists) = self, lists.hasPlainElements { return lists.parts[row].count * MemoryLayout<Value>.stride }
        return value(at: row).outerBytes
    }

    /// Its values may be of any size.
    var isTagged: Bool {
        switch self {
        case .coded, .lists, .maps, .values, .constant: true
        case .nodes, .relationships, .integers, .floats, .partial, .dates, .booleans, .strings: false
        }
    }
}
