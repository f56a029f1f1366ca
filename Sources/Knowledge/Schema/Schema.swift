import Diagnostics
import OrderedCollections
import PropertyGraph

/// What there can be in kb/: labels and their properties, relationship types, mapping sets. Read from kb/schema.yaml.
package struct Schema: Sendable {
    package var version = 1
    /// CURIE prefixes and what they stand for, in the file's order.
    package var prefixes: OrderedDictionary<String, String> = [:]
    package var labels: OrderedDictionary<String, Label> = [:]
    package var relationships: OrderedDictionary<String, Relationship> = [:]
    package var mappingSets: OrderedDictionary<String, MappingSet> = [:]
    /// Months after which a mapping needs another review; nil where it never does.
    package var reviewMonths: Int?
    /// What it was read from.
    var text: SourceText?

    /// A label, and the columns its table may have.
    package struct Label: Sendable {
        package var name: String
        package var summary: String?
        /// Further labels on each of its nodes.
        package var also: [String] = []
        /// Words for it in commands, beside its name.
        package var aliases: [String] = []
        /// It occurs only as a further label, and has no table.
        package var isAbstract = false
        /// The reader makes its nodes itself, and it has no table: mapping sets.
        package var isGenerated = false
        /// Properties that together tell its nodes of one time apart, beside `id`; empty where only `id` does.
        package var unique: [String] = []
        /// Common ones first.
        package var properties: OrderedDictionary<String, Property> = [:]

        /// Every label of its nodes.
        package var all: [String] { [name] + also }
    }

    package struct Property: Sendable {
        package enum Kind: String, Sendable, CaseIterable {
            case string, integer, float, boolean, date
            /// Strings separated by `|`.
            case list
            /// Ids separated by `|`; becomes relationships and no property.
            case reference
        }

        package var name: String
        package var kind: Kind
        package var isRequired = false
        /// The only values it may have; empty where any will do.
        package var values: [String] = []
        /// Labels that its ids must have; empty where it holds no ids.
        package var targets: [String] = []
        /// The type of the relationship made for each id.
        package var relationship: String?
        package var summary: String?
    }

    package struct Relationship: Sendable {
        /// How many a node can have on one day, from the `from` end and from the `to` end.
        package enum Multiplicity: String, Sendable, CaseIterable {
            case oneToOne = "one-to-one"
            case oneToMany = "one-to-many"
            case manyToOne = "many-to-one"
            case manyToMany = "many-to-many"

            /// A node has at most one relationship of the type that leaves it.
            package var leavesOnce: Bool { self == .oneToOne || self == .manyToOne }
            /// A node has at most one relationship of the type that comes to it.
            package var comesOnce: Bool { self == .oneToOne || self == .oneToMany }
        }

        package var name: String
        package var from: [String]
        package var to: [String]
        package var multiplicity = Multiplicity.manyToMany
        /// Its `from` nodes are the members of its `to` node.
        package var isMembership = false
        /// What one end says of the other, the other says back.
        package var isSymmetric = false
        /// The node at its end may be of another time than the row that names it.
        package var spansTime = false
        package var summary: String?
    }

    package struct MappingSet: Sendable {
        package var name: String
        package var relationship: String
        package var from: [String]
        package var to: [String]
        /// Its two ends may follow one another in time, as where an old framework is mapped to the new one.
        package var spansTime = false
        /// Its ends may be groups beside their members, as a whole sector beside single services.
        package var takesGroups = false
        package var summary: String?
        /// Whose it is: published, ours, mixed, draft.
        package var status: String?
        /// Whom its rows are about: providers, local authorities, integrated care systems, all.
        package var sector: String?
        /// How much of it is held: complete, titles only, name only, partial.
        package var completeness: String?
        /// Id of the framework of which every statement has a row, where the set is complete.
        package var completeFor: String?
        /// What is not held, in a sentence.
        package var missing: String?
        /// Ids of documents the set as a whole rests on.
        package var source: [String] = []
        package var validFrom: CalendarDate?
        package var validTo: CalendarDate?
        /// Its name in the schema's text.
        var span = SourceSpan(0, 0)
    }

    /// The label that a word of a command means: its name or one of its aliases, case, spaces and hyphens aside.
    package func label(called word: String) -> Label? {
        let wanted = NameWords(word)
        return labels.values.first { label in
            NameWords(label.name) == wanted || NameWords.ofCamelCase(label.name) == wanted
                || label.aliases.contains { NameWords($0) == wanted }
        }
    }

    /// Labels and relationship types the reader makes itself, whatever schema.yaml says.
    package static let mappingSetLabel = "MappingSet"
    package static let documentLabel = "Document"
    package static let frameworkLabel = "Framework"
    package static let sourcedFrom = "SOURCED_FROM"
    package static let hasNoMatchIn = "HAS_NO_MATCH_IN"
}
