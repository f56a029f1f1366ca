import ArgumentParser
import Knowledge
import PropertyGraph
import Shell

struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cqcq new",
        abstract: "Add a row to a table of a knowledge base.",
        discussion: """
            The row goes to its sorted place; all other lines stay as they are. It is checked with all the rest before \
            anything is written, and refused where `cqcq check` would find an error.

            Exit codes: 0 written, 1 refused, 2 wrong usage.
            """,
        subcommands: [NewMapping.self, NewNode.self])
}

/// What both kinds of row take.
struct NewRowOptions: ParsableArguments {
    @Option(name: .customLong("kb"), help: ArgumentHelp("The folder to write to.", valueName: "dir"), completion: .directory)
    var directory: String

    @Option(name: .customLong("source"), help: ArgumentHelp("Id of a document that it rests on; may be given several times.", valueName: "id"))
    var sources: [String] = []

    @Option(help: ArgumentHelp("high, medium or low; for a mapping also a number from 0 to 1.", valueName: "word"))
    var confidence: String?

    @Option(help: ArgumentHelp("First day on which it holds.", valueName: "yyyy-mm-dd"))
    var validFrom: String?

    @Option(help: ArgumentHelp("First day on which it no longer holds.", valueName: "yyyy-mm-dd"))
    var validTo: String?

    @Option(name: .customLong("property"), help: ArgumentHelp("Value of any other column; may be given several times.", valueName: "name=value"),
        transform: { text in
            guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
                throw ValidationError("`\(text)` is not a column and its cell\n  hint: write it as name=value")
            }
            return RowDraft.Cell(column: String(text[..<equals]), text: String(text[text.index(after: equals)...]))
        })
    var properties: [RowDraft.Cell] = []

    @Flag(help: "Print the row and write nothing.")
    var dryRun = false

    @Flag(help: "Refuse the row for warnings too.")
    var strict = false

    @Option(help: ArgumentHelp("Date of the row (default: today).", valueName: "yyyy-mm-dd"),
        transform: reading(OptionText.date))
    var asOf: CalendarDate?

    /// Options that were given, as cells.
    static func cells(_ options: [(column: String, text: String?)]) -> [RowDraft.Cell] {
        options.compactMap { option in option.text.map { RowDraft.Cell(column: option.column, text: $0) } }
    }

    var joinedSources: String? { sources.isEmpty ? nil : sources.joined(separator: "|") }

    func perform(_ draft: RowDraft) -> ExitStatus {
        var program = NewRowProgram(draft, directory: directory)
        program.isDry = dryRun
        program.isStrict = strict
        program.day = asOf
        return program.run()
    }
}

struct NewMapping: ParsableCommand, CommandLineProgram {
    static let configuration = CommandConfiguration(
        commandName: "mapping", abstract: "Add a row to a mapping set.",
        discussion: "If a search found nothing, --object (or --subject) is sssom:NoTermFound.")

    @Option(help: ArgumentHelp("The mapping set.", valueName: "name"))
    var set: String

    @Option(help: ArgumentHelp("Id of the thing that is mapped.", valueName: "id"))
    var subject: String

    @Option(help: ArgumentHelp("\(MappingPredicate.list).", valueName: "word"))
    var predicate: String

    @Option(help: ArgumentHelp("Id of the thing it is mapped to.", valueName: "id"))
    var object: String

    @Flag(help: "State that they are not related in this way.")
    var not = false

    @Option(help: ArgumentHelp("How it was found (default: semapv:ManualMappingCuration).", valueName: "id"))
    var justification: String?

    @Option(help: ArgumentHelp("equal, subset, superset, intersects or none.", valueName: "word"))
    var setRelation: String?

    @Option(help: ArgumentHelp("Page, slide or section of the source.", valueName: "text"))
    var locator: String?

    @Option(help: ArgumentHelp("Author of the mapping.", valueName: "name"))
    var author: String?

    @Option(help: ArgumentHelp("Person who has reviewed it.", valueName: "name"))
    var reviewer: String?

    @Option(help: ArgumentHelp("Date of the review.", valueName: "yyyy-mm-dd"))
    var reviewDate: String?

    @Option(help: ArgumentHelp("Date of the mapping (default: today).", valueName: "yyyy-mm-dd"))
    var date: String?

    @Option(help: ArgumentHelp("Reason, in a sentence.", valueName: "text"))
    var comment: String?

    @OptionGroup var row: NewRowOptions

    func perform() -> ExitStatus {
        let cells = NewRowOptions.cells([
            ("subject_id", subject), ("predicate_id", predicate), ("predicate_modifier", not ? "Not" : nil),
            ("object_id", object), ("mapping_justification", justification), ("ext_set_relation", setRelation),
            ("ext_source", row.joinedSources), ("ext_locator", locator), ("confidence", row.confidence),
            ("author_label", author), ("reviewer_label", reviewer), ("ext_review_date", reviewDate), ("mapping_date", date),
            ("ext_valid_from", row.validFrom), ("ext_valid_to", row.validTo), ("comment", comment),
        ])
        return row.perform(RowDraft(.mappings(set: set), cells: cells + row.properties))
    }
}

struct NewNode: ParsableCommand, CommandLineProgram {
    static let configuration = CommandConfiguration(commandName: "node", abstract: "Add a row to a table of nodes.")

    @Option(help: ArgumentHelp("Label of the node, which names its table.", valueName: "label"))
    var label: String

    @Option(help: ArgumentHelp("Id of the node: a prefix of the schema, a colon and a name.", valueName: "id"))
    var id: String

    @Option(help: ArgumentHelp("A short name in plain words.", valueName: "text"))
    var title: String?

    @OptionGroup var row: NewRowOptions

    func perform() -> ExitStatus {
        let cells = NewRowOptions.cells([
            ("id", id), ("title", title), ("source", row.joinedSources), ("confidence", row.confidence),
            ("valid_from", row.validFrom), ("valid_to", row.validTo),
        ])
        return row.perform(RowDraft(.nodes(label: label), cells: cells + row.properties))
    }
}
