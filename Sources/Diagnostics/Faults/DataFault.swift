/// Faults of data files: what the reader of kb/ or of a table could not take as it stands.
public enum DataFault: Fault {
    // Files and their form
    /// A file cannot be read.
    case unreadableFile(path: String, reason: String)
    /// A file cannot be written.
    case unwritableFile(path: String, reason: String)
    /// A file does not exist.
    case missingFile(path: String)
    /// The bytes are not UTF-8 text.
    case invalidUTF8
    /// `limit` is a number with its noun.
    case tooLarge(String, limit: String)
    /// The text is not YAML.
    case malformedYaml(problem: String)
    /// A mapping has a key twice.
    case duplicateKey(String)
    /// A YAML node of another shape than asked for: `labels` has to be a mapping.
    case unexpectedShape(what: String, expected: String)
    /// A mapping has a key that means nothing there.
    case unknownKey(String, place: String, near: [String])
    /// A mapping lacks a required key.
    case missingKey(String, place: String)
    // Tables
    /// A table has no line of column names.
    case missingHeader
    /// A quoted cell has no closing quote.
    case unterminatedQuote
    /// Text follows the closing quote of a cell.
    case textAfterQuote
    /// A line has more or fewer cells than the header.
    case raggedRow(found: Int, expected: Int)
    /// Two columns have the same name.
    case duplicateColumn(String)
    /// A table has a column that the schema lacks.
    case unknownColumn(String, table: String, near: [String])
    /// A table lacks a required column.
    case missingColumn(String, table: String)
    // Names that the schema has to know
    /// The schema lacks the label.
    case unknownLabel(String, near: [String])
    /// The label is abstract and has no rows of its own.
    case abstractLabel(String)
    /// The schema lacks the relationship type.
    case unknownRelationship(String, near: [String])
    /// The schema lacks the mapping set.
    case unknownMappingSet(String, near: [String])
    /// The schema makes relationships of a type between labels that the type does not allow.
    case endNotAllowed(label: String, relationship: String, allowed: [String])
    /// A property has a type that does not exist.
    case unknownType(String, near: [String])
    /// The schema lacks the prefix of an id.
    case unknownPrefix(String, near: [String])
    // Ids
    /// An id is not a prefix, a colon and a name.
    case malformedID(String)
    /// `first` is the place of the earlier one: `kb/nodes/KLOE.tsv:7`.
    case duplicateID(String, first: String)
    /// Nothing has the id.
    case unknownID(String, near: [String])
    /// The id belongs to something with another label.
    case wrongLabel(id: String, found: [String], expected: [String])
    /// The same mapping is stated twice.
    case duplicateMapping(subject: String, object: String, first: String)
    // Cells
    /// A required cell is empty.
    case missingCell(column: String)
    /// A row names no source.
    case missingSource
    /// A cell does not have the type of its column.
    case wrongType(value: String, expected: String)
    /// A cell holds none of the values that its column allows.
    case valueNotAllowed(value: String, column: String, allowed: [String], near: [String])
    /// The text is not a day.
    case badDate(String)
    // Time
    /// Something ends before it begins.
    case endsBeforeItBegins(from: String, to: String)
    /// A mapping's date outside the time that one of its ends was valid.
    case outsideValidity(date: String, id: String, from: String, to: String?)
    /// The two ends of a mapping were never valid at the same time.
    case neverTogether(subject: String, object: String)
    // Commands
    /// A command file is malformed.
    case malformedCommand(problem: String)

    public var code: String {
        switch self {
        case .unreadableFile: "UnreadableFile"
        case .unwritableFile: "UnwritableFile"
        case .missingFile: "MissingFile"
        case .invalidUTF8: "InvalidUTF8"
        case .tooLarge: "TooLarge"
        case .malformedYaml: "MalformedYaml"
        case .duplicateKey: "DuplicateKey"
        case .unexpectedShape: "UnexpectedShape"
        case .unknownKey: "UnknownKey"
        case .missingKey: "MissingKey"
        case .missingHeader: "MissingHeader"
        case .unterminatedQuote: "UnterminatedQuote"
        case .textAfterQuote: "TextAfterQuote"
        case .raggedRow: "RaggedRow"
        case .duplicateColumn: "DuplicateColumn"
        case .unknownColumn: "UnknownColumn"
        case .missingColumn: "MissingColumn"
        case .unknownLabel: "UnknownLabel"
        case .abstractLabel: "AbstractLabel"
        case .unknownRelationship: "UnknownRelationship"
        case .unknownMappingSet: "UnknownMappingSet"
        case .endNotAllowed: "EndNotAllowed"
        case .unknownType: "UnknownType"
        case .unknownPrefix: "UnknownPrefix"
        case .malformedID: "MalformedID"
        case .duplicateID: "DuplicateID"
        case .unknownID: "UnknownID"
        case .wrongLabel: "WrongLabel"
        case .duplicateMapping: "DuplicateMapping"
        case .missingCell: "MissingCell"
        case .missingSource: "MissingSource"
        case .wrongType: "WrongType"
        case .valueNotAllowed: "ValueNotAllowed"
        case .badDate: "BadDate"
        case .endsBeforeItBegins: "EndsBeforeItBegins"
        case .outsideValidity: "OutsideValidity"
        case .neverTogether: "NeverTogether"
        case .malformedCommand: "MalformedCommand"
        }
    }

    /// Always a data error.
    public var category: FaultCategory { .dataError }

    public var sentence: String {
        switch self {
        case .unreadableFile(let path, let reason): "\(path) cannot be read: \(reason)"
        case .unwritableFile(let path, let reason): "\(path) cannot be written: \(reason)"
        case .missingFile(let path): "there is no \(path)"
        case .tooLarge(let what, let limit): "\(what) has more than \(limit)"
        case .invalidUTF8: "these bytes are not UTF-8 text"
        case .malformedYaml(let problem): "this is not YAML that can be read: \(problem)"
        case .duplicateKey(let key): "`\(key)` is given twice"
        case .unexpectedShape(let what, let expected): "\(what) has to be \(expected)"
        case .unknownKey(let key, let place, _): "`\(key)` means nothing in \(place)"
        case .missingKey(let key, let place): "\(place) lacks `\(key)`"
        case .missingHeader: "the table has no line of column names"
        case .unterminatedQuote: "this quoted cell has no closing quote"
        case .textAfterQuote: "there is text after the closing quote of this cell"
        case .raggedRow(let found, let expected): "this line has \(Self.cells(found)), the header has \(expected)"
        case .duplicateColumn(let name): "the column `\(name)` is there twice"
        case .unknownColumn(let name, let table, _): "`\(name)` is not a column of \(table)"
        case .missingColumn(let name, let table): "\(table) lacks the column `\(name)`"
        case .unknownLabel(let name, _): "the schema has no label `\(name)`"
        case .abstractLabel(let name): "`\(name)` is abstract and has no rows of its own"
        case .unknownRelationship(let name, _): "the schema has no relationship type `\(name)`"
        case .unknownMappingSet(let name, _): "the schema has no mapping set `\(name)`"
        case .endNotAllowed(let label, let relationship, _): "`\(label)` may not stand at this end of `\(relationship)`"
        case .unknownType(let name, _): "`\(name)` is not a type of property"
        case .unknownPrefix(let prefix, _): "the schema has no prefix `\(prefix)`"
        case .malformedID(let id): "`\(id)` is not an id: a prefix, a colon and a name without spaces"
        case .duplicateID(let id, _): "the id \(id) is taken"
        case .unknownID(let id, _): "nothing has the id \(id)"
        case .wrongLabel(let id, let found, let expected):
            "\(id) is a \(found.joined(separator: " and ")), not a \(expected.joined(separator: " or "))"
        case .duplicateMapping(let subject, let object, _): "\(subject) is already mapped to \(object) in this way"
        case .missingCell(let column): "`\(column)` is required and empty here"
        case .missingSource: "this row names no source"
        case .wrongType(let value, let expected): "`\(value)` is not \(expected)"
        case .valueNotAllowed(let value, let column, _, _): "`\(value)` is not a value of `\(column)`"
        case .badDate(let text): "`\(text)` is not a day"
        case .endsBeforeItBegins(let from, let to): "this ends on \(to), and begins on \(from)"
        case .outsideValidity(let date, let id, let from, let to):
            if let to { "\(date) is outside the time of \(id), from \(from) to \(to)" } else {
                "\(date) is outside the time of \(id), from \(from)"
            }
        case .neverTogether(let subject, let object): "\(subject) and \(object) were never valid on one day"
        case .malformedCommand(let problem): problem
        }
    }

    public var hint: String? {
        switch self {
        case .unknownKey(_, _, let near), .unknownColumn(_, _, let near), .unknownLabel(_, let near),
            .unknownRelationship(_, let near), .unknownMappingSet(_, let near), .unknownType(_, let near),
            .unknownPrefix(_, let near), .unknownID(_, let near):
            Suggestion.question(near)
        case .valueNotAllowed(_, _, let allowed, let near):
            Suggestion.question(near) ?? "one of " + allowed.joined(separator: ", ")
        case .endNotAllowed(_, _, let allowed): "allowed: " + allowed.joined(separator: ", ")
        case .unterminatedQuote, .textAfterQuote: "a quote inside a quoted cell is written twice: \"\""
        case .duplicateID(_, let first), .duplicateMapping(_, _, let first): "the first one is at \(first)"
        case .missingSource: "name the Document it rests on, by its id"
        case .badDate: "days are written YYYY-MM-DD"
        case .endsBeforeItBegins: "an interval runs from valid_from up to, not including, valid_to"
        case .neverTogether: "a set whose ends follow one another says `across_time: true` in the schema"
        default: nil
        }
    }

    private static func cells(_ count: Int) -> String { count == 1 ? "1 cell" : "\(count) cells" }
}
