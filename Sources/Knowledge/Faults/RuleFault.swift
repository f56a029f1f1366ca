import Diagnostics

/// What the rules of `cqcq check` find in a knowledge base that can be read: rows that are well formed and yet
/// contradict others, repeat them, or are out of date. A case a rule; the severity is the rule's.
package enum RuleFault: Fault {
    // Time
    case mappingOutsideSet(date: String, set: String, from: String, to: String?)
    /// A date of a mapping across time before both ends had begun, or after both had ended.
    case mappingOutsideEnds(date: String, subject: String, object: String, limit: String)
    case referenceOutsideEnd(column: String, id: String, from: String, to: String?)
    case statusDisagrees(status: String, to: String?)
    // Versions
    case undeclaredVersion(slot: String, found: [String])
    case otherVersion(id: String, versions: [String], declared: String)
    case frameworkDiffers(framework: String, id: String, code: String)
    // Prefixes
    case unlistedPrefix(String, id: String)
    case differingPrefix(String, here: String, schema: String)
    // Contradictions; `first` is the place of the other row, `kb/mappings/qs-regulation.sssom.tsv:7`
    case assertedAndNegated(subject: String, object: String, first: String)
    case matchAndNoMatch(id: String, set: String, first: String)
    case severalPredicates(subject: String, object: String, predicates: [String], first: String)
    case relationDisagrees(predicate: String, relation: String, expected: String)
    // Repetitions
    case repeatedKey(columns: [String], values: [String], first: String)
    case repeatedInOtherSet(subject: String, object: String, first: String)
    case redundantByTransitivity(path: [String])
    // Ends
    case mappingToGroup(id: String, members: [String], count: Int)
    case multiplicity(id: String, relationship: String, other: String, first: String)
    // Review
    case staleReview(count: Int, total: Int, oldest: String, months: Int)
    case stalePage(count: Int, months: Int)
    case reviewedBeforeChange(date: String, id: String, changed: String)
    case neverReviewed(count: Int, total: Int)
    // What rows rest on
    case missingBasis
    case basisWithoutPage(basis: String, sources: [String])
    case confidenceDiffers(score: String, derived: String)
    case reviewedByNobody
    // How much is held
    case incompleteSet(set: String, count: Int, missing: [String])
    case incompleteFramework(completeness: String, held: Int, published: Int?)
    /// Of a set, or of a row.
    case missingSector(set: String?)
    // Directions
    case oneWay(subject: String, object: String, set: String, found: String)
    case missingInverse(subject: String, object: String, predicate: String)
    // Words and documents
    case labelDiffers(label: String, id: String, title: String)
    case setWithoutSource(String)
    case unusedDocument(String)
    case spreadsheetForm(traces: [String])

    package var code: String {
        switch self {
        case .mappingOutsideSet: "MappingOutsideSet"
        case .mappingOutsideEnds: "MappingOutsideEnds"
        case .referenceOutsideEnd: "ReferenceOutsideEnd"
        case .statusDisagrees: "StatusDisagrees"
        case .frameworkDiffers: "FrameworkDiffers"
        case .undeclaredVersion: "UndeclaredVersion"
        case .otherVersion: "OtherVersion"
        case .unlistedPrefix: "UnlistedPrefix"
        case .differingPrefix: "DifferingPrefix"
        case .assertedAndNegated: "AssertedAndNegated"
        case .matchAndNoMatch: "MatchAndNoMatch"
        case .severalPredicates: "SeveralPredicates"
        case .relationDisagrees: "RelationDisagrees"
        case .repeatedKey: "RepeatedKey"
        case .repeatedInOtherSet: "RepeatedInOtherSet"
        case .redundantByTransitivity: "RedundantByTransitivity"
        case .mappingToGroup: "MappingToGroup"
        case .multiplicity: "Multiplicity"
        case .staleReview: "StaleReview"
        case .stalePage: "StalePage"
        case .missingBasis: "MissingBasis"
        case .basisWithoutPage: "BasisWithoutPage"
        case .confidenceDiffers: "ConfidenceDiffers"
        case .reviewedByNobody: "ReviewedByNobody"
        case .incompleteSet: "IncompleteSet"
        case .incompleteFramework: "IncompleteFramework"
        case .missingSector: "MissingSector"
        case .reviewedBeforeChange: "ReviewedBeforeChange"
        case .neverReviewed: "NeverReviewed"
        case .oneWay: "OneWay"
        case .missingInverse: "MissingInverse"
        case .labelDiffers: "LabelDiffers"
        case .setWithoutSource: "SetWithoutSource"
        case .unusedDocument: "UnusedDocument"
        case .spreadsheetForm: "SpreadsheetForm"
        }
    }

    package var category: FaultCategory { .dataError }

    package var sentence: String {
        switch self {
        case .mappingOutsideSet(let date, let set, let from, let to):
            "\(date) is outside the time of the set \(set), \(Self.time(from, to))"
        case .mappingOutsideEnds(let date, let subject, let object, let limit):
            "\(date) is outside the time of \(subject) and \(object), \(limit)"
        case .referenceOutsideEnd(let column, let id, let from, let to):
            "this row holds longer than \(id), which its `\(column)` names, \(Self.time(from, to))"
        case .undeclaredVersion(let slot, let found):
            "the set does not say `\(slot)`, and its rows are of " + (found.isEmpty ? "no framework" : found.joined(separator: " and "))
        case .otherVersion(let id, let versions, let declared):
            versions.isEmpty
                ? "\(id) belongs to no framework, and the set declares \(declared)"
                : "\(id) belongs to \(versions.joined(separator: " and ")), and the set declares \(declared)"
        case .statusDisagrees(let status, let to):
            to.map { "this is `\(status)`, and its last day was before \($0)" } ?? "this is `\(status)`, and `valid_to` is empty"
        case .frameworkDiffers(let framework, let id, let code): "this is of \(id), whose code is \(code) and not \(framework)"
        case .unlistedPrefix(let prefix, let id): "the prefix `\(prefix)` of \(id) is not in the `curie_map` of this file"
        case .differingPrefix(let prefix, let here, let schema):
            "`\(prefix)` stands for \(here) here, and for \(schema) in the schema"
        case .assertedAndNegated(let subject, let object, _): "\(subject) is both mapped and not mapped to \(object)"
        case .matchAndNoMatch(let id, let set, _): "\(id) has a match in \(set), and is said to have none"
        case .severalPredicates(let subject, let object, let predicates, _):
            "\(subject) is mapped to \(object) as \(predicates.joined(separator: " and as "))"
        case .relationDisagrees(let predicate, let relation, _): "`\(relation)` does not go with skos:\(predicate)Match"
        case .repeatedKey(let columns, let values, _):
            zip(columns, values).map { "`\($0)` \($1)" }.joined(separator: " and ")
                + (columns.count == 1 ? " is taken" : " together are taken")
        case .repeatedInOtherSet(let subject, let object, _): "another set maps \(subject) to \(object) in the same way"
        case .redundantByTransitivity(let path): "this follows from other exact matches: \(path.joined(separator: " = "))"
        case .mappingToGroup(let id, _, let count): "\(id) is a group, and the set also takes its \(count) members"
        case .multiplicity(let id, let relationship, let other, _):
            "\(id) has another \(relationship) at the same time, with \(other)"
        case .staleReview(let count, let total, let oldest, let months):
            "\(count) of \(total) rows were last checked more than \(months) months ago, the first on \(oldest)"
        case .stalePage(let count, let months):
            "\(count) official page\(count == 1 ? " was" : "s were") last read more than \(months) months ago"
        case .missingBasis: "this row does not say what it rests on"
        case .basisWithoutPage(let basis, let sources):
            "this rests on `\(basis)`, and none of its sources is one: \(sources.joined(separator: ", "))"
        case .confidenceDiffers(let score, let derived): "the confidence is \(score), and \(derived) follows from basis, author and review"
        case .reviewedByNobody: "this is said to be reviewed, and no second person and day are named"
        case .incompleteSet(let set, let count, let missing):
            "\(set) says that it is complete, and \(count) statement\(count == 1 ? " has" : "s have") no row: "
                + missing.joined(separator: ", ") + (count > missing.count ? ", …" : "")
        case .incompleteFramework(let completeness, let held, let published):
            "this is `\(completeness)`, and \(held) of \(published.map { "\($0)" } ?? "its") statements are held"
        case .missingSector(let set): set.map { "the set \($0) does not say whom it is about" } ?? "this row names no sector"
        case .reviewedBeforeChange(let date, let id, let changed): "last checked on \(date), and \(id) changed on \(changed)"
        case .neverReviewed(let count, let total): "\(count) of \(total) rows have been checked by their author only"
        case .oneWay(let subject, let object, let set, let found):
            "\(subject) is an exact match of \(object), and \(set) \(found)"
        case .missingInverse(let subject, let object, let predicate):
            "\(subject) is mapped to \(object), and no row says \(predicate) of \(object) to \(subject)"
        case .labelDiffers(let label, let id, let title): "`\(label)` is not the title of \(id), which is `\(title)`"
        case .setWithoutSource(let set): "the set \(set) names no source"
        case .unusedDocument(let id): "nothing rests on \(id)"
        case .spreadsheetForm(let traces): "this file was saved by a spreadsheet: \(traces.joined(separator: ", "))"
        }
    }

    package var isMatchAndNoMatch: Bool {
        if case .matchAndNoMatch = self { true } else { false }
    }

    package var hint: String? {
        switch self {
        case .assertedAndNegated(_, _, let first), .matchAndNoMatch(_, _, let first),
            .severalPredicates(_, _, _, let first), .repeatedKey(_, _, let first), .repeatedInOtherSet(_, _, let first),
            .multiplicity(_, _, _, let first):
            "the other one is at \(first)"
        case .relationDisagrees(_, _, let expected): "expected: \(expected)"
        case .mappingToGroup(_, let members, let count):
            "map to those that are meant: " + members.joined(separator: ", ") + (count > members.count ? ", …" : "")
                + "; or say `groups: true` of the set in the schema"
        case .undeclaredVersion(let slot, _): "write it in the head, or as a column where rows differ: `\(slot): fw:…`"
        case .unlistedPrefix: "readers of SSSOM need it there to make addresses of ids"
        case .staleReview, .reviewedBeforeChange: "check again and write the day in `ext_review_date`"
        case .stalePage: "read them again and write the day in `read`"
        case .missingBasis: "`ext_basis` is one of: official page, copy of an official page, stated by another body, our reading"
        case .basisWithoutPage: "name the page in `ext_source`, or say what the row rests on instead"
        case .confidenceDiffers: "the rule is in docs/mapping-semantics.md"
        case .reviewedByNobody: "`reviewer_label`, not the author, and `ext_review_date` say who and when"
        case .incompleteSet: "add the rows, or `sssom:NoTermFound` where none was found; or say `completeness: partial` in the schema"
        case .incompleteFramework: "add what is missing, or say `partial` and what is missing"
        case .missingSector(let set): set == nil ? "fill `ext_sector`" : "say `sector:` of the set in the schema"
        case .neverReviewed: "`reviewer_label` and `ext_review_date` say who checked a row, and when"
        case .redundantByTransitivity: "leave it out, or keep it if another body published it"
        case .unusedDocument: "name it as the source of a row, or take it out"
        case .spreadsheetForm: "it is read all the same; plain cells and LF line ends keep changes small"
        case .referenceOutsideEnd: "end the row with it, or say `across_time: true` of the relationship type in the schema"
        default: nil
        }
    }

    private static func time(_ from: String, _ to: String?) -> String {
        to.map { "from \(from) to \($0)" } ?? "from \(from)"
    }
}
