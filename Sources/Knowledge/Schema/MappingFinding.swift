/// Who says so of a mapping, the one to be believed first (docs/mapping-semantics.md). The reader of kb/ writes it into each
/// mapping, so that queries, exports and other engines need not repeat the rule.
enum MappingFinding: String {
    /// CQC says so on its page, or on a copy of it.
    case listedByCQC = "listed by CQC"
    case statedByOthers = "stated by others"
    case ourReading = "our reading"

    /// The property of a mapping that holds it.
    static let property = "finding"

    /// nil where the mapping does not say what it rests on.
    init?(basis: String?, author: String?) {
        switch basis.flatMap(Basis.init(rawValue:)) {
        case .officialPage, .copyOfOfficialPage: self = author?.contains("Care Quality Commission") ?? false ? .listedByCQC : .statedByOthers
        case .anotherBody: self = .statedByOthers
        case .ourReading: self = .ourReading
        case nil: return nil
        }
    }
}
