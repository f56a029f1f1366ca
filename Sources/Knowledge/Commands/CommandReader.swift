import Diagnostics
import Interchange

/// Makes a `Command` from a file: a head of `//` lines with `key: value`, then one query.
struct CommandReader {
    private let source: SourceText
    private let name: String
    private var faults: [Diagnostic] = []
    private var values: [String: [(text: String, span: SourceSpan)]] = [:]

    private static let keys = ["summary", "usage", "example", "parameter", "then", "detail", "drop", "graph", "source", "note", "error", "empty", "nothing", "needs"]

    static func read(_ file: KnowledgeFile, schema: Schema, faults: inout FaultList) -> Command? {
        do {
            let source = try UTF8Text.source(file.bytes, name: file.displayName)
            var reader = CommandReader(source: source, name: file.stem)
            let command = reader.command(schema)
            for fault in reader.faults { faults.add(fault) }
            return reader.faults.isEmpty ? command : nil
        } catch {
            faults.add(error)
            return nil
        }
    }

    private init(source: SourceText, name: String) {
        self.source = source
        self.name = name
    }

    private mutating func command(_ schema: Schema) -> Command {
        let query = readHead()
        for key in ["summary", "usage"] where values[key] == nil {
            fault(.missingKey(key, place: "the head of the command"), SourceSpan(0, 0))
        }
        if query.text.allSatisfy(\.isWhitespace) { fault(.malformedCommand(problem: "the command has no query"), SourceSpan(0, 0)) }
        let parameters = (values["parameter"] ?? []).compactMap { parameter($0.text, $0.span, schema) }
        return Command(
            name: name, summary: first("summary") ?? "", usage: first("usage") ?? name,
            examples: (values["example"] ?? []).map(\.text), parameters: parameters, query: query, text: source.text,
            then: first("then"), detail: Self.list(first("detail")), droppable: Self.list(first("drop")),
            needsWholeGraph: first("graph") == "all",
            source: first("source"), note: first("note"), errorColumn: first("error"),
            emptySentence: first("empty"), neededLabel: first("needs"), emptyNote: first("nothing"))
    }

    private func first(_ key: String) -> String? { values[key]?.first?.text }

    private static func list(_ text: String?) -> [String] {
        (text ?? "").split { $0 == "," || $0 == " " }.map(String.init)
    }

    /// Notes the head's values; returns the rest of the file. Comment lines after an empty one are for readers of the file.
    private mutating func readHead() -> SourceText {
        var offset = 0
        var line = 1
        var isNote = false
        var rest = source.text[...]
        while let end = rest.utf8.firstIndex(of: 0x0A) ?? (rest.isEmpty ? nil : rest.endIndex) {
            let text = rest[..<end]
            guard text.hasPrefix("//") || text.allSatisfy(\.isWhitespace) else { break }
            isNote = isNote || text.allSatisfy { $0 == "/" || $0.isWhitespace }
            if !isNote { readHeadLine(text, at: offset) }
            offset += text.utf8.count + 1
            line += 1
            rest = end == rest.endIndex ? "" : rest[rest.utf8.index(after: end)...]
        }
        return SourceText(String(rest), name: source.name, firstLine: line)
    }

    private mutating func readHeadLine(_ line: Substring, at offset: Int) {
        let body = line.drop { $0 == "/" || $0 == " " }
        guard let colon = body.firstIndex(of: ":") else { return }
        var key = String(body[..<colon])
        var value = String(body[body.index(after: colon)...].trimmed)
        // `parameter NAME: …` has its name before the colon.
        if key.hasPrefix("parameter ") {
            value = key.dropFirst(10).trimmed + ": " + value
            key = "parameter"
        }
        guard Self.keys.contains(key) else {
            if !key.contains(" ") {
                let start = offset + line.utf8.count - body.utf8.count
                fault(
                    .unknownKey(key, place: "the head of a command", near: Suggestion.nearest(to: key, in: Self.keys)),
                    SourceSpan(start, start + key.utf8.count))
            }
            return
        }
        values[key, default: []].append((value, SourceSpan(offset, offset + line.utf8.count)))
    }

    /// `key_question: KeyQuestion optional — the key question`
    private mutating func parameter(_ text: String, _ span: SourceSpan, _ schema: Schema) -> Command.Parameter? {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else {
            fault(.malformedCommand(problem: "a parameter is written `parameter NAME: KIND [optional] [after SIGN] — what it is`"), span)
            return nil
        }
        var words = parts[1].split(separator: " ")
        let summary = words.firstIndex { $0 == "—" || $0 == "-" }.map { index in
            defer { words.removeSubrange(index...) }
            return words[(index + 1)...].joined(separator: " ")
        }
        guard var kindWord = words.first.map(String.init) else { return nil }
        var labels: [String] = []
        if kindWord.hasPrefix("Label("), kindWord.hasSuffix(")") {
            labels = kindWord.dropFirst(6).dropLast().split(separator: "|").map(String.init)
            for label in labels { _ = kind(label, span, schema) }
            kindWord = "Label"
        }
        guard let kind = kind(kindWord, span, schema) else { return nil }
        let isOptional = words.dropFirst().contains("optional")
        let after = words.firstIndex(of: "after").map { words[($0 + 1)...].first ?? "" }
        if after == "" { fault(.malformedCommand(problem: "`after` is followed by the sign that may stand before the word"), span) }
        return Command.Parameter(
            name: String(parts[0].trimmed), kind: kind, isOptional: isOptional, connector: after.map(String.init),
            summary: summary ?? "", labels: labels)
    }

    /// `NAME: KIND [optional] — what it is`, as in the head of a command, out of another file.
    static func parameter(
        _ text: String, _ span: SourceSpan, in source: SourceText, schema: Schema, faults: inout FaultList
    ) -> Command.Parameter? {
        var reader = CommandReader(source: source, name: "")
        let parameter = reader.parameter(text, span, schema)
        for fault in reader.faults { faults.add(fault) }
        return parameter
    }

    private mutating func kind(_ word: String, _ span: SourceSpan, _ schema: Schema) -> Command.Parameter.Kind? {
        switch word {
        case "Label": return .label
        case "date": return .date
        case "integer": return .integer
        case "text": return .text
        case "Any": return .node(labels: [])
        case _ where word.hasPrefix("word(") && word.hasSuffix(")"):
            return .word(word.dropFirst(5).dropLast().split(separator: "|").map(String.init))
        default:
            let labels = word.split(separator: "|").map(String.init)
            for label in labels where schema.labels[label] == nil {
                fault(.unknownLabel(label, near: Suggestion.nearest(to: label, in: schema.labels.keys)), span)
                return nil
            }
            return .node(labels: labels)
        }
    }

    private mutating func fault(_ fault: DataFault, _ span: SourceSpan) {
        faults.append(Diagnostic(fault, span: span, source: source))
    }
}

extension StringProtocol where SubSequence == Substring {
    /// Without spaces at both ends.
    var trimmed: Substring {
        var out = self[...]
        while out.first?.isWhitespace ?? false { out.removeFirst() }
        while out.last?.isWhitespace ?? false { out.removeLast() }
        return out
    }
}
