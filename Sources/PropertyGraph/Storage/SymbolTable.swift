/// Names of one kind (labels, types, property keys) and their dense numbers.
public struct SymbolTable: Sendable {
    /// Names by number.
    public private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]

    /// Without names.
    public init() {}

    /// Number of names.
    public var count: Int { names.count }

    /// The name with that number.
    public subscript(number: Int) -> String { names[number] }

    /// nil where the graph has no such name.
    public func number(of name: String) -> Int? { numbers[name] }

    /// The number of a name, which is added if it is new. O(length).
    public mutating func intern(_ name: String) -> Int {
        if let number = numbers[name] { return number }
        numbers[name] = names.count
        names.append(name)
        return names.count - 1
    }
}
