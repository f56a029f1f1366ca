import PropertyGraph

/// A value in the notation of the result tables, and its one spelling for comparing.
indirect enum Notation: Equatable, Sendable {
    case plain(String)
    case integer(Int)
    case float(Double)
    case string(String)
    case list([Notation])
    case map([(String, Notation)])
    case node(labels: [String], properties: Notation)
    case relationship(type: String, properties: Notation)
    case path([Notation])

    static func == (a: Notation, b: Notation) -> Bool { a.spelling(false) == b.spelling(false) }

    /// Keys and labels in order; elements too where their order does not count.
    func spelling(_ ignoringListOrder: Bool) -> String {
        func go(_ value: Notation) -> String { value.spelling(ignoringListOrder) }
        switch self {
        case .plain(let text): return text
        case .integer(let value): return "\(value)"
        case .float(let value): return value.isNaN ? "NaN" : "float \(value == 0 ? 0 : value)"
        case .string(let text): return "'\(text)'"
        case .list(let items):
            let parts = items.map(go)
            return "[" + (ignoringListOrder ? parts.sorted() : parts).joined(separator: ", ") + "]"
        case .map(let entries):
            return "{" + entries.sorted { $0.0 < $1.0 }.map { "\($0.0): \(go($0.1))" }.joined(separator: ", ") + "}"
        case .node(let labels, let properties):
            return "(" + labels.sorted().map { ":" + $0 }.joined() + " " + go(properties) + ")"
        case .relationship(let type, let properties): return "[:\(type) " + go(properties) + "]"
        case .path(let parts): return "<" + parts.map(go).joined() + ">"
        }
    }

    init(_ value: Value, in graph: Graph) {
        func map(_ properties: PropertyMap) -> Notation {
            .map(properties.map { ($0.key, Notation($0.value, in: graph)) })
        }
        switch value {
        case .null: self = .plain("null")
        case .boolean(let value): self = .plain(value ? "true" : "false")
        case .integer(let value): self = .integer(value)
        case .float(let value): self = .float(value)
        case .string(let text): self = .string(text)
        case .date, .localTime, .time, .localDateTime, .dateTime, .duration: self = .string(value.temporalText!)
        case .list(let items): self = .list(items.map { Notation($0, in: graph) })
        case .map(let properties): self = map(properties.entries)
        case .node(let node): self = .node(labels: graph.labels(of: node), properties: map(graph.properties(of: node)))
        case .relationship(let relationship):
            self = .relationship(
                type: graph.type(of: relationship), properties: map(graph.properties(of: relationship)))
        case .path(let path):
            var parts = [Notation(.node(path.nodes[0]), in: graph)]
            for (index, relationship) in path.relationships.enumerated() {
                let forward = graph.ends(of: relationship).source == path.nodes[index]
                parts.append(.plain(forward ? "-" : "<-"))
                parts.append(Notation(.relationship(relationship), in: graph))
                parts.append(.plain(forward ? "->" : "-"))
                parts.append(Notation(.node(path.nodes[index + 1]), in: graph))
            }
            self = .path(parts)
        }
    }

    /// Reads the notation of a table cell.
    init(_ text: String) {
        var reader = NotationReader(text)
        self = reader.value()
    }
}

struct NotationReader {
    private let characters: [Character]
    private var at = 0

    init(_ text: String) { characters = Array(text) }

    private var current: Character? { at < characters.count ? characters[at] : nil }

    private mutating func blanks() { while let c = current, c.isWhitespace { at += 1 } }

    private mutating func take(_ character: Character) -> Bool {
        blanks()
        guard current == character else { return false }
        at += 1
        return true
    }

    private mutating func name() -> String {
        blanks()
        var name = ""
        if take("`") {
            while let c = current, c != "`" { name.append(c); at += 1 }
            at += 1
            return name
        }
        while let c = current, c.isLetter || c.isNumber || c == "_" { name.append(c); at += 1 }
        return name
    }

    mutating func value() -> Notation {
        blanks()
        switch current {
        case "'": return .string(quoted())
        case "[": return list()
        case "{": return map()
        case "(": return node()
        case "<": return path()
        default:
            var word = ""
            while let c = current, !",]}|)>".contains(c), !c.isWhitespace { word.append(c); at += 1 }
            if let integer = Int(word) { return .integer(integer) }
            switch word {
            case "Inf", "+Inf": return .float(.infinity)
            case "-Inf": return .float(-.infinity)
            case "NaN": return .float(.nan)
            default: break
            }
            if let float = Double(word) { return .float(float) }
            return .plain(word)
        }
    }

    private mutating func quoted() -> String {
        at += 1
        var text = ""
        while let c = current, c != "'" {
            at += 1
            if c == "\\", let next = current {
                at += 1
                text.append(next == "n" ? "\n" : next == "t" ? "\t" : next == "r" ? "\r" : next)
            } else {
                text.append(c)
            }
        }
        at += 1
        return text
    }

    private mutating func list() -> Notation {
        at += 1
        if take(":") { return relationship() }
        var items: [Notation] = []
        while current != nil {
            if take("]") { break }
            items.append(value())
            _ = take(",")
        }
        return .list(items)
    }

    fileprivate mutating func relationship() -> Notation {
        let type = name()
        blanks()
        let properties = current == "{" ? map() : .map([])
        _ = take("]")
        return .relationship(type: type, properties: properties)
    }

    private mutating func map() -> Notation {
        at += 1
        var entries: [(String, Notation)] = []
        while current != nil {
            if take("}") { break }
            let key = name()
            _ = take(":")
            entries.append((key, value()))
            _ = take(",")
        }
        return .map(entries)
    }

    private mutating func node() -> Notation {
        at += 1
        var labels: [String] = []
        while take(":") { labels.append(name()) }
        blanks()
        let properties = current == "{" ? map() : .map([])
        _ = take(")")
        return .node(labels: labels, properties: properties)
    }

    private mutating func path() -> Notation {
        at += 1
        var parts = [node()]
        while !take(">") {
            guard current != nil else { break }
            let backward = take("<")
            _ = take("-")
            _ = take("[")
            _ = take(":")
            parts.append(.plain(backward ? "<-" : "-"))
            parts.append(relationship())
            _ = take("-")
            parts.append(.plain(backward ? "-" : "->"))
            if !backward { _ = take(">") }
            blanks()
            parts.append(node())
        }
        return .path(parts)
    }
}
