/// Ids and codes, and what is found by them.
struct NameCodes: Sendable {
    private var ids: [String: [Int]] = [:]
    private var codes: [String: [Int]] = [:]
    /// Other ways to write a code: the number in the whole framework (`QS27`), the name of the key question (`Well-led 5`, `WL5`).
    private var otherCodes: [String: [Int]] = [:]
    /// Codes without the letters that all of the kind have: `12` of `I-12`; they want a word for the kind.
    private var bareCodes: [String: [Int]] = [:]
    /// Codes that begin with a letter, without anything between letters and digits: `SAFIS4`.
    private var squeezed: [String: [Int]] = [:]
    private var longest = 1
    private let vocabulary: NameVocabulary

    init(_ entries: [NameEntry], _ vocabulary: NameVocabulary) {
        self.vocabulary = vocabulary
        for (index, entry) in entries.enumerated() {
            ids[NameWords(entry.id).text, default: []].append(index)
            guard let atoms = entry.codeAtoms, !atoms.isEmpty else { continue }
            codes[atoms.code, default: []].append(index)
            longest = max(longest, atoms.atoms.count)
            if let code = entry.code, code.first?.isLetter == true { squeezed[Self.squeezed(code), default: []].append(index) }
            guard entry.code != nil, let parts = atoms.letterAndNumber else { continue }
            if let names = vocabulary.keyQuestions[parts.letters] {
                for name in names { addOther(name + ["\(parts.number)"], index) }
                // A quality statement is also known by its number in the whole framework.
                if let position = entry.position { addOther(["qs", "\(position)"], index) }
            } else {
                bareCodes["\(parts.number)", default: []].append(index)
            }
        }
    }

    private mutating func addOther(_ atoms: [String], _ index: Int) {
        otherCodes[NameAtoms(atoms).code, default: []].append(index)
        longest = max(longest, atoms.count)
    }

    func entries(withID name: String) -> [Int] { ids[NameWords(name).text] ?? [] }

    /// Numbers that codes with these letters have.
    func numbers(after letters: String) -> Set<Int> {
        Set(codes.keys.compactMap { key in
            let parts = key.split(separator: ".")
            return parts.count == 2 && parts[0] == letters ? Int(parts[1]) : nil
        })
    }

    /// What is named by a code in the text whose other words are all explained by the thing; of the longest code.
    func matches(_ name: NameAtoms, _ entries: [NameEntry]) -> [NameResolver.Found] {
        let atoms = name.atoms
        for length in stride(from: min(longest, atoms.count), through: 1, by: -1) {
            var found: [NameResolver.Found] = []
            for start in 0...(atoms.count - length) {
                let key = atoms[start..<start + length].joined(separator: ".")
                let rest = atoms[..<start] + atoms[(start + length)...]
                add(codes[key], .code, rest, entries, &found)
                add(otherCodes[key], .alias, rest, entries, &found)
                for index in bareCodes[key] ?? [] where vocabulary.areKind(Array(rest), of: entries[index]) {
                    if !found.contains(where: { $0.entry == index }) { found.append((index, .code)) }
                }
            }
            if !found.isEmpty { return found }
        }
        return (squeezed[atoms.joined()] ?? []).map { ($0, .code) }
    }

    private static func squeezed(_ code: String) -> String { code.lowercased().filter { $0.isLetter || $0.isNumber } }

    private func add(
        _ candidates: [Int]?, _ match: NameMatch, _ rest: ArraySlice<String>, _ entries: [NameEntry],
        _ found: inout [NameResolver.Found]
    ) {
        for index in candidates ?? [] where !found.contains(where: { $0.entry == index }) {
            if match == .alias, entries[index].label != "QualityStatement", rest.isEmpty == false { continue }
            if vocabulary.explain(rest, of: entries[index], withTitle: true) { found.append((index, match)) }
        }
    }
}
