import PropertyGraph

/// Which locations and ratings count, and why the others do not.
extension DirectoryContents {
    /// To be called once, when all files are read. Afterwards `ratings` is in order of owner, group, domain and day, each row once.
    mutating func settle() -> Settled {
        var settled = Settled()
        settleLocations(&settled)
        settled.repeated = mergeRepeated()
        addOverallOfDirectory(&settled)
        endEarlier()
        markLeftOut(&settled)
        return settled
    }

    struct Settled {
        /// Rows of ratings that another edition, or another row, has as well.
        var repeated = 0
        /// Locations without a row in the files of ratings, whose overall rating is that of the directory.
        var fromDirectory = 0
        var perService = 0
        var secondRegistrations = 0
        var leftOut: [LeftOut: Int] = [:]
        var inherited = 0
        var blank = 0
    }

    func lastEdition(_ table: DirectoryTable) -> CalendarDate? { locations.lazy.compactMap { $0.listed[table] }.max() }

    /// What has become of a location: nil where no directory was read that would say so.
    func status(_ place: Place, lastDirectory: CalendarDate?) -> String? {
        if let ended = place.listed[.deactivated], ended >= place.listed[.locations] ?? ended { return "deactivated" }
        guard let lastDirectory else { return place.listed.keys.contains(.weekly) ? "registered" : nil }
        if place.listed[.locations] == lastDirectory || place.listed[.weekly].map({ $0 >= lastDirectory }) ?? false { return "registered" }
        return place.listed.keys.allSatisfy { $0 == .saved } ? "registered" : "not listed"
    }

    /// Whether a location goes on, as far as the files say.
    static func isOpen(_ status: String?) -> Bool { status != "deactivated" && status != "not listed" }

    private mutating func settleLocations(_ settled: inout Settled) {
        let last = lastEdition(.locations)
        for index in locations.indices {
            guard let primary = locations[index].primary, let other = knownLocation(primary), other != index,
                Self.isOpen(status(locations[other], lastDirectory: last)), locations[other].primary == nil
            else { continue }
            locations[index].counted = false
            settled.secondRegistrations += 1
        }
    }

    /// In order of owner, group, domain, day; rows that say the same are one.
    private mutating func mergeRepeated() -> Int {
        func key(_ a: RatingRecord) -> (Int32, Int32, UInt8) { (a.owner, a.group, a.domain) }
        ratings.sort { a, b in
            if a.isOfProvider != b.isOfProvider { return b.isOfProvider }
            if key(a) != key(b) { return key(a) < key(b) }
            return (a.day, a.rating, a.report, b.seen) < (b.day, b.rating, b.report, a.seen)
        }
        var kept: [RatingRecord] = []
        kept.reserveCapacity(ratings.count)
        for rating in ratings {
            if let last = kept.last, last.isOfProvider == rating.isOfProvider, key(last) == key(rating),
                (last.day, last.rating, last.report) == (rating.day, rating.rating, rating.report) {
                kept[kept.count - 1].inherited = last.inherited ?? rating.inherited
                continue
            }
            kept.append(rating)
        }
        defer { ratings = kept }
        return ratings.count - kept.count
    }

    /// A directory alone shows overall ratings too.
    private mutating func addOverallOfDirectory(_ settled: inout Settled) {
        var rated = [Bool](repeating: false, count: locations.count)
        for rating in ratings where !rating.isOfProvider { rated[Int(rating.owner)] = true }
        let (group, report) = (texts.number(of: "Overall"), texts.number(of: "Directory"))
        for (index, place) in locations.enumerated() where !rated[index] {
            guard let word = place.values[PlaceField.overall.position].map(RatingWord.standard) else { continue }
            let day = place.values[PlaceField.overallDate.position].flatMap { CalendarDate($0) }
            ratings.append(
                RatingRecord(
                    owner: Int32(index), isOfProvider: false, group: group, domain: RatingRecord.overall, rating: texts.number(of: word),
                    day: day.flatMap { Int32(exactly: $0.days) } ?? .min, report: report,
                    inherited: place.values[PlaceField.inherited.position].map { $0 == "true" }, seen: Int32(clamping: (lastEdition(.locations) ?? CalendarDate(days: 0)).days)))
            settled.fromDirectory += 1
        }
        if settled.fromDirectory > 0 { _ = mergeRepeated() }
    }

    /// Calls `body` with the rows of each owner, group and domain, by day.
    private func forEachKey(_ body: (Range<Int>) -> Void) {
        var start = 0
        guard !ratings.isEmpty else { return }
        for index in 1...ratings.count {
            if index < ratings.count {
                let (a, b) = (ratings[start], ratings[index])
                if a.isOfProvider == b.isOfProvider, a.owner == b.owner, a.group == b.group, a.domain == b.domain { continue }
            }
            body(start..<index)
            start = index
        }
    }

    /// A rating ends on the day of the next one, or with the edition that no longer has it.
    private mutating func endEarlier() {
        var editions: [Int64: Int32] = [:]
        func owner(_ rating: RatingRecord) -> Int64 { Int64(rating.owner) * 2 + (rating.isOfProvider ? 1 : 0) }
        for rating in ratings { editions[owner(rating)] = max(editions[owner(rating)] ?? .min, rating.seen) }
        var ends: [(Int, Int32)] = []
        forEachKey { range in
            let edition = editions[owner(ratings[range.lowerBound])] ?? .min
            let newest = range.filter { ratings[$0].seen == edition }.map { ratings[$0].day }.max()
            for index in range where ratings[index].seen != edition || ratings[index].day != newest {
                let next = range.map { ratings[$0].day }.filter { $0 > ratings[index].day }.min()
                ends.append((index, next ?? (edition == .min ? ratings[index].day : edition)))
            }
        }
        for (index, day) in ends { ratings[index].ended = day }
    }

    private mutating func markLeftOut(_ settled: inout Settled) {
        let last = lastEdition(.locations)
        let overallGroup = texts.number(of: "Overall")
        var ratedAsWhole = [Bool](repeating: false, count: locations.count)
        for rating in ratings where !rating.isOfProvider && rating.group == overallGroup && rating.ended == nil && isRating(rating) {
            ratedAsWhole[Int(rating.owner)] = true
        }
        let states = locations.map { status($0, lastDirectory: last) }
        var perService: Set<Int32> = []
        for index in ratings.indices {
            let rating = ratings[index]
            let place = Int(rating.owner)
            ratings[index].leftOut =
                if rating.isOfProvider { .provider }
                else if states[place] == "deactivated" { .deactivated }
                else if states[place] == "not listed" { .unlisted }
                else if !locations[place].counted { .second }
                else if rating.group != overallGroup, ratedAsWhole[place] { .part }
                else if !isRating(rating) { .noRating }
                else if rating.ended != nil { .earlier }
                else { nil }
            if ratings[index].leftOut == nil, rating.group != overallGroup { perService.insert(rating.owner) }
        }
        for (index, reason) in severalOnOneDay() { ratings[index].leftOut = reason }
        for rating in ratings {
            if let reason = rating.leftOut { settled.leftOut[reason, default: 0] += 1 }
            if rating.leftOut == nil, rating.inherited == true { settled.inherited += 1 }
            if rating.rating < 0 { settled.blank += 1 }
        }
        settled.perService = perService.count
    }

    /// Of several ratings for one thing on one day nobody can say which one holds, unless the directory shows it.
    private func severalOnOneDay() -> [(Int, LeftOut)] {
        var found: [(Int, LeftOut)] = []
        forEachKey { range in
            let open = range.filter { ratings[$0].leftOut == nil }
            guard open.count > 1 else { return }
            let first = ratings[open[0]]
            // Rows that differ in their type of report alone say the same.
            if open.allSatisfy({ ratings[$0].rating == first.rating }) { return found += open.dropFirst().map { ($0, .several) } }
            let shown = locations[Int(first.owner)].values[PlaceField.overall.position].map(RatingWord.standard)
            let isOverall = first.domain == RatingRecord.overall && texts[first.group] == "Overall"
            let kept = isOverall ? open.first { texts[ratings[$0].rating] == shown } : nil
            found += open.filter { $0 != kept }.map { ($0, .several) }
        }
        return found
    }

    private func isRating(_ rating: RatingRecord) -> Bool { rating.rating >= 0 && RatingWord.isRating(texts[rating.rating]) }
}
