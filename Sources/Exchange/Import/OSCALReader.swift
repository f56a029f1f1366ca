public import Diagnostics
import Interchange

/// Makes a framework of an OSCAL catalog in JSON (https://pages.nist.gov/OSCAL/): groups and controls become statements, the ones within the others.
public struct OSCALReader {
    private let source: SourceText
    private var framework: ImportedFramework

    public static func read(_ source: SourceText, stem: String) throws(Diagnostics) -> ImportedFramework {
        let root = try JSONReader.read(source)
        guard let catalog = root["catalog"], let metadata = catalog["metadata"], let title = metadata["title"]?.text else {
            throw Diagnostics(ImportFault.unexpectedContent(expected: "an OSCAL catalog: an object with `catalog`, `metadata` and `title`"), span: root.span, source: source)
        }
        var reader = OSCALReader(source, ImportedFramework(code: stem, title: title))
        reader.framework.version = metadata["version"]?.text
        reader.framework.summary = metadata["remarks"]?.text
        reader.framework.publisher = metadata["parties"]?.items?.first?["name"]?.text
        try reader.add(catalog, below: nil)
        reader.framework.settleCodes()
        guard !reader.framework.statements.isEmpty else {
            throw Diagnostics(ImportFault.nothingToImport(reason: "the catalog has no controls"), span: catalog.span, source: source)
        }
        return reader.framework
    }

    private init(_ source: SourceText, _ framework: ImportedFramework) {
        self.source = source
        self.framework = framework
    }

    private mutating func add(_ owner: YamlNode, below parent: Int?) throws(Diagnostics) {
        for key in ["groups", "controls"] {
            for item in owner[key]?.items ?? [] {
                guard let title = item["title"]?.text, key == "groups" || item["id"]?.text != nil else {
                    throw Diagnostics(
                        ImportFault.unexpectedContent(expected: "a \(key == "groups" ? "group: it has no title" : "control: it has no id and title")"),
                        span: item.span, source: source)
                }
                let label = item["props"]?.items?.first { $0["name"]?.text == "label" }?["value"]?.text
                framework.statements.append(ImportedFramework.Statement(
                    code: label ?? item["id"]?.text ?? title, title: title, summary: prose(item), iri: nil, parent: parent))
                try add(item, below: framework.statements.count - 1)
            }
        }
    }

    /// What it asks: the prose of its statement and of the parts of that, in order.
    private func prose(_ control: YamlNode) -> String? {
        func texts(_ part: YamlNode) -> [String] {
            [part["prose"]?.text].compactMap(\.self) + (part["parts"]?.items ?? []).flatMap(texts)
        }
        let parts = control["parts"]?.items ?? []
        let statement = parts.filter { ["statement", "overview"].contains($0["name"]?.text ?? "") }
        let found = (statement.isEmpty ? Array(parts.prefix(1)) : statement).flatMap(texts)
        return found.isEmpty ? nil : found.joined(separator: " ")
    }
}
