import Diagnostics

/// A command: a query under a name, with the parameters it takes from the words after that name.
package struct Command: Sendable {
    package struct Parameter: Sendable {
        package enum Kind: Sendable, Hashable {
            /// A node of one of the labels, by any of its names; the value is its `id`.
            case node(labels: [String])
            /// A word for a kind of thing (`kloes`); the value is the label's name.
            case label
            case date
            case integer
            /// One of some words, by as many letters as tell it from the others; the value is the whole word.
            case word([String])
            /// All the words that are left.
            case text
        }

        package var name: String
        package var kind: Kind
        /// Null when left out.
        package var isOptional: Bool
        /// A sign that may stand before it: `->`.
        package var connector: String?
        package var summary: String
        /// The labels that a word for a kind may mean; empty where any will do.
        package var labels: [String] = []

        /// What is asked for, in words: `key question`, `day`. One for each label; none where any node will do.
        package var expected: [String] {
            switch kind {
            case .node(let labels): labels.map(NameWords.sentenceWords)
            case .label: ["kind of thing"]
            case .date: ["day"]
            case .integer: ["number"]
            case .word(let words): words
            case .text: ["text"]
            }
        }
    }

    package var name: String
    /// One line.
    package var summary: String
    /// `gaps [KEY-QUESTION]`
    package var usage: String
    package var examples: [String]
    package var parameters: [Parameter]
    package var query: SourceText
    /// The whole file, as `:source` shows it.
    package var text: String
    /// The command that runs after it with the same parameters.
    package var then: String?
    /// Columns for programs, hidden where people read unless they are asked for.
    package var detail: [String]
    /// Columns that a table leaves out where there is no room for all, the first of them first. What answers is not among them.
    package var droppable: [String] = []
    /// It compares days, and so wants the graph of all days whatever day is asked for.
    package var needsWholeGraph: Bool
    /// What its rule rests on.
    package var source: String?
    /// Stands below its rows where people read: the rule by which they were counted.
    package var note: String?
    /// The column whose text, where a row has one, is an error: nothing is shown, and nothing stays written.
    package var errorColumn: String?
    /// Why there are no rows, where there are none: then it is an error.
    package var emptySentence: String?
    /// The label without whose nodes it has nothing to answer from.
    package var neededLabel: String?
    /// What to do where it has no rows.
    package var emptyNote: String?
}
