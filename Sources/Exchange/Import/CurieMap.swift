import Knowledge

/// Prefixes and what they stand for.
struct CurieMap: Sendable {
    /// Those that SSSOM defines; no file can change them.
    static let builtIn = [
        "owl": Vocabulary.owl, "rdf": Vocabulary.rdf, "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "semapv": Vocabulary.semapv, "skos": Vocabulary.skos, "sssom": Vocabulary.sssom,
    ]

    private var addresses: [String: String]
    /// The longest address first, so that the narrowest one names an IRI.
    private var byAddress: [(prefix: String, address: String)]

    init(_ addresses: [String: String]) {
        self.addresses = addresses.merging(Self.builtIn) { $1 }
        byAddress = self.addresses.map { (prefix: $0.key, address: $0.value) }.sorted {
            ($0.address.utf8.count, $1.prefix) > ($1.address.utf8.count, $0.prefix)
        }
    }

    subscript(prefix: String) -> String? { addresses[prefix] }

    /// The IRI that a CURIE or an IRI stands for; nil where its prefix is not declared.
    func iri(_ id: String) -> String? {
        guard let colon = id.firstIndex(of: ":") else { return nil }
        if let address = addresses[String(id[..<colon])] { return address + id[id.index(after: colon)...] }
        return id[colon...].hasPrefix("://") || id.hasPrefix("urn:") ? id : nil
    }

    /// The shortest CURIE for an IRI; nil where no prefix fits.
    func curie(_ iri: String) -> String? {
        for (prefix, address) in byAddress where !address.isEmpty && iri.utf8.count > address.utf8.count && iri.hasPrefix(address) {
            return prefix + ":" + iri.dropFirst(address.count)
        }
        return nil
    }

    static func prefix(of id: String) -> String? { id.firstIndex(of: ":").map { String(id[..<$0]) } }
}
