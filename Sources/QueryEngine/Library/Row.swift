public import PropertyGraph

/// One row of an answer, its values by name or by place.
public struct Row: Sendable {
    /// The names of the columns, shared by all rows of an answer.
    public struct Columns: Sendable {
        /// In the order of the statement.
        public let names: [String]
        let places: [String: Int]

        init(_ names: [String]) {
            self.names = names
            places = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// The names of the values.
    public let columns: Columns
    /// As many as there are columns, in their order.
    public let values: [Value]
    /// The graph that nodes and relationships of the row belong to.
    public let graph: Graph

    /// The value of a column; nil where no column has that name. O(1).
    public subscript(name: String) -> Value? { columns.places[name].map { values[$0] } }

    /// Requires a place below `values.count`.
    public subscript(place: Int) -> Value { values[place] }

    /// The row as a value of a type of yours: its properties are named as the columns are. A node or relationship is read by its properties,
    /// a date as a `CalendarDate` or as text, a missing value as nil.
    public func decode<Decoded: Decodable>(_ type: Decoded.Type = Decoded.self) throws(DecodingError) -> Decoded {
        try ValueDecoder.decode(type, .row(self), graph, [])
    }

    /// The value of one column. Throws where there is no such column, or where its value is of another type.
    public func decode<Decoded: Decodable>(_ type: Decoded.Type = Decoded.self, from name: String) throws(DecodingError) -> Decoded {
        guard let value = self[name] else {
            throw DecodingError.keyNotFound(
                ValueKey(name), .init(codingPath: [], debugDescription: "there is no column \(name); the columns are \(columns.names.joined(separator: ", "))"))
        }
        return try ValueDecoder.decode(type, .value(value), graph, [ValueKey(name)])
    }
}
