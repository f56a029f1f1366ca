import Diagnostics
import Interchange

/// Reads JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/) as RDF: contexts within the file, nested nodes, `@graph`, `@list`, `@set`,
/// languages and `@reverse`. Contexts that would have to be fetched are refused, and scoped contexts are not read.
struct JSONLDReader {
    private struct Term {
        var iri: String
        var type: String?
        var language: String?
        var container: [String] = []
        var isReverse = false
    }

    private struct Context {
        var terms: [String: Term] = [:]
        var vocabulary: String?
        var base: String
        var language: String?
    }

    private let source: SourceText
    private var statements: [RDFStatement] = []
    private var blankCount = 0

    static func read(_ source: SourceText, base: String) throws(Diagnostics) -> [RDFStatement] {
        var reader = JSONLDReader(source: source)
        let root = try JSONReader.read(source)
        let context = Context(base: base)
        for node in root.items ?? [root] { _ = try reader.node(node, context) }
        return reader.statements
    }

    private init(source: SourceText) { self.source = source }

    private func fault(_ problem: String, _ node: YamlNode) -> Diagnostics {
        Diagnostics(ImportFault.malformedRDF(problem: problem), span: node.span, source: source)
    }

    private mutating func blank() -> String {
        blankCount += 1
        return "_:j\(blankCount)"
    }

    // MARK: Contexts

    private func extended(_ context: Context, by node: YamlNode) throws(Diagnostics) -> Context {
        var context = context
        for part in node.items ?? [node] {
            if part.isNull {
                context = Context(base: context.base)
                continue
            }
            if let address = part.text { throw Diagnostics(ImportFault.remoteContext(address: address), span: part.span, source: source) }
            guard let entries = part.entries else { throw fault("a context has to be an object", part) }
            if let text = part["@base"]?.text { context.base = text }
            if let vocabulary = part["@vocab"] { context.vocabulary = vocabulary.isNull ? nil : vocabulary.text }
            if let language = part["@language"] { context.language = language.isNull ? nil : language.text }
            // Prefixes first, as terms may be written with them.
            for entry in entries where !entry.key.hasPrefix("@") { if let text = entry.value.text, !entry.value.isNull { context.terms[entry.key] = Term(iri: text) } }
            for entry in entries where !entry.key.hasPrefix("@") { context.terms[entry.key] = term(entry, in: context) }
        }
        return context
    }

    private func term(_ entry: YamlNode.Entry, in context: Context) -> Term? {
        if let text = entry.value.text { return entry.value.isNull ? nil : Term(iri: iri(text, context, isVocabulary: true)) }
        let reverse = entry.value["@reverse"]?.text
        let id = reverse ?? entry.value["@id"]?.text ?? entry.key
        var term = Term(iri: id.hasPrefix("@") ? id : iri(id, context, isVocabulary: true))
        term.type = entry.value["@type"]?.text.map { $0.hasPrefix("@") ? $0 : iri($0, context, isVocabulary: true) }
        term.language = entry.value["@language"]?.text
        term.container = entry.value["@container"]?.texts ?? []
        term.isReverse = reverse != nil
        return term
    }

    /// A term, a prefixed name, or an address that follows from the base or the vocabulary.
    private func iri(_ text: String, _ context: Context, isVocabulary: Bool) -> String {
        if text.hasPrefix("_:") || text.hasPrefix("@") { return text }
        if isVocabulary, let term = context.terms[text], term.iri != text {
            let others = Context(terms: context.terms.filter { $0.key != text }, vocabulary: context.vocabulary, base: context.base)
            return iri(term.iri, others, isVocabulary: true)
        }
        if let colon = text.firstIndex(of: ":") {
            let (prefix, rest) = (String(text[..<colon]), text[text.index(after: colon)...])
            if !rest.hasPrefix("//"), let term = context.terms[prefix] { return term.iri + rest }
            return text
        }
        if isVocabulary { return (context.vocabulary ?? "") + text }
        let base = context.base
        if text.isEmpty { return base }
        if text.hasPrefix("#") { return String(base.prefix { $0 != "#" }) + text }
        return (base.lastIndex(of: "/").map { String(base[...$0]) } ?? base) + text
    }

    // MARK: Nodes

    /// The name of the node that an object describes, its statements noted.
    private mutating func node(_ object: YamlNode, _ outer: Context) throws(Diagnostics) -> String {
        guard let entries = object.entries else { throw fault("a node has to be an object", object) }
        let context = try object["@context"].map { node throws(Diagnostics) in try extended(outer, by: node) } ?? outer
        func keyword(_ key: String) -> String { key.hasPrefix("@") ? key : context.terms[key].map { $0.iri.hasPrefix("@") ? $0.iri : key } ?? key }
        let id = entries.first { keyword($0.key) == "@id" }?.value.text.map { iri($0, context, isVocabulary: false) }
        let isGraphOnly = id == nil && entries.allSatisfy { ["@context", "@graph", "@version", "@included"].contains(keyword($0.key)) }
        let me = id ?? (isGraphOnly ? "" : blank())
        for entry in entries {
            switch keyword(entry.key) {
            case "@type":
                for type in entry.value.texts ?? [] {
                    statements.append(RDFStatement(subject: me, predicate: Vocabulary.type, object: .node(iri(type, context, isVocabulary: true))))
                }
            case "@graph", "@included": for item in entry.value.items ?? [entry.value] { _ = try node(item, context) }
            case "@reverse":
                for part in entry.value.entries ?? [] {
                    for other in part.value.items ?? [part.value] { try say(other, iri(part.key, context, isVocabulary: true), about: me, context, term: nil, isReverse: true) }
                }
            case let key where key.hasPrefix("@"): continue
            case let key:
                let term = context.terms[key]
                let predicate = term?.iri ?? iri(key, context, isVocabulary: true)
                // A key that stands for no IRI is not data.
                guard predicate.contains(":") else { continue }
                try say(entry.value, predicate, about: me, context, term: term, isReverse: term?.isReverse ?? false)
            }
        }
        return me
    }

    private mutating func say(
        _ value: YamlNode, _ predicate: String, about subject: String, _ context: Context, term: Term?, isReverse: Bool
    ) throws(Diagnostics) {
        if value.isNull { return }
        if let items = value.items {
            if term?.container.contains("@list") == true { return try sayList(items, predicate, about: subject, context, term) }
            for item in items { try say(item, predicate, about: subject, context, term: term, isReverse: isReverse) }
            return
        }
        if let entries = value.entries, term?.container.contains("@language") == true {
            for entry in entries {
                for text in entry.value.texts ?? [] {
                    statements.append(RDFStatement(subject: subject, predicate: predicate, object: .literal(text, language: entry.key == "@none" ? nil : entry.key)))
                }
            }
            return
        }
        if let list = value["@list"] { return try sayList(list.items ?? [list], predicate, about: subject, context, term) }
        if let set = value["@set"] { return try say(set, predicate, about: subject, context, term: term, isReverse: isReverse) }
        let object = try object(value, context, term)
        if isReverse {
            guard let other = object.node else { throw fault("a text cannot be the subject of a statement", value) }
            statements.append(RDFStatement(subject: other, predicate: predicate, object: .node(subject)))
        } else {
            statements.append(RDFStatement(subject: subject, predicate: predicate, object: object))
        }
    }

    private mutating func object(_ value: YamlNode, _ context: Context, _ term: Term?) throws(Diagnostics) -> RDFStatement.Object {
        if let text = value.text {
            if !value.isPlain, term?.type == "@id" || term?.type == "@vocab" { return .node(iri(text, context, isVocabulary: term?.type == "@vocab")) }
            let hasLanguage = !value.isPlain && term?.type == nil
            return .literal(text, language: hasLanguage ? term?.language ?? context.language : nil)
        }
        if let text = value["@value"]?.text { return .literal(text, language: value["@language"]?.text) }
        return .node(try node(value, context))
    }

    private mutating func sayList(
        _ items: [YamlNode], _ predicate: String, about subject: String, _ context: Context, _ term: Term?
    ) throws(Diagnostics) {
        var (owner, link) = (subject, predicate)
        for item in items {
            let cell = blank()
            statements.append(RDFStatement(subject: owner, predicate: link, object: .node(cell)))
            statements.append(RDFStatement(subject: cell, predicate: Vocabulary.rdf + "first", object: try object(item, context, term)))
            (owner, link) = (cell, Vocabulary.rdf + "rest")
        }
        statements.append(RDFStatement(subject: owner, predicate: link, object: .node(Vocabulary.rdf + "nil")))
    }
}
