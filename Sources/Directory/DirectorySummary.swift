import Diagnostics

/// What the files hold, and what of it counts, in words.
public struct DirectorySummary: Sendable {
    private let contents: (locations: Int, counted: Int, providers: Int, brands: Int, ratings: Int)
    private let notes: [String]

    init(_ contents: DirectoryContents, _ settled: DirectoryContents.Settled) {
        let last = contents.lastEdition(.locations)
        let counted = contents.locations.count { $0.counted && DirectoryContents.isOpen(contents.status($0, lastDirectory: last)) }
        self.contents = (contents.locations.count, counted, contents.providers.count, contents.brands.count, contents.ratings.count)
        var notes: [String] = []
        func note(_ count: Int?, _ one: String, _ many: String) {
            if let count, count > 0 { notes.append("\(Self.number(count)) \(count == 1 ? one : many)") }
        }
        note(
            settled.perService, "location has no rating as a whole but ratings per service: each service counts",
            "locations have no rating as a whole but ratings per service: each service counts")
        note(
            settled.secondRegistrations, "location is a second registration of a place, which counts once",
            "locations are second registrations of places, which count once")
        note(
            settled.inherited, "rating was inherited from the provider before; it counts unless `--inherited without` is given",
            "ratings were inherited from the provider before; they count unless `--inherited without` is given")
        note(
            settled.leftOut[.several], "rating has another one on the same day: the one that the directory shows counts, or none",
            "ratings have another one on the same day: the one that the directory shows counts, or none")
        let blank = settled.blank == 0 ? "" : " (\(Self.number(settled.blank)) blank)"
        note(settled.leftOut[.noRating], "row holds no rating\(blank): it is not counted, neither as good nor as bad",
            "rows hold no rating\(blank): they are not counted, neither as good nor as bad")
        for (reason, one, many) in [
            (LeftOut.deactivated, "belongs to a deactivated location", "belong to deactivated locations"),
            (.unlisted, "belongs to a location that the last directory does not list", "belong to locations that the last directory does not list"),
            (.part, "is of a service within a location that is rated as a whole", "are of services within locations that are rated as a whole"),
            (.provider, "is of a provider", "are of providers"), (.earlier, "was replaced by a later one", "were replaced by later ones"),
        ] {
            note(settled.leftOut[reason], "rating \(one): kept, not counted", "ratings \(many): kept, not counted")
        }
        note(
            settled.fromDirectory, "location has no row in a file of ratings: its overall rating is that of the directory",
            "locations have no row in a file of ratings: their overall ratings are those of the directory")
        note(settled.repeated, "rating was in the files more than once and counts once", "ratings were in the files more than once and count once")
        self.notes = notes
    }

    /// Safe for a terminal, whatever the files hold.
    /// - Parameter unknown: names that the knowledge base does not have.
    public func text(_ figures: [TableFigures], unknown: [(kind: String, name: String, locations: Int)]) -> String {
        var out = ""
        for table in figures {
            let place = [table.file.split(separator: "/").last.map(String.init) ?? table.file, table.sheet.map { "sheet \($0)" }].compactMap(\.self)
            out += "\(place.joined(separator: ", ").escapingControls): \(table.table.rawValue), \(table.day.map { "data of \($0)" } ?? "no date (--dated gives one)")\n"
            out += "  \(table.loaded) loaded + \(table.rejected) rejected = \(Self.count(table.rows, "row"))"
            out += table.warnings > 0 ? ", \(table.warnings) warning\(table.warnings == 1 ? "" : "s")\n" : "\n"
            for (lines, count, word) in [(table.rejections, table.rejected, "rejected"), (table.remarks, table.warnings, "warning")] {
                for line in lines { out += "  \(word): \(line.escapingControls)\n" }
                if count > lines.count { out += "  and \(count - lines.count) more\n" }
            }
        }
        out += "\n\(Self.count(contents.locations, "location")) (\(Self.number(contents.counted)) count), \(Self.count(contents.providers, "provider")), "
        out += "\(Self.count(contents.brands, "brand")), \(Self.count(contents.ratings, "rating"))\n"
        for note in notes { out += "- \(note)\n" }
        for (kind, name, count) in unknown {
            let words = kind == "ServiceType" ? "type of service" : "regulated activity"
            out += "warning: the knowledge base has no \(words) `\(name.escapingControls)` (\(Self.count(count, "location"))); it is kept as text\n"
        }
        return out
    }

    private static func count(_ count: Int, _ noun: String) -> String { "\(number(count)) \(noun)\(count == 1 ? "" : "s")" }

    /// `324,000`
    private static func number(_ count: Int) -> String {
        var digits = Array(String(count))
        var index = digits.count - 3
        while index > 0 {
            digits.insert(",", at: index)
            index -= 3
        }
        return String(digits)
    }
}
