import PropertyGraph

/// The words that may stand around a code or a title: those of kinds, of frameworks, and those that say nothing.
struct NameVocabulary: Sendable {
    /// Those of a kind, by label: `quality`, `statement`, `statements`, `qs`. Most names are understood without them.
    private let kinds: Deferred<[String: Set<String>]>
    private let frameworks: Deferred<[String: Framework]>
    /// Words of the key questions, by their code in lower case: `[["w"], ["well", "led"], ["wl"]]`.
    let keyQuestions: [String: [[String]]]

    private struct Framework {
        var words: Set<String>
        var sector: String?
        var position: Int
        var isInForce: Bool
    }

    private static let silent: Set<String> = [
        "the", "of", "no", "number", "para", "paragraph", "under", "in", "code", "cqc", "act", "sub", "subparagraph", "section",
    ]

    init(graph: Graph, schema: Schema) {
        kinds = Deferred { Self.kinds(of: schema) }
        frameworks = Deferred { Self.frameworks(of: graph) }
        var questions: [String: [[String]]] = [:]
        if let label = graph.labels.number(of: "KeyQuestion") {
            for node in graph.nodes(withLabels: [label]) {
                guard let code = graph.string("code", of: node)?.lowercased(), let title = graph.string("title", of: node) else { continue }
                let atoms = NameAtoms(title).atoms
                let short = atoms.count > 1 ? String(atoms.compactMap(\.first)) : String((atoms.first ?? "").prefix(2))
                questions[code] = [atoms, [short]]
            }
        }
        keyQuestions = questions
    }

    private static func kinds(of schema: Schema) -> [String: Set<String>] {
        var kinds: [String: Set<String>] = [:]
        for label in schema.labels.values {
            var words: Set<String> = []
            for name in [label.name, NameWords.sentenceWords(of: label.name)] + label.aliases {
                let atoms = NameAtoms(name).atoms
                words.formUnion(atoms)
                for atom in atoms where atom.utf8.count > 2 && atom.hasSuffix("s") && !atom.hasSuffix("ss") {
                    words.insert(String(atom.dropLast()))
                }
            }
            kinds[label.name] = words
        }
        for label in schema.labels.values {
            for other in label.also {
                let words = kinds[other] ?? []
                kinds[label.name]?.formUnion(words)
            }
        }
        // A paragraph is called after its regulation, a prompt after its line of enquiry.
        for label in schema.labels.values {
            for whole in label.properties.values.first(where: { $0.relationship == "PART_OF" })?.targets ?? []
            where whole != Schema.frameworkLabel && whole != label.name {
                let words = kinds[whole] ?? []
                kinds[label.name]?.formUnion(words)
            }
        }
        return kinds
    }

    private static func frameworks(of graph: Graph) -> [String: Framework] {
        var frameworks: [String: Framework] = [:]
        guard let label = graph.labels.number(of: Schema.frameworkLabel) else { return frameworks }
        for node in graph.nodes(withLabels: [label]) {
            guard let code = graph.string("code", of: node) else { continue }
            let names = [code, graph.string("title", of: node), graph.string("version", of: node)].compactMap(\.self)
            var position = 0
            if case .integer(let number) = graph.property("position", of: node) { position = number }
            frameworks[code] = Framework(
                words: Set((names + graph.strings("aliases", of: node)).flatMap { NameAtoms($0).atoms }),
                sector: graph.string("sector", of: node), position: position,
                isInForce: graph.string("status", of: node) == "in force")
        }
        return frameworks
    }

    /// Whether every one of the atoms belongs to the thing: its kind, its framework, its title.
    func explain(_ atoms: some Sequence<String>, of entry: NameEntry, withTitle: Bool) -> Bool {
        lazy var kind = kinds.content[entry.label] ?? []
        lazy var framework = entry.framework.flatMap { frameworks.content[$0] }?.words ?? []
        lazy var title = Set(entry.title.map { NameAtoms($0).words } ?? [])
        return atoms.allSatisfy { atom in
            Self.silent.contains(atom) || kind.contains(atom) || framework.contains(atom)
                || withTitle && (atom == "and" || title.contains(NameAtoms.singular(atom)))
        }
    }

    /// Whether all of them are words for its kind, and there are some.
    func areKind(_ atoms: [String], of entry: NameEntry) -> Bool {
        !atoms.isEmpty && atoms.allSatisfy { kinds.content[entry.label]?.contains($0) ?? false }
    }

    func isKindWord(_ atom: String) -> Bool { kinds.content.values.contains { $0.contains(atom) } }

    /// Of frameworks in force in one sector, the positions of those of the newest; all where they cannot be compared.
    func newest(_ codes: [String?]) -> [Int] {
        guard codes.count > 1 else { return Array(codes.indices) }
        let known = codes.map { $0.flatMap { frameworks.content[$0] } }
        guard let first = known.first ?? nil, let sector = first.sector,
            known.allSatisfy({ $0?.sector == sector && $0?.isInForce ?? false })
        else { return Array(codes.indices) }
        let newest = known.compactMap { $0?.position }.max()
        return codes.indices.filter { known[$0]?.position == newest }
    }
}
