import Diagnostics
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
    /// Months after which a mapping needs another review; nil where it never does.
    public var reviewMonths: Int?
    /// What it was read from.
    var text: SourceText?

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
        /// Properties that together tell its nodes of one time apart, beside `id`; empty where only `id` does.
        public var unique: [String] = []
        /// Common ones first.
        public var properties: OrderedDictionary<String, Property> = [:]

        /// Every label of its nodes.
        public var all: [String] { [name] + also }
    }

    public struct Property: Sendable {
        public enum Kind: String, Sendable, CaseIterable {
            case string, integer, float, boolean, date
            /// Strings separated by `|`.
            case list
            /// Ids separated by `|`; becomes relationships and no property.
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
        /// How many a node can have on one day, from the `from` end and from the `to` end.
        public enum Multiplicity: String, Sendable, CaseIterable {
            case oneToOne = "one-to-one"
            case oneToMany = "one-to-many"
            case manyToOne = "many-to-one"
            case manyToMany = "many-to-many"

            /// A node has at most one relationship of the type that leaves it.
            public var leavesOnce: Bool { self == .oneToOne || self == .manyToOne }
            /// A node has at most one relationship of the type that comes to it.
            public var comesOnce: Bool { self == .oneToOne || self == .oneToMany }
        }

        public var name: String
        public var from: [String]
        public var to: [String]
        public var multiplicity = Multiplicity.manyToMany
        /// Its `from` nodes are the members of its `to` node.
        public var isMembership = false
        /// What one end says of the other, the other says back.
        public var isSymmetric = false
        /// The node at its end may be of another time than the row that names it.
        public var spansTime = false
        public var summary: String?
    }

    public struct MappingSet: Sendable {
        public var name: String
        public var relationship: String
        public var from: [String]
        public var to: [String]
        /// Its two ends may follow one another in time, as where an old framework is mapped to the new one.
        public var spansTime = false
        /// Its ends may be groups beside their members, as a whole sector beside single services.
        public var takesGroups = false
        public var summary: String?
        /// Whose it is: published, ours, mixed, draft.
        public var status: String?
        /// Whom its rows are about: providers, local authorities, integrated care systems, all.
        public var sector: String?
        /// How much of it is held: complete, titles only, name only, partial.
        public var completeness: String?
        /// Id of the framework of which every statement has a row, where the set is complete.
        public var completeFor: String?
        /// What is not held, in a sentence.
        public var missing: String?
        /// Ids of documents the set as a whole rests on.
        public var source: [String] = []
        public var validFrom: CalendarDate?
        public var validTo: CalendarDate?
        /// Its name in the schema's text.
        var span = SourceSpan(0, 0)
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
    public static let frameworkLabel = "Framework"
    public static let sourcedFrom = "SOURCED_FROM"
    public static let hasNoMatchIn = "HAS_NO_MATCH_IN"
}
