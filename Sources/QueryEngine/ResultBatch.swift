public import PropertyGraph

/// Some rows of a result, column by column: what lies unboxed can be written without making values of it.
public struct ResultBatch: Sendable {
    /// What a column holds, a row each.
    public enum Cells: Sendable {
        case integers([Int])
        /// Days since 1970-01-01; `noDate` is null.
        case dates([Int32])
        /// Codes into the dictionary; `noString` is null.
        case strings([UInt32], StringDictionary)
        case values([Value])
    }

    public static let noDate = Vector.nullDate
    public static let noString = Vector.nullCode

    private var columns: [Vector]
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

    public var width: Int { columns.count }

    /// Tagged values, an array a row.
    public var rows: [[Value]] { (0..<count).map { row in columns.map { $0.value(at: row) } } }

    public func value(row: Int, column: Int) -> Value { columns[column].value(at: row) }

    public func cells(of column: Int) -> Cells {
        switch columns[column] {
        case .integers(let numbers): .integers(numbers)
        case .dates(let days): .dates(days)
        case .strings(let codes, let dictionary): .strings(codes, dictionary)
        default: .values(columns[column].values(count: count))
        }
    }

    public func prefix(_ most: Int) -> ResultBatch {
        count <= most ? self : ResultBatch(columns.map { $0.slice(0..<most) }, count: most)
    }

    public func keeping(columns kept: [Int]) -> ResultBatch { ResultBatch(kept.map { columns[$0] }, count: count) }
}

extension Vector {
    /// Its values may be of any size.
    var isTagged: Bool {
        switch self {
        case .values, .constant: true
        case .nodes, .relationships, .integers, .floats, .partial, .dates, .booleans, .strings: false
        }
    }
}
