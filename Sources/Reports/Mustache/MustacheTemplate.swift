import Diagnostics
import Interchange

/// What a template is filled with.
enum MustacheValue {
    /// Escaped where it is put.
    case text(String)
    /// Put as it is: markup made by this module, never text of data.
    case markup(String)
    case flag(Bool)
    case list([MustacheValue])
    case map([String: MustacheValue])

    static func list<Items: Sequence>(_ items: Items, _ make: (Items.Element) -> MustacheValue) -> MustacheValue {
        .list(items.map(make))
    }

    /// Text, or nothing at all.
    static func optional(_ text: String?) -> MustacheValue { text.map { .text($0) } ?? .flag(false) }
}

/// The part of Mustache (mustache(5)) that the page of a report needs: `{{name}}` escaped, `{{{name}}}` as it is,
/// `{{#name}}…{{/name}}` for each or if, `{{^name}}…{{/name}}` if not, `{{.}}`, `{{! comment }}`.
/// A tag that stands alone on its line takes the line with it.
struct MustacheTemplate {
    private indirect enum Part {
        case text(String)
        case value(String, isEscaped: Bool)
        case section(String, isInverted: Bool, [Part])
    }

    private let parts: [Part]

    /// Throws `ReportFault.malformedTemplate`.
    init(_ source: SourceText) throws(Diagnostics) {
        var parser = Parser(source: source, bytes: Array(source.text.utf8))
        parts = try parser.parts(until: nil)
    }

    /// Names that nothing is known of are empty.
    func render(_ values: [String: MustacheValue]) -> String {
        var out = ""
        Self.render(parts, [.map(values)], &out)
        return out
    }

    // MARK: Rendering

    private static func render(_ parts: [Part], _ context: [MustacheValue], _ out: inout String) {
        for part in parts {
            switch part {
            case .text(let text): out += text
            case .value(let name, let isEscaped):
                switch lookUp(name, context) {
                case .text(let text): out += HTMLText.escaped(text)
                case .markup(let markup): out += isEscaped ? HTMLText.escaped(markup) : markup
                default: break
                }
            case .section(let name, let isInverted, let inner):
                let value = lookUp(name, context)
                if isInverted {
                    if !value.holds { render(inner, context, &out) }
                } else if case .list(let items) = value {
                    for item in items { render(inner, context + [item], &out) }
                } else if value.holds {
                    render(inner, context + [value], &out)
                }
            }
        }
    }

    private static func lookUp(_ name: String, _ context: [MustacheValue]) -> MustacheValue {
        if name == "." { return context.last ?? .flag(false) }
        for value in context.reversed() {
            if case .map(let map) = value, let found = map[name] { return found }
        }
        return .flag(false)
    }

    // MARK: Parsing

    private struct Parser {
        let source: SourceText
        let bytes: [UInt8]
        var at = 0

        mutating func parts(until closing: String?) throws(Diagnostics) -> [Part] {
            var parts: [Part] = []
            var start = at
            while let open = find("{{", from: at) {
                let isRaw = open + 2 < bytes.count && bytes[open + 2] == 0x7B
                let (opener, closer) = isRaw ? ("{{{", "}}}") : ("{{", "}}")
                guard let end = find(closer, from: open + opener.utf8.count) else {
                    throw fault("this tag is not closed", open, bytes.count)
                }
                let tag = string(open + opener.utf8.count, end)
                let after = end + closer.utf8.count
                let isStanding = !isRaw && "#^/!".contains(tag.first ?? " ")
                let (textEnd, next) = isStanding ? alone(from: open, to: after, notBefore: start) : (open, after)
                if textEnd > start { parts.append(.text(string(start, textEnd))) }
                at = next
                start = next
                let name = String(tag.drop { "#^/!".contains($0) }.filter { $0 != " " })
                switch tag.first {
                case "!": break
                case "#", "^": parts.append(.section(name, isInverted: tag.first == "^", try self.parts(until: name)))
                case "/":
                    guard name == closing else { throw fault("this closes no section that is open", open, after) }
                    return parts
                default: parts.append(.value(name, isEscaped: !isRaw))
                }
                start = at
            }
            if let closing { throw fault("the section \(closing) is not closed", bytes.count, bytes.count) }
            if bytes.count > start { parts.append(.text(string(start, bytes.count))) }
            at = bytes.count
            return parts
        }

        /// Widened to the whole line where nothing but blanks stands beside the tag.
        private func alone(from open: Int, to after: Int, notBefore start: Int) -> (textEnd: Int, next: Int) {
            var first = open
            while first > start, bytes[first - 1] == 0x20 { first -= 1 }
            let atLineStart = first == 0 || bytes[first - 1] == 0x0A
            guard atLineStart, after < bytes.count, bytes[after] == 0x0A else { return (open, after) }
            return (first, after + 1)
        }

        private func find(_ text: String, from start: Int) -> Int? {
            let wanted = Array(text.utf8)
            guard bytes.count >= wanted.count, start <= bytes.count - wanted.count else { return nil }
            return (start...(bytes.count - wanted.count)).first { bytes[$0..<($0 + wanted.count)].elementsEqual(wanted) }
        }

        private func string(_ from: Int, _ to: Int) -> String { String(decoding: bytes[from..<to], as: UTF8.self) }

        private func fault(_ problem: String, _ from: Int, _ to: Int) -> Diagnostics {
            Diagnostics(ReportFault.malformedTemplate(problem: problem), span: SourceSpan(from, to), source: source)
        }
    }
}

extension MustacheValue {
    fileprivate var holds: Bool {
        switch self {
        case .flag(let flag): flag
        case .text(let text), .markup(let text): !text.isEmpty
        case .list(let items): !items.isEmpty
        case .map: true
        }
    }
}
