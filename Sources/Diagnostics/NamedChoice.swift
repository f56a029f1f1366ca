/// One of a few words, as an option takes it.
package protocol NamedChoice: RawRepresentable<String>, CaseIterable {}

extension NamedChoice {
    /// The words as help lists them: `auto, always or never`.
    package static var list: String {
        let words = allCases.map(\.rawValue)
        // Options are described at each start, and the first `joined` of a process looks through all conformances of all types.
        return words.indices.reduce(into: "") { $0 += ($1 == 0 ? "" : $1 < words.count - 1 ? ", " : " or ") + words[$1] }
    }

    /// Throws `UsageFault.unknownValue`, which names the option and the words there are.
    package init(named name: String, option: String, ignoringCase: Bool = false) throws(Diagnostics) {
        guard let choice = Self(rawValue: ignoringCase ? name.lowercased() : name) else {
            throw Diagnostics(UsageFault.unknownValue(option: option, value: name, known: Self.allCases.map(\.rawValue)))
        }
        self = choice
    }
}
