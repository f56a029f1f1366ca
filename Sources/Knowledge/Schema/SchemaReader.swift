import Diagnostics
import Interchange
import OrderedCollections
import PropertyGraph

/// Makes a `Schema` from schema.yaml, noting every fault in it.
struct SchemaReader {
    private let source: SourceText
    private var faults: FaultList
    private var schema = Schema()
    private var common: OrderedDictionary<String, Schema.Property> = [:]

    static func read(_ bytes: [UInt8], name: String, faults: inout FaultList) -> Schema {
        do {
            let source = try UTF8Text.source(bytes, name: name)
            var reader = SchemaReader(source: source, faults: faults)
            reader.schema.text = source
            reader.read(try YamlReader.read(source))
            faults = reader.faults
            return reader.schema
        } catch {
            faults.add(error)
            return Schema()
        }
    }

    private init(source: SourceText, faults: FaultList) {
        self.source = source
        self.faults = faults
    }

    private mutating func read(_ root: YamlNode) {
        guard let entries = mapping(root, "the schema") else { return }
        // Labels build on the common properties, wherever those stand.
        if let node = root["common"] { common = properties(node, place: "common") }
        for entry in entries {
            switch entry.key {
            case "version":
                if let version = entry.value.integer { schema.version = version } else {
                    fault(.unexpectedShape(what: "`version`", expected: "a whole number"), entry.value.span)
                }
            case "prefixes":
                for prefix in mapping(entry.value, "`prefixes`") ?? [] {
                    schema.prefixes[prefix.key] = text(prefix.value, "`\(prefix.key)`") ?? ""
                }
            case "common": break
            case "labels":
                for label in mapping(entry.value, "`labels`") ?? [] { readLabel(label) }
            case "relationships":
                for type in mapping(entry.value, "`relationships`") ?? [] { readRelationship(type) }
            case "mapping_sets":
                for set in mapping(entry.value, "`mapping_sets`") ?? [] { readMappingSet(set) }
            case "review":
                for part in mapping(entry.value, "`review`") ?? [] {
                    if part.key != "months" { unknownKey(part, "`review`", ["months"]) } else if let months = part.value.integer {
                        schema.reviewMonths = months
                    } else {
                        fault(.unexpectedShape(what: "`months`", expected: "a whole number"), part.value.span)
                    }
                }
            case "summary", "title", "licence": break
            default:
                unknownKey(
                    entry, "the schema",
                    ["version", "prefixes", "common", "labels", "relationships", "mapping_sets", "review"])
            }
        }
        checkNames(root)
        checkEnds(root)
    }

    private mutating func readLabel(_ entry: YamlNode.Entry) {
        var label = Schema.Label(name: entry.key)
        label.properties = common
        for part in mapping(entry.value, "`\(entry.key)`") ?? [] {
            switch part.key {
            case "summary": label.summary = text(part.value, "`summary`")
            case "also": label.also = texts(part.value, "`also`")
            case "aliases": label.aliases = texts(part.value, "`aliases`")
            case "abstract": label.isAbstract = boolean(part.value, "`abstract`")
            case "generated": label.isGenerated = boolean(part.value, "`generated`")
            case "unique": label.unique = texts(part.value, "`unique`")
            case "properties":
                for (name, property) in properties(part.value, place: entry.key) { label.properties[name] = property }
            default:
                unknownKey(part, entry.key, ["summary", "also", "aliases", "abstract", "generated", "unique", "properties"])
            }
        }
        schema.labels[entry.key] = label
    }

    private mutating func properties(_ node: YamlNode, place: String) -> OrderedDictionary<String, Schema.Property> {
        var properties: OrderedDictionary<String, Schema.Property> = [:]
        for entry in mapping(node, "the properties of \(place)") ?? [] {
            properties[entry.key] = property(entry, place: "\(place).\(entry.key)")
        }
        return properties
    }

    private mutating func property(_ entry: YamlNode.Entry, place: String) -> Schema.Property {
        var property = Schema.Property(name: entry.key, kind: .string)
        for part in mapping(entry.value, "`\(entry.key)`") ?? [] {
            switch part.key {
            case "type":
                let word = text(part.value, "`type`") ?? "string"
                if let kind = Schema.Property.Kind(rawValue: word) { property.kind = kind } else {
                    let kinds = Schema.Property.Kind.allCases.map(\.rawValue)
                    fault(.unknownType(word, near: Suggestion.nearest(to: word, in: kinds)), part.value.span)
                }
            case "required": property.isRequired = boolean(part.value, "`required`")
            case "values": property.values = texts(part.value, "`values`")
            case "to": property.targets = texts(part.value, "`to`")
            case "relationship": property.relationship = text(part.value, "`relationship`")
            case "summary": property.summary = text(part.value, "`summary`")
            default: unknownKey(part, place, ["type", "required", "values", "to", "relationship", "summary"])
            }
        }
        if property.kind == .reference, property.relationship == nil {
            fault(.missingKey("relationship", place: place), entry.keySpan)
        }
        if property.name == "source", property.kind == .list {
            if property.targets.isEmpty { property.targets = [Schema.documentLabel] }
            property.relationship = property.relationship ?? Schema.sourcedFrom
        }
        return property
    }

    private mutating func readRelationship(_ entry: YamlNode.Entry) {
        var type = Schema.Relationship(name: entry.key, from: [], to: [])
        for part in mapping(entry.value, "`\(entry.key)`") ?? [] {
            switch part.key {
            case "from": type.from = texts(part.value, "`from`")
            case "to": type.to = texts(part.value, "`to`")
            case "multiplicity":
                let word = text(part.value, "`multiplicity`") ?? ""
                if let multiplicity = Schema.Relationship.Multiplicity(rawValue: word) {
                    type.multiplicity = multiplicity
                } else {
                    let allowed = Schema.Relationship.Multiplicity.allCases.map(\.rawValue)
                    fault(
                        .valueNotAllowed(
                            value: word, column: "multiplicity", allowed: allowed,
                            near: Suggestion.nearest(to: word, in: allowed)),
                        part.value.span)
                }
            case "members": type.isMembership = boolean(part.value, "`members`")
            case "symmetric": type.isSymmetric = boolean(part.value, "`symmetric`")
            case "across_time": type.spansTime = boolean(part.value, "`across_time`")
            case "summary": type.summary = text(part.value, "`summary`")
            default:
                unknownKey(
                    part, entry.key, ["from", "to", "multiplicity", "members", "symmetric", "across_time", "summary"])
            }
        }
        schema.relationships[entry.key] = type
    }

    private mutating func readMappingSet(_ entry: YamlNode.Entry) {
        var set = Schema.MappingSet(name: entry.key, relationship: "", from: [], to: [], span: entry.keySpan)
        for part in mapping(entry.value, "`\(entry.key)`") ?? [] {
            switch part.key {
            case "relationship": set.relationship = text(part.value, "`relationship`") ?? ""
            case "from": set.from = texts(part.value, "`from`")
            case "to": set.to = texts(part.value, "`to`")
            case "across_time": set.spansTime = boolean(part.value, "`across_time`")
            case "groups": set.takesGroups = boolean(part.value, "`groups`")
            case "summary": set.summary = text(part.value, "`summary`")
            case "status": set.status = text(part.value, "`status`")
            case "sector": set.sector = word(part, of: ["providers", "local authorities", "integrated care systems", "all"])
            case "completeness": set.completeness = word(part, of: Completeness.allCases.map(\.rawValue))
            case "complete_for": set.completeFor = text(part.value, "`complete_for`")
            case "missing": set.missing = text(part.value, "`missing`")
            case "source": set.source = texts(part.value, "`source`")
            case "valid_from": set.validFrom = date(part.value)
            case "valid_to": set.validTo = date(part.value)
            default:
                unknownKey(
                    part, entry.key,
                    [
                        "relationship", "from", "to", "across_time", "groups", "summary", "status", "sector", "completeness",
                        "complete_for", "missing", "source", "valid_from", "valid_to",
                    ])
            }
        }
        for (key, isMissing) in [("relationship", set.relationship.isEmpty), ("from", set.from.isEmpty), ("to", set.to.isEmpty)]
        where isMissing {
            fault(.missingKey(key, place: entry.key), entry.keySpan)
        }
        schema.mappingSets[entry.key] = set
    }

    /// Names used must be names described. Run at the end, since a name may be used before it is described.
    private mutating func checkNames(_ root: YamlNode) {
        func entries(_ key: String) -> [YamlNode.Entry] { root[key]?.entries ?? [] }
        func check(_ node: YamlNode?, label: Bool) {
            guard let node else { return }
            let nodes = node.items ?? [node]
            for item in nodes {
                guard let name = item.text, !name.isEmpty, name != Schema.mappingSetLabel else { continue }
                if label, schema.labels[name] == nil {
                    fault(.unknownLabel(name, near: Suggestion.nearest(to: name, in: schema.labels.keys)), item.span)
                }
                if !label, schema.relationships[name] == nil, name != Schema.sourcedFrom {
                    fault(
                        .unknownRelationship(name, near: Suggestion.nearest(to: name, in: schema.relationships.keys)),
                        item.span)
                }
            }
        }
        for label in entries("labels") {
            check(label.value["also"], label: true)
            let known = schema.labels[label.key]?.properties.keys
            for item in label.value["unique"]?.items ?? [] {
                guard let name = item.text, let known, !known.contains(name) else { continue }
                fault(
                    .unknownColumn(name, table: label.key, near: Suggestion.nearest(to: name, in: known)), item.span)
            }
            for property in label.value["properties"]?.entries ?? [] {
                check(property.value["to"], label: true)
                check(property.value["relationship"], label: false)
            }
        }
        for property in entries("common") {
            check(property.value["to"], label: true)
            check(property.value["relationship"], label: false)
        }
        for type in entries("relationships") + entries("mapping_sets") {
            check(type.value["from"], label: true)
            check(type.value["to"], label: true)
            check(type.value["relationship"], label: false)
        }
    }
}

// MARK: - Ends

extension SchemaReader {
    /// What references and mapping sets tie together must be what their relationship types allow.
    private mutating func checkEnds(_ root: YamlNode) {
        for entry in root["labels"]?.entries ?? [] {
            guard let label = schema.labels[entry.key] else { continue }
            for part in entry.value["properties"]?.entries ?? [] {
                guard let property = label.properties[part.key], let type = property.relationship else { continue }
                checkEnd([label.name], of: type, \.from, part.keySpan)
                checkEnd(property.targets, of: type, \.to, part.value["to"]?.span ?? part.keySpan)
            }
        }
        for entry in root["mapping_sets"]?.entries ?? [] {
            guard let set = schema.mappingSets[entry.key] else { continue }
            checkEnd(set.from, of: set.relationship, \.from, entry.value["from"]?.span ?? entry.keySpan)
            checkEnd(set.to, of: set.relationship, \.to, entry.value["to"]?.span ?? entry.keySpan)
        }
    }

    private mutating func checkEnd(
        _ labels: [String], of type: String, _ end: KeyPath<Schema.Relationship, [String]>, _ span: SourceSpan
    ) {
        guard let allowed = schema.relationships[type]?[keyPath: end], !allowed.isEmpty else { return }
        for label in labels {
            // A label that is not described is a fault already.
            if let all = schema.labels[label]?.all, !all.contains(where: allowed.contains) {
                fault(.endNotAllowed(label: label, relationship: type, allowed: allowed), span)
            }
        }
    }
}

// MARK: - Shapes

extension SchemaReader {
    private mutating func mapping(_ node: YamlNode, _ what: String) -> [YamlNode.Entry]? {
        if let entries = node.entries { return entries }
        if !node.isNull { fault(.unexpectedShape(what: what, expected: "a mapping"), node.span) }
        return nil
    }

    private mutating func text(_ node: YamlNode, _ what: String) -> String? {
        if let text = node.text { return text }
        fault(.unexpectedShape(what: what, expected: "a text"), node.span)
        return nil
    }

    private mutating func word(_ entry: YamlNode.Entry, of allowed: [String]) -> String? {
        guard let word = text(entry.value, "`\(entry.key)`") else { return nil }
        if allowed.contains(word) { return word }
        fault(
            .valueNotAllowed(
                value: word, column: entry.key, allowed: allowed, near: Suggestion.nearest(to: word, in: allowed)),
            entry.value.span)
        return nil
    }

    private mutating func texts(_ node: YamlNode, _ what: String) -> [String] {
        if let texts = node.texts { return texts }
        fault(.unexpectedShape(what: what, expected: "a list of texts"), node.span)
        return []
    }

    private mutating func boolean(_ node: YamlNode, _ what: String) -> Bool {
        if let value = node.boolean { return value }
        fault(.unexpectedShape(what: what, expected: "true or false"), node.span)
        return false
    }

    private mutating func date(_ node: YamlNode) -> CalendarDate? {
        if let date = node.text.flatMap({ CalendarDate($0) }) { return date }
        fault(.badDate(node.text ?? ""), node.span)
        return nil
    }

    private mutating func unknownKey(_ entry: YamlNode.Entry, _ place: String, _ known: [String]) {
        fault(.unknownKey(entry.key, place: place, near: Suggestion.nearest(to: entry.key, in: known)), entry.keySpan)
    }

    private mutating func fault(_ fault: DataFault, _ span: SourceSpan) {
        faults.add(fault, span, source)
    }
}
