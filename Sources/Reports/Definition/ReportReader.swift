import Diagnostics
import Interchange
import Knowledge

/// Makes a `ReportDefinition` of a report.yaml and the queries beside it, noting every fault.
struct ReportReader {
    private let source: SourceText
    private let name: String
    private let files: [KnowledgeFile]
    private let schema: Schema
    private var faults: [Diagnostic] = []
    private var sectionNames: [String] = []

    /// - Parameter files: those of the report's folder.
    static func read(_ files: [KnowledgeFile], name: String, schema: Schema) throws(Diagnostics) -> ReportDefinition {
        let path = "reports/\(name)/report.yaml"
        guard let file = files.first(where: { $0.name == path }) else {
            throw Diagnostics(DataFault.missingFile(path: path))
        }
        let source = try UTF8Text.source(file.bytes, name: file.displayName)
        var reader = ReportReader(source: source, name: name, files: files, schema: schema)
        let definition = reader.report(try YamlReader.read(source))
        guard reader.faults.isEmpty else { throw Diagnostics(reader.faults) }
        return definition
    }

    private init(source: SourceText, name: String, files: [KnowledgeFile], schema: Schema) {
        self.source = source
        self.name = name
        self.files = files
        self.schema = schema
    }

    private mutating func report(_ node: YamlNode) -> ReportDefinition {
        checkKeys(node, of: "a report", ["title", "heading", "layout", "summary", "examples", "parameters", "words", "scope", "refuse", "sections", "gaps"])
        let items = node["sections"]?.items ?? []
        if items.isEmpty { fault(.missingKey("sections", place: "the report"), node.span) }
        sectionNames = items.compactMap { $0["name"]?.text }
        return ReportDefinition(
            name: name, title: text(node, "title", of: "the report"), heading: node["heading"]?.text,
            isBrief: word(node, "layout", of: ["full", "brief"]) == "brief", summary: text(node, "summary", of: "the report"),
            examples: node["examples"]?.texts ?? [], parameters: parameters(node["parameters"]),
            sections: items.map { section($0) }, gaps: node["gaps"].map { gaps($0) },
            refusal: node["refuse"] == nil ? nil : query(node, "refuse"), scope: textsByKey(node["scope"]),
            words: textsByKey(node["words"]), source: source)
    }

    private mutating func parameters(_ node: YamlNode?) -> [Command.Parameter] {
        guard let node else { return [] }
        guard let entries = node.entries else {
            fault(.unexpectedShape(what: "`parameters`", expected: "a mapping"), node.span)
            return []
        }
        var parameters: [Command.Parameter] = []
        for entry in entries {
            do {
                let text = entry.key + ": " + (entry.value.text ?? "")
                if let parameter = try Command.Parameter.read(text, entry.value.span, in: source, schema: schema) {
                    parameters.append(parameter)
                }
            } catch {
                faults += error.list
            }
        }
        return parameters
    }

    private mutating func gaps(_ node: YamlNode) -> ReportDefinition.GapRule {
        checkKeys(node, of: "`gaps`", ["section", "column", "key", "checked"])
        return ReportDefinition.GapRule(
            section: sectionName(node, "section"), column: text(node, "column", of: "`gaps`"),
            key: texts(node, "key"), checked: node["checked"]?.text)
    }

    private mutating func section(_ node: YamlNode) -> SectionDefinition {
        let keys = [
            "name", "title", "text", "query", "uses", "graph", "show", "detail", "inner", "group", "key", "partition", "rule", "counts",
            "addresses", "empty", "appendix", "bars", "matrix", "timeline",
        ]
        checkKeys(node, of: "a section", keys)
        let name = text(node, "name", of: "a section")
        let partition = node["partition"].map { node in
            SectionDefinition.Partition(parts: texts(node, "parts"), total: text(node, "total", of: "`partition`"))
        }
        // A figure without its rule is none that can be defended.
        if partition != nil, node["rule"] == nil { fault(.missingKey("rule", place: "a section with a partition"), node.span) }
        return SectionDefinition(
            name: name, title: node["title"]?.text ?? name, text: node["text"]?.text, query: query(node),
            place: .init(span: node["name"]?.span ?? node.span, source: source), uses: uses(node), needsWholeGraph: word(node, "graph", of: ["day", "all"]) == "all",
            shape: shape(node, partition), detail: texts(node, "detail"), inner: texts(node, "inner"), group: texts(node, "group"),
            key: texts(node, "key"), partition: partition, rule: node["rule"].map { rule($0) }, counts: counts(node["counts"]),
            addresses: textsByKey(node["addresses"]), empty: node["empty"]?.text ?? "Nothing.", isAppendix: word(node, "appendix", of: ["false", "true"]) == "true")
    }

    private mutating func shape(_ node: YamlNode, _ partition: SectionDefinition.Partition?) -> SectionDefinition.Shape {
        switch word(node, "show", of: ["table", "bars", "matrix", "timeline", "notes", "columns", "hidden"]) {
        case "bars":
            let shape = node["bars"] ?? YamlNode(.mapping([]), span: node.span)
            return .bars(.init(label: texts(shape, "label"), parts: shape["parts"]?.texts ?? partition?.parts ?? []))
        case "matrix":
            let shape = node["matrix"] ?? YamlNode(.mapping([]), span: node.span)
            return .matrix(
                .init(
                    row: text(shape, "row", of: "`matrix`"), column: text(shape, "column", of: "`matrix`"),
                    value: text(shape, "value", of: "`matrix`"), share: shape["share"]?.text,
                    order: shape["order"]?.text))
        case "timeline":
            let shape = node["timeline"] ?? YamlNode(.mapping([]), span: node.span)
            return .timeline(
                .init(
                    label: text(shape, "label", of: "`timeline`"), from: text(shape, "from", of: "`timeline`"),
                    to: text(shape, "to", of: "`timeline`")))
        case "notes": return .notes
        case "columns": return .columns
        case "hidden": return .hidden
        default: return .table
        }
    }

    private mutating func query(_ node: YamlNode, _ key: String = "query") -> SourceText {
        let name = text(node, key, of: "a section")
        guard let file = files.first(where: { $0.name == "reports/\(self.name)/\(name)" }) else {
            if !name.isEmpty { fault(.missingFile(path: "reports/\(self.name)/\(name)"), node[key]?.span ?? node.span) }
            return SourceText("")
        }
        do {
            return try UTF8Text.source(file.bytes, name: file.displayName)
        } catch {
            faults += error.list
            return SourceText("")
        }
    }

    /// Names of sections, none of them this one: a query cannot wait for itself.
    private mutating func uses(_ node: YamlNode) -> [String] {
        for name in texts(node, "uses") where !sectionNames.contains(name) || name == node["name"]?.text {
            let allowed = sectionNames.filter { $0 != node["name"]?.text }
            fault(
                .valueNotAllowed(
                    value: name, column: "uses", allowed: allowed, near: Suggestion.nearest(to: name, in: allowed)),
                node["uses"]?.span ?? node.span)
        }
        return texts(node, "uses")
    }

    private mutating func rule(_ node: YamlNode) -> SectionDefinition.Rule {
        checkKeys(node, of: "`rule`", ["numerator", "denominator", "relations", "derived"])
        return SectionDefinition.Rule(
            numerator: text(node, "numerator", of: "`rule`"), denominator: text(node, "denominator", of: "`rule`"),
            relations: text(node, "relations", of: "`rule`"), derived: text(node, "derived", of: "`rule`"))
    }

    private mutating func counts(_ node: YamlNode?) -> [SectionDefinition.Count] {
        (node?.entries ?? []).map { entry in
            checkKeys(entry.value, of: "`counts`", ["rows", "of", "last"])
            return SectionDefinition.Count(
                column: entry.key, section: sectionName(entry.value, "rows"), of: texts(entry.value, "of"),
                last: texts(entry.value, "last"))
        }
    }

    private func textsByKey(_ node: YamlNode?) -> [String: String] {
        Dictionary((node?.entries ?? []).map { ($0.key, $0.value.text ?? "") }) { $1 }
    }

    // MARK: Parts of a node

    private mutating func text(_ node: YamlNode, _ key: String, of place: String) -> String {
        guard let value = node[key] else {
            fault(.missingKey(key, place: place), node.span)
            return ""
        }
        guard let text = value.text, !value.isNull else {
            fault(.unexpectedShape(what: "`\(key)`", expected: "a text"), value.span)
            return ""
        }
        return text
    }

    private mutating func texts(_ node: YamlNode, _ key: String) -> [String] {
        guard let value = node[key] else { return [] }
        guard let texts = value.texts else {
            fault(.unexpectedShape(what: "`\(key)`", expected: "a text or a list of texts"), value.span)
            return []
        }
        return texts
    }

    private mutating func word(_ node: YamlNode, _ key: String, of allowed: [String]) -> String {
        guard let value = node[key], let text = value.text else { return allowed[0] }
        if !allowed.contains(text) {
            fault(
                .valueNotAllowed(value: text, column: key, allowed: allowed, near: Suggestion.nearest(to: text, in: allowed)),
                value.span)
        }
        return text
    }

    private mutating func sectionName(_ node: YamlNode, _ key: String) -> String {
        let name = text(node, key, of: "the report")
        if !name.isEmpty, !sectionNames.contains(name) {
            fault(
                .valueNotAllowed(
                    value: name, column: key, allowed: sectionNames, near: Suggestion.nearest(to: name, in: sectionNames)),
                node[key]?.span ?? node.span)
        }
        return name
    }

    private mutating func checkKeys(_ node: YamlNode, of place: String, _ keys: [String]) {
        guard let entries = node.entries else { return fault(.unexpectedShape(what: place, expected: "a mapping"), node.span) }
        for entry in entries where !keys.contains(entry.key) {
            fault(
                .unknownKey(entry.key, place: place, near: Suggestion.nearest(to: entry.key, in: keys)), entry.keySpan)
        }
    }

    private mutating func fault(_ fault: DataFault, _ span: SourceSpan) {
        faults.append(Diagnostic(fault, span: span, source: source))
    }
}
