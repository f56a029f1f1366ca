/// The variables that can be named at one point of a statement.
struct Scope {
    private(set) var slots: [String: Slot] = [:]
    /// In the order of declaration, as `*` lists them.
    private(set) var names: [String] = []

    subscript(name: String) -> Slot? { slots[name] }

    mutating func declare(_ name: String, _ slot: Slot) {
        if slots.updateValue(slot, forKey: name) == nil { names.append(name) }
    }
}
