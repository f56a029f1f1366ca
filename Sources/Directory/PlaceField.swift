import PropertyGraph

/// What is kept of a location. Names of managers and telephone numbers are not: they are data about people.
enum PlaceField: String, CaseIterable, Sendable {
    case title, registered, ended, dormant, beds, sector, directorate, category, overall, inherited, region, city, postcode, constituency, uprn, latitude,
        longitude, checked, url
    case careHome = "care_home", odsCode = "ods_code", overallDate = "overall_date", nhsRegion = "nhs_region", localAuthority = "local_authority"
    case alsoKnownAs = "also_known_as"

    var type: CellType {
        switch self {
        case .registered, .ended, .overallDate, .checked: .date
        case .dormant, .careHome, .inherited: .boolean
        case .beds: .integer
        case .latitude, .longitude: .float
        default: .string
        }
    }

    /// Plain headings of the files.
    var headings: [String] {
        switch self {
        case .title: ["locationname", "name"]
        case .registered: ["locationhscastartdate"]
        case .ended: ["locationhscaenddate"]
        case .dormant: ["dormantyn"]
        case .beds: ["carehomesbeds", "carehomesbedsatpointlocationdeactivated"]
        case .sector: ["locationtypesector", "locationtype"]
        case .directorate: ["locationinspectiondirectorate"]
        case .category: ["locationprimaryinspectioncategory"]
        case .overall: ["locationlatestoverallrating"]
        // In the file of ratings the two columns belong to the row, not to the location.
        case .overallDate, .inherited: []
        case .region: ["locationregion", "region"]
        case .city: ["locationcity"]
        case .postcode: ["locationpostalcode", "locationpostcode", "postcode"]
        case .constituency: ["locationparliamentaryconstituency"]
        case .uprn: ["locationuprnid"]
        case .latitude: ["locationlatitude"]
        case .longitude: ["locationlongitude"]
        case .checked: ["dateoflatestcheck"]
        case .url: ["locationurl", "url"]
        case .careHome: ["carehome"]
        case .odsCode: ["locationodscode"]
        case .nhsRegion: ["locationnhsregion", "locationprimarynhsregion"]
        case .localAuthority: ["locationlocalauthority", "localauthority"]
        case .alsoKnownAs: ["alsoknownas"]
        }
    }
}

enum ProviderField: String, CaseIterable, Sendable {
    case title, registered, ownership, sector, category, region
    case companiesHouse = "companies_house", charity, localAuthority = "local_authority"

    var type: CellType { self == .registered ? .date : .string }

    var headings: [String] {
        switch self {
        case .title: ["providername"]
        case .registered: ["providerhscastartdate"]
        case .ownership: ["providerownershiptype"]
        case .sector: ["providertypesector", "providertype"]
        case .category: ["providerprimaryinspectioncategory"]
        case .region: ["providerregion"]
        case .companiesHouse: ["providercompanieshousenumber"]
        case .charity: ["providercharitynumber"]
        case .localAuthority: ["providerlocalauthority"]
        }
    }
}

/// Cells as the files write them, as the text that `TypedColumnBuilder` takes.
enum DirectoryCell {
    /// Y or N, of `Y`, `N`, `Yes`, `true`; nil for what is neither.
    static func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "y", "yes", "true": true
        case "n", "no", "false": false
        default: nil
        }
    }

    /// `2026-09-01`, with a time behind it or without, `01/09/2026`, `1 September 2026`. The day comes before the month.
    static func day(_ text: String) -> CalendarDate? {
        if text.utf8.count >= 10, let day = CalendarDate(String(text.prefix(10))) { return day }
        let parts = text.split { "/.-_ ".contains($0) }.prefix(3)
        guard parts.count == 3, let day = Int(parts[0]), let year = Int(parts[2].prefix(4)), year > 1900 else { return nil }
        let word = parts[1].lowercased()
        guard let month = Int(word) ?? CalendarDate.month(named: word) else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    /// The first day that stands in a text: of `Source: CQC database as at 01 September 2026`, of `01_September_2026_Latest_ratings.ods`.
    static func firstDay(in text: String) -> CalendarDate? {
        let words = text.split { " _/.".contains($0) }.map(String.init)
        for start in words.indices {
            if let day = CalendarDate(String(words[start].prefix(10))) { return day }
            if start + 2 < words.count, let day = day(words[start...start + 2].joined(separator: " ")) { return day }
        }
        return nil
    }

    /// The text as the type has it; nil where it cannot be read so.
    static func text(_ text: String, as type: CellType) -> String? {
        switch type {
        case .boolean: truth(text).map { $0 ? "true" : "false" }
        case .date: day(text).map(\.description)
        case .integer: Double(text).flatMap { Int(exactly: $0) }.map(String.init)
        case .float: Double(text).flatMap { $0.isFinite ? text : nil }
        default: text
        }
    }
}
