public import OrderedCollections
public import PropertyGraph

/// What there can be in kb/: labels and their properties, relationship types, mapping sets. Read from kb/schema.yaml.
public struct Schema: Sendable {
    public var version = 1
    /// CURIE prefixes and what they stand for, in the file's order.
    public var prefixes: OrderedDictionary<String, String> = [:]
    public var labels: OrderedDictionary<String, Label> = [:]
    public var relationships: OrderedDictionary<String, Relationship> = [:]
    public var mappingSets: OrderedDictionary<String, MappingSet> = [:]

    /// A label, and the columns its table may have.
    public struct Label: Sendable {
        public var name: String
        public var summary: String?
        /// Further labels on each of its nodes.
        public var also: [String] = []
        /// Words for it in commands, beside its name.
        public var aliases: [String] = []
        /// It occurs only as a further label, and has no table.
        public var isAbstract = false
        /// The reader makes its nodes itself, and it has no table: mapping sets.
        public var isGenerated = false
        /// Common ones first.
        public var properties: OrderedDictionary<String, Property> = [:]

        /// Every label of its nodes.
        public var all: [String] { [name] + also }
    }

    public struct Property: Sendable {
        public enum Kind: String, Sendable, CaseIterable {
            case string, integer, float, boolean, date
            /// Strings parted by `|`.
            case list
            /// Ids parted by `|`; becomes relationships and no property.
            case reference
        }

        public var name: String
        public var kind: Kind
        public var isRequired = false
        /// The only values it may have; empty where any will do.
        public var values: [String] = []
        /// Labels that its ids must have; empty where it holds no ids.
        public var targets: [String] = []
        /// The type of the relationship made for each id.
        public var relationship: String?
        public var summary: String?
    }

    public struct Relationship: Sendable {
        public var name: String
        public var from: [String]
        public var to: [String]
        public var summary: String?
    }

    public struct MappingSet: Sendable {
        public var name: String
        public var relationship: String
        public var from: [String]
        public var to: [String]
        /// Its two ends may follow one another in time, as where an old framework is mapped to the new one.
        public var spansTime = false
        public var summary: String?
        /// Whose it is: published, ours, mixed, draft.
        public var status: String?
        /// Ids of documents the set as a whole rests on.
        public var source: [String] = []
        public var validFrom: CalendarDate?
        public var validTo: CalendarDate?
    }

    /// The label that a word of a command means: its name or one of its aliases, case, spaces and hyphens aside.
    public func label(called word: String) -> Label? {
        let wanted = NameWords(word)
        return labels.values.first { label in
            NameWords(label.name) == wanted || NameWords.ofCamelCase(label.name) == wanted
                || label.aliases.contains { NameWords($0) == wanted }
        }
    }

    /// Labels and relationship types the reader makes itself, whatever schema.yaml says.
    public static let mappingSetLabel = "MappingSet"
    public static let documentLabel = "Document"
    public static let sourcedFrom = "SOURCED_FROM"
    public static let hasNoMatchIn = "HAS_NO_MATCH_IN"
}
