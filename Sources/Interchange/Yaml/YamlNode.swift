public import Diagnostics

/// A node of a YAML document, with its place in the text it was read from.
public struct YamlNode: Sendable {
    /// A scalar, a sequence or a mapping.
    public enum Content: Sendable {
        /// Scalars stay text: what a word means is for the reader of the file to say.
        case scalar(String)
        /// Nodes in order.
        case sequence([YamlNode])
        /// In the order of the file; keys are scalars and differ.
        case mapping([Entry])
    }

    /// A key of a mapping with its value.
    public struct Entry: Sendable {
        /// The text of the key.
        public let key: String
        /// Its place in the source.
        public let keySpan: SourceSpan
        /// What stands under the key.
        public let value: YamlNode
    }

    /// A scalar, a sequence or a mapping.
    public let content: Content
    /// Its place in the source.
    public let span: SourceSpan
    /// Written without quotes, so that `true` or an empty place may mean more than their letters.
    public let isPlain: Bool

    /// A node that was read from a place in a text.
    public init(_ content: Content, span: SourceSpan, isPlain: Bool = true) {
        self.content = content
        self.span = span
        self.isPlain = isPlain
    }

    /// The text of a scalar; nil for other nodes.
    public var text: String? {
        if case .scalar(let text) = content { text } else { nil }
    }

    /// The nodes of a sequence; nil for other nodes.
    public var items: [YamlNode]? {
        if case .sequence(let items) = content { items } else { nil }
    }

    /// The entries of a mapping; nil for other nodes.
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

    /// An unquoted integer; nil for anything else.
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
