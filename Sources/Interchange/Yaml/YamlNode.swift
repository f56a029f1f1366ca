public import Diagnostics

/// A node of a YAML document, with its place in the text it was read from.
public struct YamlNode: Sendable {
    public enum Content: Sendable {
        /// Scalars stay text: what a word means is for the reader of the file to say.
        case scalar(String)
        case sequence([YamlNode])
        /// In the order of the file; keys are scalars and differ.
        case mapping([Entry])
    }

    public struct Entry: Sendable {
        public let key: String
        public let keySpan: SourceSpan
        public let value: YamlNode
    }

    public let content: Content
    public let span: SourceSpan
    /// Written without quotes, so that `true` or an empty place may mean more than their letters.
    public let isPlain: Bool

    public init(_ content: Content, span: SourceSpan, isPlain: Bool = true) {
        self.content = content
        self.span = span
        self.isPlain = isPlain
    }

    public var text: String? {
        if case .scalar(let text) = content { text } else { nil }
    }

    public var items: [YamlNode]? {
        if case .sequence(let items) = content { items } else { nil }
    }

    public var entries: [Entry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    /// The value under a key of a mapping; nil for other nodes.
    public subscript(key: String) -> YamlNode? {
        entries?.first { $0.key == key }?.value
    }

    /// `true` or `false`, unquoted.
    public var boolean: Bool? {
        guard isPlain else { return nil }
        return switch text { case "true": true; case "false": false; default: nil }
    }

    public var integer: Int? { isPlain ? text.flatMap { Int($0) } : nil }

    /// Nothing, `null` or `~`.
    public var isNull: Bool { isPlain && (text == "" || text == "null" || text == "~") }

    /// One text or several: `A` and `[A, B]` both.
    public var texts: [String]? {
        if let text { return isNull ? [] : [text] }
        guard let items else { return nil }
        let texts = items.compactMap(\.text)
        return texts.count == items.count ? texts : nil
    }
}
