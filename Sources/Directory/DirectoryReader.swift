public import Diagnostics
public import PropertyGraph
import SheetRows
public import Tables

/// Reads the tables of CQC's files, one after the other, into one `DirectoryContents`.
public struct DirectoryReader {
    public private(set) var contents = DirectoryContents()
    public private(set) var figures: [TableFigures] = []

    public init() {}

    /// All tables of a file, whose rows come sheet by sheet.
    /// - Parameter day: the day of the data; nil for that in the file, or in its name.
    /// Throws where the file cannot be read, or holds none of the tables.
    public mutating func read(_ rows: any SheetRows, file: String, day: CalendarDate?) throws(SheetFault) {
        let before = figures.count
        var sheet = SheetState(file: file)
        var stated: CalendarDate?
        var pending: [SheetRow] = []
        while let row = try rows.next() {
            if rows.sheetName != sheet.name || sheet.isFirst {
                end(sheet)
                sheet = SheetState(file: file, name: rows.sheetName, isFirst: false)
                pending = []
            }
            if sheet.table == nil {
                guard pending.count < 50 else { continue }
                let header = Set(row.cells.map { Heading.plain($0.text) })
                if let table = DirectoryTable(header: header) {
                    let found = stated ?? pending.lazy.compactMap(Self.statedDay).first
                    sheet.begin(table, DirectoryColumns(row.cells), day: day ?? found ?? DirectoryCell.firstDay(in: Self.lastName(of: file)))
                } else {
                    pending.append(row)
                    stated = stated ?? Self.statedDay(row)
                }
                continue
            }
            sheet.figures.rows += 1
            take(row, &sheet)
        }
        end(sheet)
        if figures.count == before {
            throw .file(
                .notASpreadsheet, sentence: "no sheet has the headings of a file of CQC's open data",
                hint: "the files are the directory with filters, the directory with ratings, deactivated locations, and the weekly directory (docs/directory.md)")
        }
    }

    private mutating func end(_ sheet: SheetState) {
        guard sheet.table != nil else { return }
        figures.append(sheet.figures)
    }

    private static func lastName(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    /// `Source: CQC database as at 01 September 2026`, `This data was produced on 01 September 2026`
    private static func statedDay(_ row: SheetRow) -> CalendarDate? {
        for cell in row.cells {
            let text = cell.text
            for words in ["as at ", "produced on "] {
                if let range = text.lowercased().firstRange(of: words), let day = DirectoryCell.firstDay(in: String(text.lowercased()[range.upperBound...])) { return day }
            }
        }
        return nil
    }

    // MARK: Rows

    private mutating func take(_ row: SheetRow, _ sheet: inout SheetState) {
        guard let table = sheet.table, let columns = sheet.columns else { return }
        let isProvider = table == .providerRatings
        let ref = row.text(isProvider ? columns["providerid"] : columns["locationid", "cqclocationidforofficeuseonly"])
        guard let ref else { return sheet.reject(row, isProvider ? "it has no provider id" : "it has no location id") }
        guard Self.isID(ref) else { return sheet.reject(row, "`\(ref.prefix(40))` is not an id of CQC") }
        switch table {
        case .ratings, .providerRatings: takeRating(row, ref, &sheet, columns)
        case .dualRegistrations:
            guard let primary = row.text(columns["primaryid", "linkedorganisationid"]) else { return sheet.reject(row, "it has no primary id") }
            setPrimary(contents.location(ref), primary)
            sheet.figures.loaded += 1
        default:
            if !sheet.seen.insert(ref).inserted { return sheet.reject(row, "a row above has the same id, \(ref)") }
            let number = Int(contents.location(ref))
            takePlace(row, number, &sheet, columns)
            sheet.figures.loaded += 1
        }
    }

    /// Letters, digits and hyphens: `1-1000210669`, `RH801`.
    static func isID(_ text: String) -> Bool {
        text.utf8.count <= 40 && text.utf8.contains { (48...57).contains($0) }
            && text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 95 }
    }

    private mutating func setPrimary(_ location: Int32, _ primary: String) {
        if primary != contents.locations[Int(location)].ref { contents.locations[Int(location)].primary = primary }
    }

    private mutating func takePlace(_ row: SheetRow, _ number: Int, _ sheet: inout SheetState, _ columns: DirectoryColumns) {
        guard let table = sheet.table else { return }
        let age = sheet.age
        contents.locations[number].listed[table] = max(sheet.day, contents.locations[number].listed[table] ?? sheet.day)
        for (field, column) in columns.fields {
            guard let text = row.text(column) else { continue }
            if let value = DirectoryCell.text(text, as: field.type) {
                contents.locations[number].set(field.position, value, age: age)
            } else {
                sheet.warn(row, "\(field.rawValue.replacing("_", with: " ")) `\(text.prefix(40))` cannot be read and is left empty")
            }
        }
        if table == .locations || table == .deactivated {
            if let text = row.text(columns["publicationdate"]) { contents.locations[number].set(PlaceField.overallDate.position, DirectoryCell.day(text)?.description, age: age) }
            if let text = row.text(columns["inheritedratingyn"]) {
                contents.locations[number].set(PlaceField.inherited.position, DirectoryCell.text(text, as: .boolean), age: age)
            }
        }
        if table == .locations || table == .weekly, age >= contents.locations[number].listAge {
            contents.locations[number].listAge = age
            if table == .weekly {
                contents.locations[number].services = Self.items(row.text(columns["servicetypes"]))
                contents.locations[number].bands = Self.items(row.text(columns["specialismsservices"]))
            } else {
                func held(_ flags: [(column: Int, name: String)]) -> [String] { flags.filter { row.text($0.column).flatMap(DirectoryCell.truth) == true }.map(\.name) }
                contents.locations[number].services = held(columns.services)
                contents.locations[number].activities = held(columns.activities)
                contents.locations[number].bands = held(columns.bands)
            }
        }
        if let primary = row.text(columns["primaryiddualregistrationlocations"]) { setPrimary(Int32(number), primary) }
        takeOwners(row, number, sheet, columns)
    }

    /// Provider and brand. `-` says that there is no brand; a blank cell says nothing.
    private mutating func takeOwners(_ row: SheetRow, _ number: Int, _ sheet: SheetState, _ columns: DirectoryColumns) {
        if let ref = row.text(columns["providerid", "cqcprovideridforofficeuseonly"]), Self.isID(ref) {
            contents.locations[number].provider = ref
            takeProvider(row, contents.provider(ref), sheet, columns)
        }
        if let ref = row.text(columns["brandid"]) {
            contents.locations[number].brand = ref
            if ref != "-" {
                if let name = row.text(columns["brandname"]) { contents.brands[ref] = name } else if contents.brands[ref] == nil { contents.brands[ref] = ref }
            }
        }
    }

    private mutating func takeProvider(_ row: SheetRow, _ number: Int32, _ sheet: SheetState, _ columns: DirectoryColumns) {
        for (field, column) in columns.providerFields {
            guard let text = row.text(column), let value = DirectoryCell.text(text, as: field.type) else { continue }
            contents.providers[Int(number)].set(field.position, value, age: sheet.age)
        }
    }

    /// The weekly file has several in a cell.
    private static func items(_ text: String?) -> [String] {
        (text ?? "").split { $0 == "|" || $0 == ";" || $0 == "\n" }.map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }.filter { !$0.isEmpty }
    }

    // MARK: Ratings

    private mutating func takeRating(_ row: SheetRow, _ ref: String, _ sheet: inout SheetState, _ columns: DirectoryColumns) {
        let isProvider = sheet.table == .providerRatings
        guard let domainText = row.text(columns["domain", "keyquestion"]) else { return sheet.reject(row, "it names no domain") }
        guard let domain = RatingRecord.domain(domainText) else { return sheet.reject(row, "`\(domainText.prefix(40))` is not a domain") }
        let owner = isProvider ? contents.provider(ref) : contents.location(ref)
        // Rows of a location follow one another: what they say of the location itself is the same in each.
        if sheet.lastRef != ref {
            sheet.lastRef = ref
            if isProvider { takeProvider(row, owner, sheet, columns) } else { takePlace(row, Int(owner), &sheet, columns) }
        }
        var day = Int32.min
        if let text = row.text(columns["publicationdate"]) {
            if let read = DirectoryCell.day(text), let days = Int32(exactly: read.days) { day = days } else {
                sheet.warn(row, "publication date `\(text.prefix(40))` cannot be read and is left empty")
            }
        }
        let rating = row.text(columns["latestrating"]).map { RatingWord.standard($0) }
        if let rating, !RatingWord.isKnown(rating) { sheet.warn(row, "`\(rating.prefix(40))` is not a rating that is known here; it is kept and not counted") }
        let record = RatingRecord(
            owner: owner, isOfProvider: isProvider, group: contents.texts.number(of: row.text(columns["servicepopulationgroup"]) ?? "Overall"), domain: domain,
            rating: rating.map { contents.texts.number(of: $0) } ?? -1, day: day, report: contents.texts.number(of: row.text(columns["reporttype"]) ?? ""),
            inherited: row.text(columns["inheritedratingyn"]).flatMap(DirectoryCell.truth), seen: Int32(clamping: sheet.day.days))
        contents.ratings.append(record)
        sheet.figures.loaded += 1
    }

    // MARK: Saved answers of the API

    mutating func add(_ figures: TableFigures) { self.figures.append(figures) }

    mutating func change<Result>(_ body: (inout DirectoryContents) -> Result) -> Result { body(&contents) }
}

/// The words of the column Latest Rating.
enum RatingWord {
    static let ratings = ["Outstanding", "Good", "Requires improvement", "Inadequate"]
    private static let others = [
        "Inspected but not rated", "No published rating", "Insufficient evidence to rate", "Not Rated", "Not applicable", "Not formally rated",
    ]
    private static let byLower = Dictionary(uniqueKeysWithValues: (ratings + others).map { ($0.lowercased(), $0) })

    /// As CQC writes it, whatever the case.
    static func standard(_ text: String) -> String { byLower[text.lowercased()] ?? text }
    static func isKnown(_ word: String) -> Bool { byLower[word.lowercased()] != nil }
    static func isRating(_ word: String) -> Bool { ratings.contains(word) }
}

extension PlaceField { var position: Int { Self.positions[self] ?? 0 } }
extension PlaceField { fileprivate static let positions = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) }) }
extension ProviderField { var position: Int { Self.positions[self] ?? 0 } }
extension ProviderField { fileprivate static let positions = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) }) }
