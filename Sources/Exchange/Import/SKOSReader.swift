public import Diagnostics
import Interchange
import Knowledge
import PropertyGraph

/// Makes frameworks of SKOS concept schemes (https://www.w3.org/TR/skos-reference/), in Turtle or in JSON-LD.
public struct SKOSReader {
    private let statements: [String: [RDFStatement]]
    /// Subjects in the order of the file.
    private let subjects: [String]
    private let source: SourceText

    /// - Parameters:
    ///   - path: of the file, which another program reads again where it is Turtle.
    ///   - stem: names a framework whose scheme has no name.
    public static func read(_ source: SourceText, path: String, stem: String, isJSON: Bool) throws(Diagnostics) -> [ImportedFramework] {
        let base = "file:///" + stem
        let statements = try isJSON ? JSONLDReader.read(source, base: base) : TurtleReader.read(source, path: path, base: base)
        let reader = SKOSReader(statements, source)
        let frameworks = reader.frameworks(stem: stem)
        guard frameworks.contains(where: { !$0.statements.isEmpty }) else {
            throw Diagnostics(ImportFault.unexpectedContent(expected: "a SKOS concept scheme: it has no skos:Concept"), span: SourceSpan(0, 0), source: source)
        }
        return frameworks.filter { !$0.statements.isEmpty }
    }

    private init(_ all: [RDFStatement], _ source: SourceText) {
        var (seen, order): (Set<String>, [String]) = ([], [])
        for statement in all where seen.insert(statement.subject).inserted { order.append(statement.subject) }
        statements = Dictionary(grouping: all, by: \.subject)
        subjects = order
        self.source = source
    }

    // MARK: Reading statements

    private static let label = ["http://www.w3.org/2000/01/rdf-schema#label"]
    private func skos(_ name: String) -> String { Vocabulary.skos + name }

    private func nodes(_ subject: String, _ predicates: String...) -> [String] {
        (statements[subject] ?? []).filter { predicates.contains($0.predicate) }.compactMap(\.object.node)
    }

    private func `is`(_ subject: String, _ type: String) -> Bool { nodes(subject, Vocabulary.type).contains(skos(type)) }

    /// Texts of the first predicate that has any; English ones before those without a language, and these before all others.
    private func texts(_ subject: String, _ predicates: [String]) -> [String] {
        for predicate in predicates {
            let found = (statements[subject] ?? []).compactMap { statement -> (rank: Int, text: String)? in
                guard statement.predicate == predicate, case .literal(let text, let language) = statement.object else { return nil }
                let isEnglish = language?.lowercased().split(separator: "-").first == "en"
                return (isEnglish ? 0 : language == nil ? 1 : 2, text)
            }
            if let best = found.map(\.rank).min() { return found.filter { $0.rank == best }.map(\.text) }
        }
        return []
    }

    private func title(_ subject: String) -> String? {
        texts(subject, [skos("prefLabel"), Vocabulary.dcterms + "title", "http://purl.org/dc/elements/1.1/title"] + Self.label).first
    }

    private func summary(_ subject: String) -> String? {
        texts(subject, [skos("definition"), Vocabulary.dcterms + "description", skos("scopeNote"), "http://purl.org/dc/elements/1.1/description"]).first
    }

    private static func lastPart(_ iri: String) -> String {
        iri.split { $0 == "/" || $0 == "#" || $0 == ":" }.last.map(String.init) ?? iri
    }

    // MARK: Frameworks

    private func frameworks(stem: String) -> [ImportedFramework] {
        let concepts = subjects.filter { `is`($0, "Concept") || !nodes($0, skos("inScheme"), skos("topConceptOf")).isEmpty }
        let tops = subjects.flatMap { scheme in nodes(scheme, skos("hasTopConcept")).map { (concept: $0, scheme: scheme) } }
        var schemeOf: [String: String] = [:]
        for top in tops { schemeOf[top.concept] = top.scheme }
        for concept in concepts { if let scheme = nodes(concept, skos("inScheme"), skos("topConceptOf")).first { schemeOf[concept] = scheme } }
        var schemes = subjects.filter { `is`($0, "ConceptScheme") }
        for scheme in concepts.compactMap({ schemeOf[$0] }) where !schemes.contains(scheme) { schemes.append(scheme) }
        var frameworks = schemes.map { scheme in
            framework(scheme, stem: stem, concepts.filter { schemeOf[$0] == scheme || schemeOf[$0] == nil && schemes.count == 1 })
        }
        if schemes.isEmpty { frameworks.append(framework(nil, stem: stem, concepts)) }
        return frameworks
    }

    private func framework(_ scheme: String?, stem: String, _ concepts: [String]) -> ImportedFramework {
        let notation = scheme.flatMap { texts($0, [skos("notation")]).first }
        let named = scheme.map { Self.lastPart($0) } ?? stem
        var framework = ImportedFramework(code: ImportName.cleaned(notation ?? named), title: scheme.flatMap { title($0) } ?? named)
        if let scheme {
            framework.iri = scheme.hasPrefix("_:") ? nil : scheme
            framework.summary = summary(scheme)
            framework.version = texts(scheme, [Vocabulary.owl + "versionInfo", Vocabulary.dcterms + "issued", Vocabulary.dcterms + "modified"]).first
            framework.publisher = texts(scheme, [Vocabulary.dcterms + "publisher", Vocabulary.dcterms + "creator"]).first
        }
        let positions = Dictionary(concepts.enumerated().map { ($1, $0) }) { first, _ in first }
        let parents = parents(of: concepts, positions)
        framework.statements = concepts.enumerated().map { position, concept in
            let title = title(concept) ?? Self.lastPart(concept)
            return ImportedFramework.Statement(
                code: texts(concept, [skos("notation")]).first ?? Self.lastPart(concept), title: title, summary: summary(concept),
                iri: concept.hasPrefix("_:") ? nil : concept, aliases: texts(concept, [skos("altLabel")]), parent: parents[position])
        }
        framework.settleCodes()
        framework.mappings = mappings(concepts, framework.code)
        return framework
    }

    /// The broader concept of each, either end may say so; a circle is cut where it closes.
    private func parents(of concepts: [String], _ positions: [String: Int]) -> [Int: Int] {
        var parents: [Int: Int] = [:]
        func link(_ child: Int?, _ parent: Int?) {
            guard let child, let parent, parents[child] == nil else { return }
            var above: Int? = parent
            while let next = above {
                if next == child { return }
                above = parents[next]
            }
            parents[child] = parent
        }
        for (position, concept) in concepts.enumerated() {
            for broader in nodes(concept, skos("broader"), skos("broaderTransitive")) { link(position, positions[broader]) }
            for narrower in nodes(concept, skos("narrower"), skos("narrowerTransitive")) { link(positions[narrower], position) }
        }
        return parents
    }

    private func mappings(_ concepts: [String], _ code: String) -> ImportedMappings? {
        var set = ImportedMappings(name: code + "-mappings", source: source)
        for concept in concepts {
            for statement in statements[concept] ?? [] where statement.predicate.hasPrefix(Vocabulary.skos) {
                guard let predicate = MappingPredicate(id: "skos:" + statement.predicate.dropFirst(Vocabulary.skos.count)), let object = statement.object.node else { continue }
                set.mappings.append(ImportedMappings.Mapping(
                    subject: .init(id: concept, label: title(concept)), object: .init(id: object, label: title(object)),
                    properties: ["predicate": .string(predicate.rawValue), "justification": .string(SSSOMSlots.unspecified)]))
            }
        }
        set.rowCount = set.mappings.count
        return set.mappings.isEmpty ? nil : set
    }
}
