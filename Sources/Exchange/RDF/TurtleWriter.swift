/// RDF 1.1 Turtle (https://www.w3.org/TR/turtle/), one block per subject.
struct TurtleWriter {
    private let prefixes: [(name: String, base: String)]

    init(_ prefixes: [(String, String)]) {
        self.prefixes = prefixes.map { (name: $0.0, base: $0.1) }
    }

    /// - Parameter head: comment lines at the top.
    func text(of triples: [Triple], head: [String]) -> String {
        var out = head.map { "# \($0)\n" }.joined()
        for prefix in prefixes { out += "@prefix \(prefix.name): <\(prefix.base)> .\n" }
        var subject: String?
        for triple in triples {
            if triple.subject == subject {
                out += " ;\n    "
            } else {
                out += subject == nil ? "\n" : " .\n\n"
                out += iri(triple.subject) + " "
                subject = triple.subject
            }
            out += triple.predicate == Vocabulary.type ? "a" : iri(triple.predicate)
            out += " " + text(of: triple.object)
        }
        return subject == nil ? out : out + " .\n"
    }

    private func text(of term: RDFTerm) -> String {
        switch term {
        case .iri(let text): iri(text)
        case .text(let text): Self.quoted(text) + "@en"
        case .string(let text): Self.quoted(text)
        case .typed(let text, let type): Self.quoted(text) + "^^xsd:\(type)"
        }
    }

    /// By a prefix where the rest is a plain local name.
    private func iri(_ text: String) -> String {
        for prefix in prefixes where text.hasPrefix(prefix.base) {
            let local = text.utf8.dropFirst(prefix.base.utf8.count)
            if !local.isEmpty, local.allSatisfy(Self.isPlain), local.first! | 32 >= 97, local.first! | 32 < 123 {
                return prefix.name + ":" + String(decoding: local, as: UTF8.self)
            }
        }
        return "<\(text)>"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 48 && byte < 58 || byte | 32 >= 97 && byte | 32 < 123 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}":
                let hexadecimal = String(scalar.value, radix: 16, uppercase: true)
                out += "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
