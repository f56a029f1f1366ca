public import Diagnostics
public import Interchange
import Knowledge
import PropertyGraph

/// Reads mapping sets of other projects: SSSOM/TSV and SSSOM/CSV with metadata in the head or in a file beside it, and SSSOM/JSON.
/// A row that the data model of SSSOM does not allow is left out with a warning; the sssom package reads in the same way.
public struct SSSOMReader {
    let source: SourceText
    var set: ImportedMappings
    /// Of the set, by slot; what is propagated to the rows is removed from it.
    var metadata: [(key: String, value: YamlNode)] = []
    var prefixes: [String: String] = [:]
    /// Columns that are not slots of SSSOM, by the property that holds them.
    private var columns: [String: String] = [:]

    /// - Parameters:
    ///   - stem: of the file's name; it names a set without an id.
    ///   - metadata: from a file beside the table; the head comes before it.
    public static func readTable(
        _ bytes: [UInt8], name: String, stem: String, isCSV: Bool, metadata: YamlNode?
    ) throws(Diagnostics) -> ImportedMappings {
        var faults: [Diagnostic] = []
        let table = try DelimitedReader.read(bytes, name: name, delimiter: isCSV ? .comma : .tab, dropsPadding: true, faults: &faults)
        // Rows may be shorter than the header, and text may follow a closing quote.
        let errors = faults.filter { diagnostic in
            switch diagnostic.fault as? DataFault {
            case .raggedRow(let found, let expected): found > expected
            case .textAfterQuote: false
            default: true
            }
        }
        if !errors.isEmpty { throw Diagnostics(errors) }
        var tails: [Int: String] = [:]
        for fault in faults {
            guard case .textAfterQuote? = fault.fault as? DataFault, let span = fault.span else { continue }
            tails[span.start] = table.source[span]
        }
        let head = try YamlReader.read(table.source, lines: table.headLines, quoted: table.quotedHeadLines)
        var reader = SSSOMReader(table.source, stem: stem)
        try reader.readMetadata([head, metadata].compactMap(\.self))
        try reader.readRows(of: table, tails: tails)
        return reader.finished()
    }

    public static func readJSON(_ source: SourceText, stem: String, metadata: YamlNode?) throws(Diagnostics) -> ImportedMappings {
        let root = try JSONReader.read(source)
        guard root.entries != nil, let mappings = root["mappings"]?.items else {
            throw Diagnostics(ImportFault.unexpectedContent(expected: "a mapping set in SSSOM/JSON: an object with `mappings`"), span: root.span, source: source)
        }
        var reader = SSSOMReader(source, stem: stem)
        try reader.readMetadata([root, metadata].compactMap(\.self))
        let propagated = reader.propagated { slot in mappings.contains { $0[slot] != nil } }
        for mapping in mappings {
            guard let entries = mapping.entries else {
                throw Diagnostics(ImportFault.unexpectedContent(expected: "a mapping: an object"), span: mapping.span, source: source)
            }
            var row: [SSSOMCell] = []
            for entry in entries where !entry.key.hasPrefix("@") && !entry.value.isNull {
                guard let texts = entry.value.texts else {
                    throw Diagnostics(
                        ImportFault.unexpectedContent(expected: "a value of `\(entry.key)`: a text, a number or a list of these"),
                        span: entry.value.span, source: source)
                }
                row.append(SSSOMCell(key: entry.key, texts: texts))
            }
            reader.add(row + propagated, at: mapping.span)
        }
        return reader.finished()
    }

    private init(_ source: SourceText, stem: String) {
        self.source = source
        set = ImportedMappings(name: stem, source: source)
    }

    // MARK: The set

    /// Of several values under one key the first counts.
    private mutating func readMetadata(_ nodes: [YamlNode]) throws(Diagnostics) {
        var seen: Set<String> = ["mappings", "@type", "@id"]
        for node in nodes {
            guard node.entries != nil || node.isNull else {
                throw Diagnostics(ImportFault.unexpectedContent(expected: "metadata of a mapping set: keys with values"), span: node.span, source: source)
            }
            for entry in node.entries ?? [] {
                if entry.key == "curie_map" || entry.key == "@context" { addPrefixes(entry.value) } else if seen.insert(entry.key).inserted, !entry.value.isNull {
                    metadata.append((entry.key, entry.value))
                }
            }
        }
        for key in ["mapping_set_id", "license"] {
            guard let node = metadata.first(where: { $0.key == key })?.value, let text = node.text,
                let fault = SSSOMValue.fault(text, of: key, .address)
            else { continue }
            throw Diagnostics(ImportFault.unexpectedContent(expected: "a mapping set that can be read: \(fault)"), span: node.span, source: source)
        }
    }

    private mutating func addPrefixes(_ node: YamlNode) {
        for item in node.items ?? [node] {
            for entry in item.entries ?? [] where !entry.key.hasPrefix("@") {
                // In a context of JSON-LD an address may stand within an object.
                guard let address = entry.value.text ?? entry.value["@id"]?.text, prefixes[entry.key] == nil else { continue }
                prefixes[entry.key] = address
            }
        }
    }

    /// Values of the set that are those of every row.
    private mutating func propagated(where isInRows: (String) -> Bool) -> [SSSOMCell] {
        let taken = metadata.filter { SSSOMSlots.ofMapping[$0.key]?.isPropagated == true && $0.value.texts != nil && !isInRows($0.key) }
        metadata.removeAll { entry in taken.contains { $0.key == entry.key } }
        return taken.map { SSSOMCell(key: $0.key, texts: $0.value.texts ?? []) }
    }

    // MARK: Rows

    private mutating func readRows(of table: DelimitedText, tails: [Int: String]) throws(Diagnostics) {
        var seen: Set<String> = []
        for (column, name) in table.header.enumerated() where !seen.insert(name).inserted {
            throw Diagnostics(DataFault.duplicateColumn(name), span: table.headerSpan(column: column), source: source)
        }
        let propagated = propagated(where: seen.contains)
        for row in 0..<table.rowCount {
            var cells: [SSSOMCell] = []
            for (column, name) in table.header.enumerated() where !table.isEmpty(row: row, column: column) {
                let span = table.span(row: row, column: column)
                let text = table.text(row: row, column: column) + (tails[span.end] ?? "")
                let items = SSSOMSlots.ofMapping[name]?.isList == true ? SSSOMSlots.items(of: text) : nil
                cells.append(SSSOMCell(key: name, texts: items ?? [text], isUnescaped: items == nil))
            }
            let span = SourceSpan(table.span(row: row, column: 0).start, table.span(row: row, column: table.columnCount - 1).end)
            add(cells + propagated, at: span)
        }
    }

    private mutating func add(_ cells: [SSSOMCell], at span: SourceSpan) {
        set.rowCount += 1
        var mapping = ImportedMappings.Mapping(subject: .init(), object: .init(), properties: [:], span: span)
        if let reason = fill(&mapping, cells) {
            set.notes.append(Diagnostic(ImportFault.rowLeftOut(reason: reason), severity: .warning, span: span, source: source))
        } else {
            set.mappings.append(mapping)
        }
    }

    /// Why the row cannot be taken; nil where it can.
    private mutating func fill(_ mapping: inout ImportedMappings.Mapping, _ cells: [SSSOMCell]) -> String? {
        var types: [String: String] = [:]
        mapping.properties["justification"] = .string(SSSOMSlots.unspecified)
        for cell in cells where !(cell.texts.isEmpty || cell.texts == [""]) {
            let (name, texts) = (cell.key, cell.texts)
            guard let slot = SSSOMSlots.ofMapping[name] else {
                mapping.properties[property(ofColumn: name)] = value(texts, .text)
                continue
            }
            for text in texts {
                if let fault = SSSOMValue.fault(slot.isList ? text.trimmed : text, of: name, slot.kind) { return fault }
            }
            let text = texts[0]
            switch name {
            case "subject_id": mapping.subject.id = text
            case "object_id": mapping.object.id = text
            case "subject_label": mapping.subject.label = text
            case "object_label": mapping.object.label = text
            case "predicate_id": mapping.properties["predicate"] = .string(Self.predicate(text))
            case "predicate_modifier": mapping.properties["negated"] = .boolean(true)
            case "confidence":
                guard let score = SSSOMValue.number(text), score.isFinite else { continue }
                mapping.properties["score"] = .float(score)
                mapping.properties["confidence"] = .string(score >= 0.8 ? "high" : score >= 0.45 ? "medium" : "low")
            default: mapping.properties[slot.property ?? name] = value(texts, slot.kind, isList: slot.isList, isUnescaped: cell.isUnescaped)
            }
            if name.hasSuffix("_type") { types[name] = text }
        }
        if mapping.properties["predicate"] == nil { return "it has no predicate_id" }
        for (side, end) in [("subject", mapping.subject), ("object", mapping.object)] {
            let isLiteral = types[side + "_type"] == SSSOMSlots.literal
            if isLiteral ? end.label == nil : end.id == nil { return "it has no \(side)_\(isLiteral ? "label" : "id")" }
        }
        return nil
    }

    /// - Parameter isUnescaped: the one text is the whole cell, whose backslashes are not escapes.
    private func value(_ texts: [String], _ kind: SSSOMSlots.Kind, isList: Bool = false, isUnescaped: Bool = false) -> Value {
        let items = texts.map { text -> Value in
            switch kind {
            case .number: SSSOMValue.number(text).map(Value.float) ?? .string(text)
            case .date: CalendarDate(text).map(Value.date) ?? .string(text)
            default: .string(text)
            }
        }
        // An item with a bar or a backslash is written with an escape again, as items of lists are.
        let isPlain = items.count == 1 && (!isList || isUnescaped || !texts[0].contains { $0 == "|" || $0 == "\\" })
        return isPlain ? items[0] : .list(items)
    }

    /// `exact` for `skos:exactMatch`, as in kb/; others stay.
    private static func predicate(_ id: String) -> String {
        MappingPredicate(id: id)?.rawValue ?? id
    }

    // MARK: Columns that are not slots

    /// Properties that mean something to queries and reports: a column of the same name is none of them.
    private static let taken: Set<String> = [
        "set", "predicate", "negated", "score", "author", "reviewer", "date", "justification", "looked_for", "known_from", "basis", "finding",
        "reviewed", "review_state", "missing_side",
    ]

    /// `ext_topic` becomes `topic`, and goes out under its own name again.
    private mutating func property(ofColumn name: String) -> String {
        let short = name.hasPrefix("ext_") ? String(name.dropFirst(4)) : name
        let isFree = !short.isEmpty && !Self.taken.contains(short) && SSSOMSlots.ofMapping[short] == nil
        let key = isFree && (columns[short] ?? name) == name ? short : "ext_" + short
        columns[key] = name
        return key
    }

    // MARK: The end

    private func finished() -> ImportedMappings {
        var set = set
        set.prefixes = prefixes
        for (key, node) in metadata {
            let property = SSSOMSlots.ofSet[key] ?? key
            if let text = node.text {
                set.properties[property] = SSSOMSlots.ofMapping[key].map { value([text], $0.kind) } ?? .string(text)
            } else if let texts = node.texts, !texts.isEmpty {
                set.properties[property] = .list(texts.map(Value.string))
            } else if key == "extension_definitions" {
                set.properties[key] = .list((node.items ?? []).map { item in
                    .string((item.entries ?? []).compactMap { entry in entry.value.text.map { "\(entry.key)=\($0)" } }.joined(separator: " "))
                })
            }
        }
        if !prefixes.isEmpty { set.properties["curie_map"] = .list(prefixes.sorted { $0.key < $1.key }.map { .string("\($0.key) \($0.value)") }) }
        let renamed = columns.filter { $0.value != "ext_" + $0.key }.sorted { $0.key < $1.key }
        if !renamed.isEmpty { set.properties["columns"] = .list(renamed.map { .string("\($0.key) \($0.value)") }) }
        if case .string(let id)? = set.properties["mapping_set_id"], let name = Self.name(fromID: id) { set.name = name }
        return set
    }

    /// The last part of an address that names a set.
    private static func name(fromID id: String) -> String? {
        let last = id.prefix { $0 != "#" && $0 != "?" }.split(separator: "/").last.map(String.init) ?? ""
        let stem = last.split(separator: ".").first.map(String.init) ?? ""
        return stem.isEmpty || !id.contains("/") ? nil : ImportName.cleaned(stem)
    }
}

/// A value of a row: the items of a list, or one text.
struct SSSOMCell {
    var key: String
    var texts: [String]
    var isUnescaped = false
}

/// Names of sets and frameworks, which are names of files as well.
public enum ImportName {
    public static func isValid(_ name: String) -> Bool {
        name.utf8.first.map { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") } ?? false && name == cleaned(name)
    }

    /// With `-` for whatever cannot stand in one.
    public static func cleaned(_ name: String) -> String {
        String(name.unicodeScalars.map { scalar in
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "-_.".unicodeScalars.contains(scalar))
            return isPlain ? Character(scalar) : "-"
        })
    }
}
