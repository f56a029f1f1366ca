import PropertyGraph

/// Frameworks as OSCAL catalogs and mappings as an OSCAL mapping collection (https://pages.nist.gov/OSCAL/), model version 1.2.1.
struct OSCALExport {
    let source: ExportSource
    let shelf: OSCALShelf

    init(_ source: ExportSource) {
        self.source = source
        shelf = OSCALShelf(source)
    }

    func export() -> Exported {
        var exported = Exported()
        for catalog in shelf.catalogs {
            let document = OSCALCatalog(catalog, shelf: shelf, source: source).document()
            exported.files.append(ExportFile(catalog.path, JSONDocument.text(of: document)))
        }
        exported.counts = ["\(shelf.catalogs.count) catalogs", "\(shelf.controlCount) controls"]
        let mappings = OSCALMappings(shelf: shelf, source: source)
        if let document = mappings.document() {
            exported.files.append(ExportFile("mapping-collection.json", JSONDocument.text(of: document)))
        }
        exported.counts += ["\(mappings.mapCount) mappings", "\(mappings.gapCount) gaps"]
        if mappings.lostGaps > 0 {
            exported.losses.append("\(mappings.lostGaps) findings of no match belong to a pair of frameworks without any mapping, where OSCAL has no place for them")
        }
        exported.losses.append("relationships outside mapping sets are kept only as the order of groups and controls")
        return exported
    }
}

/// Pieces that several documents share.
enum OSCAL {
    static let version = "1.2.1"
    static let namespace = "https://w3id.org/cqcq/oscal"

    static func metadata(title: String, version: String, _ edition: Edition, remarks: String? = nil) -> Value {
        var metadata: PropertyMap = [
            "title": .string(oneLine(title)),
            "last-modified": .string("\(edition.date.map { "\($0)" } ?? "1970-01-01")T00:00:00Z"),
            "version": .string(version), "oscal-version": .string(Self.version),
            "props": .list(edition.lines.map { property(token($0.name), $0.value) }),
        ]
        if let licence = edition.licence {
            metadata["links"] = .list([.map(["href": .string(licence), "rel": .string("license")])])
        }
        if let remarks { metadata["remarks"] = .string(remarks) }
        return .map(metadata)
    }

    static func property(_ name: String, _ value: String) -> Value {
        .map(["name": .string(name), "ns": .string(namespace), "value": .string(oneLine(value))])
    }

    static func uuid(_ path: String) -> Value { .string(NamedUUID.text(of: namespace + "/" + path)) }

    /// A token of OSCAL: begins with a letter or `_`, and goes on with these, digits, `.` and `-`.
    static func token(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "._-".unicodeScalars.contains(scalar))
            out.unicodeScalars.append(isPlain ? scalar : scalar == "/" ? "." : "_")
        }
        let startsWell = out.unicodeScalars.first.map { $0.properties.isAlphabetic || $0 == "_" } ?? false
        return startsWell ? out : "_" + out
    }

    /// Values of properties and titles hold no line ends and no spaces around them.
    static func oneLine(_ text: String) -> String {
        let line = text.split { $0.isNewline || $0 == "\t" }.joined(separator: " ")
        let trimmed = line.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
        return trimmed.isEmpty ? "-" : String(trimmed)
    }
}
