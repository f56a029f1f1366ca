import SheetRows
import Tables

/// The tables in the files that CQC publishes. Each is known by its headings, whatever the file is called.
public enum DirectoryTable: String, Sendable, CaseIterable {
    case locations = "directory"
    case ratings
    case providerRatings = "provider ratings"
    case dualRegistrations = "dual registrations"
    case deactivated = "deactivated locations"
    case weekly = "weekly directory"
    case saved = "saved from the API"

    /// nil where the row is not a header of one of them.
    init?(header: Set<String>) {
        let hasRatings = header.contains("latestrating") && (header.contains("domain") || header.contains("keyquestion"))
        if header.contains("cqclocationidforofficeuseonly") {
            self = .weekly
        } else if hasRatings, header.contains("locationid") {
            self = .ratings
        } else if hasRatings, header.contains("providerid") {
            self = .providerRatings
        } else if header.contains("linkedorganisationid"), header.contains("locationid") {
            self = .dualRegistrations
        } else if header.contains("locationid"), header.contains("locationhscaenddate") {
            self = .deactivated
        } else if header.contains("locationid"), header.contains("locationname") {
            self = .locations
        } else {
            return nil
        }
    }

    /// How much a table knows of a location: of two from the same day the better one is believed.
    var standing: Int {
        switch self {
        case .locations: 5
        case .deactivated: 4
        case .ratings, .providerRatings: 3
        case .weekly: 2
        case .saved: 1
        case .dualRegistrations: 0
        }
    }
}

/// Headings as they are compared: letters and digits in lower case, since the files do not agree on the rest
/// (`Care home?` and `Care Home?`, `Location Post Code` and `Location Postal Code`).
enum Heading {
    static func plain(_ text: String) -> String {
        String(String.UnicodeScalarView(text.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || ("0"..."9").contains($0) }))
    }

    /// What follows the prefix of a column such as `Service type - Hospice services`; the name may hold ` - ` itself.
    static func flag(_ heading: String, _ prefix: String) -> String? {
        guard heading.lowercased().hasPrefix(prefix) else { return nil }
        return String(heading.dropFirst(prefix.count))
    }
}

/// Where the columns of a table are.
struct DirectoryColumns {
    /// By plain heading.
    private var places: [String: Int] = [:]
    /// Columns that hold Y or nothing.
    private(set) var activities: [(column: Int, name: String)] = []
    private(set) var services: [(column: Int, name: String)] = []
    private(set) var bands: [(column: Int, name: String)] = []
    /// By field, where the table has it.
    let fields: [(field: PlaceField, column: Int)]
    let providerFields: [(field: ProviderField, column: Int)]

    init(_ cells: [SheetCell]) {
        for (column, cell) in cells.enumerated() {
            let text = cell.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if let name = Heading.flag(text, "regulated activity - ") { activities.append((column, name)) }
            else if let name = Heading.flag(text, "service type - ") { services.append((column, name)) }
            else if let name = Heading.flag(text, "service user band - ") { bands.append((column, name)) }
            else if places[Heading.plain(text)] == nil { places[Heading.plain(text)] = column }
        }
        let places = places
        func column(_ headings: [String]) -> Int? { headings.lazy.compactMap { places[$0] }.first }
        fields = PlaceField.allCases.compactMap { field in column(field.headings).map { (field, $0) } }
        providerFields = ProviderField.allCases.compactMap { field in column(field.headings).map { (field, $0) } }
    }

    subscript(_ headings: String...) -> Int? { headings.lazy.compactMap { places[$0] }.first }
}

extension SheetRow {
    /// The cell's text without spaces at its ends; nil where it is blank.
    func text(_ column: Int?) -> String? {
        guard let column, column < cells.count else { return nil }
        let text = cells[column].text
        guard let first = text.utf8.first, let last = text.utf8.last else { return nil }
        if first > 0x20, last > 0x20, first < 0x80, last < 0x80 { return text }
        let trimmed = text.drop { $0.isWhitespace }
        guard let end = trimmed.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        return String(trimmed[...end])
    }
}
