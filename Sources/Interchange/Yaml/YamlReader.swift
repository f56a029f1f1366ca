import CYaml
public import Diagnostics

/// Reads the one document of a YAML text by way of libyaml's events.
/// Aliases are refused: data needs none, and they can make a small file huge.
public struct YamlReader {
    private let source: SourceText
    /// The bytes of the text that are YAML, one line each, without line ends.
    private let lines: [Range<Int>]
    /// Of these, by position, those in which a quote is written twice.
    private let quoted: Set<Int>
    private let bytes: [UInt8]
    /// Where the last mark lay: the next one lies near it, however long its line is.
    private var last = (line: 0, column: 0, at: 0)
    /// How many characters have been gone past to find places.
    package private(set) var steps = 0
    /// On the heap, since libyaml keeps pointers from the parser to itself.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private var event = yaml_event_t()

    /// `lines`: the byte ranges of `source` that hold the document, as where each follows a `#`; all lines otherwise.
    /// `quoted`: positions in `lines` of those in which a quote is written twice.
    public static func read(
        _ source: SourceText, lines: [Range<Int>]? = nil, quoted: Set<Int> = []
    ) throws(Diagnostics) -> YamlNode {
        var steps = 0
        return try read(source, lines: lines, quoted: quoted, steps: &steps)
    }

    /// Tells the steps that tests hold against the length of the text.
    package static func read(
        _ source: SourceText, lines: [Range<Int>]? = nil, quoted: Set<Int> = [], steps: inout Int
    ) throws(Diagnostics) -> YamlNode {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        var reader = YamlReader(source, lines: lines, quoted: quoted, parser: parser)
        defer { steps = reader.steps }
        return try reader.document()
    }

    private init(
        _ source: SourceText, lines: [Range<Int>]?, quoted: Set<Int>, parser: UnsafeMutablePointer<yaml_parser_t>
    ) {
        self.source = source
        self.quoted = quoted
        self.parser = parser
        bytes = Array(source.text.utf8)
        self.lines = lines ?? Self.allLines(bytes)
    }

    private static func allLines(_ bytes: [UInt8]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == 0x0A {
            lines.append(start..<index)
            start = index + 1
        }
        lines.append(start..<bytes.count)
        return lines
    }

    private mutating func document() throws(Diagnostics) -> YamlNode {
        guard yaml_parser_initialize(parser) == 1 else { throw malformed("out of memory", at: 0) }
        defer {
            yaml_event_delete(&event)
            yaml_parser_delete(parser)
        }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        for (number, line) in lines.enumerated() {
            if quoted.contains(number) { text += DelimitedText.undoubled(bytes[line]) } else { text += bytes[line] }
            text.append(0x0A)
        }
        // libyaml keeps the pointer until the parser is deleted.
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.count)
        defer { buffer.deallocate() }
        _ = buffer.initialize(from: text)
        yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)

        try advance()  // stream start
        try advance()
        if event.type == YAML_STREAM_END_EVENT { return YamlNode(.mapping([]), span: SourceSpan(0, 0)) }
        try advance()
        let root = try node(depth: 0)
        try advance()  // document end
        try advance()
        if event.type != YAML_STREAM_END_EVENT {
            throw malformed("a second document begins here", at: offset(event.start_mark))
        }
        return root
    }

    /// The node that the current event begins; leaves the event that ends it as the current one.
    private mutating func node(depth: Int) throws(Diagnostics) -> YamlNode {
        let start = offset(event.start_mark)
        if depth > 64 { throw malformed("it is nested more than 64 levels deep", at: start) }
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let end = max(start, offset(event.end_mark))
            let text = String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            return YamlNode(
                .scalar(text), span: SourceSpan(start, end),
                isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
        case YAML_SEQUENCE_START_EVENT:
            var items: [YamlNode] = []
            try advance()
            while event.type != YAML_SEQUENCE_END_EVENT {
                items.append(try node(depth: depth + 1))
                try advance()
            }
            return YamlNode(.sequence(items), span: SourceSpan(start, max(start, offset(event.end_mark))))
        case YAML_MAPPING_START_EVENT:
            return YamlNode(.mapping(try entries(depth: depth)), span: SourceSpan(start, max(start, offset(event.end_mark))))
        case YAML_ALIAS_EVENT: throw malformed("an alias stands here, and none are taken", at: start)
        default: throw malformed("a value is missing", at: start)
        }
    }

    private mutating func entries(depth: Int) throws(Diagnostics) -> [YamlNode.Entry] {
        var entries: [YamlNode.Entry] = []
        var seen: Set<String> = []
        try advance()
        while event.type != YAML_MAPPING_END_EVENT {
            let key = try node(depth: depth + 1)
            guard let name = key.text else { throw malformed("a key has to be a word", at: key.span.start) }
            guard seen.insert(name).inserted else {
                throw Diagnostics(DataFault.duplicateKey(name), span: key.span, source: source)
            }
            try advance()
            entries.append(YamlNode.Entry(key: name, keySpan: key.span, value: try node(depth: depth + 1)))
            try advance()
        }
        return entries
    }

    private mutating func advance() throws(Diagnostics) {
        yaml_event_delete(&event)
        guard yaml_parser_parse(parser, &event) == 1 else {
            let problem = parser.pointee.problem.map { String(cString: $0) } ?? "no reason given"
            throw malformed(problem, at: offset(parser.pointee.problem_mark))
        }
    }

    private func malformed(_ problem: String, at offset: Int) -> Diagnostics {
        Diagnostics(DataFault.malformedYaml(problem: problem), span: SourceSpan(offset, offset + 1), source: source)
    }

    /// Where a mark lies in the source. libyaml counts scalars, the source counts bytes.
    private mutating func offset(_ mark: yaml_mark_t) -> Int {
        guard mark.line < lines.count else { return lines.last?.upperBound ?? 0 }
        let (number, wanted) = (Int(mark.line), Int(mark.column))
        let line = lines[number]
        let isQuoted = quoted.contains(number)
        // From the last mark on, or back where that is nearer than the start of the line. A doubled quote can only be read forward.
        let isNear = number == last.line && last.at >= line.lowerBound && (wanted >= last.column || !isQuoted && wanted > last.column / 2)
        var (column, at) = isNear ? (last.column, last.at) : (0, line.lowerBound)
        while column > wanted, at > line.lowerBound {
            at -= 1
            while at > line.lowerBound, bytes[at] & 0xC0 == 0x80 { at -= 1 }
            column -= 1
            steps += 1
        }
        while column < wanted, at < line.upperBound {
            at += isQuoted && bytes[at] == 0x22 ? 2 : 1
            while at < line.upperBound, bytes[at] & 0xC0 == 0x80 { at += 1 }
            column += 1
            steps += 1
        }
        last = (number, column, at)
        return at
    }
}
