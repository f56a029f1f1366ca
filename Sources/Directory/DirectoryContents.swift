import PropertyGraph

/// Texts that come again and again, each kept once.
struct Interner {
    private(set) var names: [String] = []
    private var numbers: [String: Int32] = [:]

    mutating func number(of name: String) -> Int32 {
        if let number = numbers[name] { return number }
        let number = Int32(names.count)
        numbers[name] = number
        names.append(name)
        return number
    }

    subscript(_ number: Int32) -> String { names[Int(number)] }
}

/// A location or a provider.
struct Place {
    let ref: String
    /// By field, in the order of its cases, as text.
    var values: [String?]
    /// Where each value comes from: the day and the standing of its table.
    var ages: [Int64]
    var services: [String] = []
    var activities: [String] = []
    var bands: [String] = []
    var provider: String?
    var brand: String?
    /// The registration of the same place that counts.
    var primary: String?
    /// The last edition of each table that lists it.
    var listed: [DirectoryTable: CalendarDate] = [:]
    /// Ages of the lists above.
    var listAge = Int64.min
    var counted = true

    init(_ ref: String, fields: Int) {
        self.ref = ref
        values = [String?](repeating: nil, count: fields)
        ages = [Int64](repeating: .min, count: fields)
    }

    /// A blank cell says nothing: what another table has stays.
    mutating func set(_ field: Int, _ value: String?, age: Int64) {
        guard let value, age >= ages[field] else { return }
        values[field] = value
        ages[field] = age
    }
}

/// One rating: of a location or provider, for a service group and a key question.
struct RatingRecord {
    /// Index of the location, or of the provider.
    var owner: Int32
    var isOfProvider: Bool
    var group: Int32
    /// Position in `RatingRecord.domains`.
    var domain: UInt8
    /// -1 where the cell is blank.
    var rating: Int32
    /// Days since 1970; `Int32.min` where there is none.
    var day: Int32
    var report: Int32
    var inherited: Bool?
    /// The last edition that has it, in days; `Int32.min` of what is known to be past.
    var seen: Int32
    /// The day on which another one took its place.
    var ended: Int32?
    /// Why it is not counted; nil where it is.
    var leftOut: LeftOut?

    static let domains = ["Safe", "Effective", "Caring", "Responsive", "Well-led", "Overall"]
    static let overall: UInt8 = 5

    static func domain(_ text: String) -> UInt8? {
        let plain = Heading.plain(text)
        return domains.firstIndex { Heading.plain($0) == plain }.map(UInt8.init)
    }
}

/// Why a rating is not counted.
enum LeftOut: String, CaseIterable {
    case provider = "rating of a provider"
    case deactivated = "deactivated location"
    case unlisted = "location not in the directory"
    case second = "second registration of a place"
    case part = "part of a rated location"
    case noRating = "not a rating"
    case earlier = "earlier rating"
    case several = "several ratings on one day"
}

/// What all files together say.
public struct DirectoryContents {
    var locations: [Place] = []
    var providers: [Place] = []
    var brands: [String: String] = [:]
    var ratings: [RatingRecord] = []
    var texts = Interner()
    private var locationNumbers: [String: Int32] = [:]
    private var providerNumbers: [String: Int32] = [:]

    public init() {}

    mutating func location(_ ref: String) -> Int32 {
        Self.number(ref, &locationNumbers, &locations, fields: PlaceField.allCases.count)
    }

    mutating func provider(_ ref: String) -> Int32 {
        Self.number(ref, &providerNumbers, &providers, fields: ProviderField.allCases.count)
    }

    func knownLocation(_ ref: String) -> Int? { locationNumbers[ref].map(Int.init) }
    func knownProvider(_ ref: String) -> Int? { providerNumbers[ref].map(Int.init) }

    private static func number(_ ref: String, _ numbers: inout [String: Int32], _ places: inout [Place], fields: Int) -> Int32 {
        if let number = numbers[ref] { return number }
        let number = Int32(places.count)
        numbers[ref] = number
        places.append(Place(ref, fields: fields))
        return number
    }
}
