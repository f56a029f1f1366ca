/// A node of an RDF graph, or the value of a property.
enum RDFTerm: Hashable, Sendable {
    /// An absolute IRI.
    case iri(String)
    /// In the language of the data, English.
    case text(String)
    /// Without a language: codes, ids.
    case string(String)
    /// Lexical form and the local name of a type of XML Schema.
    case typed(String, String)
}

struct Triple: Hashable, Sendable {
    var subject: String
    var predicate: String
    var object: RDFTerm
}

/// The vocabularies of the export and the words of each that it uses.
enum Vocabulary {
    static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    static let skos = "http://www.w3.org/2004/02/skos/core#"
    static let dcterms = "http://purl.org/dc/terms/"
    static let prov = "http://www.w3.org/ns/prov#"
    static let owl = "http://www.w3.org/2002/07/owl#"
    static let xsd = "http://www.w3.org/2001/XMLSchema#"
    static let sssom = "https://w3id.org/sssom/"
    static let semapv = "https://w3id.org/semapv/vocab/"
    /// Classes, relationships and properties of ours.
    static let cqcq = "https://w3id.org/cqcq/vocabulary#"
    static let mapping = "https://w3id.org/cqcq/mapping/"

    static let type = rdf + "type"

    static let prefixes = [
        ("cqcq", cqcq), ("dcterms", dcterms), ("owl", owl), ("prov", prov), ("rdf", rdf), ("semapv", semapv), ("skos", skos),
        ("sssom", sssom), ("xsd", xsd),
    ]
}
