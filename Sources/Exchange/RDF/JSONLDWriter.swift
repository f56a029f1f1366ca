import PropertyGraph

/// RDF as flattened JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/): one object per subject in `@graph`.
struct JSONLDWriter {
    private let prefixes: [(name: String, base: String)]

    init(_ prefixes: [(String, String)]) {
        self.prefixes = prefixes.map { (name: $0.0, base: $0.1) }
    }

    func text(of triples: [Triple]) -> String {
        var context = PropertyMap()
        for prefix in prefixes { context[prefix.name] = .map(["@id": .string(prefix.base), "@prefix": .boolean(true)]) }
        var subjects: [Value] = []
        var object: PropertyMap = [:]
        func finish() { if !object.isEmpty { subjects.append(.map(object)) } }
        var subject: String?
        for triple in triples {
            if triple.subject != subject {
                finish()
                subject = triple.subject
                object = ["@id": .string(triple.subject)]
            }
            let isType = triple.predicate == Vocabulary.type
            let key = isType ? "@type" : compact(triple.predicate)
            let value: Value
            if isType, case .iri(let type) = triple.object { value = .string(compact(type)) } else { value = self.value(of: triple.object) }
            if case .list(let values)? = object[key] { object[key] = .list(values + [value]) } else { object[key] = .list([value]) }
        }
        finish()
        return JSONDocument.text(of: .map(["@context": .map(context), "@graph": .list(subjects)]))
    }

    private func value(of term: RDFTerm) -> Value {
        switch term {
        case .iri(let text): .map(["@id": .string(text)])
        case .text(let text): .map(["@value": .string(text), "@language": .string("en")])
        case .string(let text): .map(["@value": .string(text)])
        case .typed(let text, let type): .map(["@value": .string(text), "@type": .string("xsd:" + type)])
        }
    }

    private func compact(_ iri: String) -> String {
        for prefix in prefixes where iri.hasPrefix(prefix.base) {
            return prefix.name + ":" + iri.dropFirst(prefix.base.count)
        }
        return iri
    }
}
