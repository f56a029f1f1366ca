/// A type as CAST and `IS ::` name it. Without NOT NULL every type holds null too.
public struct ValueType: Sendable, Hashable {
    public indirect enum Kind: Sendable, Hashable {
        case any, nothing, null
        /// A type with a name of its own, in the spelling of `Value.typeName`: `INTEGER`.
        case named(String)
        case list(ValueType)
        /// What a property can hold.
        case property
        case union([ValueType])
    }

    public var kind: Kind
    public var notNull: Bool
    public init(_ kind: Kind, notNull: Bool = false) {
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
