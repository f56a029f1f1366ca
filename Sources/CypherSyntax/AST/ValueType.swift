/// A type as CAST and `IS ::` name it. Without NOT NULL every type holds null too.
public struct ValueType: Sendable, Hashable {
    /// The type without NOT NULL.
    public indirect enum Kind: Sendable, Hashable {
        /// Any value, no value, or null alone.
        case any, nothing, null
        /// A type with a name of its own, in the spelling of `Value.typeName`: `INTEGER`.
        case named(String)
        /// A list of values of this type.
        case list(ValueType)
        /// What a property can hold.
        case property
        /// A value of any of these types.
        case union([ValueType])
    }

    /// The type without NOT NULL.
    public var kind: Kind
    /// Whether null is excluded.
    public var notNull: Bool
    package init(_ kind: Kind, notNull: Bool = false) {
        self.kind = kind
        self.notNull = notNull
    }

    /// As the language writes it: `LIST<INTEGER NOT NULL>`.
    public var text: String {
        let word: String
        switch kind {
        case .any: word = "ANY"
        case .nothing: word = "NOTHING"
        case .null: word = "NULL"
        case .named(let name): word = name
        case .list(let element): word = "LIST<\(element.text)>"
        case .property: word = "PROPERTY VALUE"
        case .union(let types): return "ANY<" + types.map(\.text).joined(separator: " | ") + ">" + (notNull ? " NOT NULL" : "")
        }
        return word + (notNull ? " NOT NULL" : "")
    }
}
