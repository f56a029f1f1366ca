public import Diagnostics
public import PropertyGraph

/// A mapping set of another project, as it was read. Its identifiers are those of the file.
public struct ImportedMappings: Sendable {
    public struct End: Sendable {
        /// nil for a literal, which has a label only.
        public var id: String?
        public var label: String?
        /// `sssom:NoTermFound`: checked, and no match found.
        public var isNone: Bool { id == SSSOMSlots.noTermFound }
    }

    public struct Mapping: Sendable {
        public var subject: End
        public var object: End
        /// All other slots and columns, by our names.
        public var properties: PropertyMap
        public var span: SourceSpan?
    }

    /// Of the set: what its metadata and the name of its file suggest.
    public var name: String
    /// For its node, by our names where we have one; `curie_map` and `extension_definitions` as lists of texts.
    public var properties: PropertyMap = [:]
    public var prefixes: [String: String] = [:]
    public var mappings: [Mapping] = []
    /// Rows that were left out, prefixes that are not declared.
    public var notes: [Diagnostic] = []
    /// Rows of the file, whether or not they were left out.
    public var rowCount = 0
    public let source: SourceText
}
