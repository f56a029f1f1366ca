/// One of a few words, as an option takes it.
public protocol NamedChoice: RawRepresentable<String>, CaseIterable {}

extension NamedChoice {
    /// Throws `UsageFault.unknownValue`, which names the option and the words there are.
    public init(named name: String, option: String, ignoringCase: Bool = false) throws(Diagnostics) {
        guard let choice = Self(rawValue: ignoringCase ? name.lowercased() : name) else {
            throw Diagnostics(UsageFault.unknownValue(option: option, value: name, known: Self.allCases.map(\.rawValue)))
        }
        self = choice
    }
}
