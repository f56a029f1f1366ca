public import Interchange
public import PropertyGraph
import Tables

/// Answers of CQC's API that somebody has saved: one location, a list of them, or a page with `locations`.
///
/// Ratings of the framework of 2023 stand in `assessment`, earlier ones in `currentRatings` and `historicRatings`.
extension DirectoryReader {
    /// - Parameter root: the JSON, which is YAML.
    public mutating func read(saved root: YamlNode, file: String, day: CalendarDate?) {
        let items = root.items ?? root["locations"]?.items ?? [root]
        var found = TableFigures(file: file, sheet: nil, table: .saved, day: day)
        for (index, item) in items.enumerated() {
            found.rows += 1
            func reject(_ reason: String) {
                found.rejected += 1
                if found.rejections.count < TableFigures.shown { found.rejections.append("item \(index + 1): \(reason)") }
            }
            guard let ref = item["locationId"]?.text, Self.isID(ref) else {
                reject("it has no locationId")
                continue
            }
            let edition = day ?? CalendarDate(days: 0)
            change { $0.take(item, ref, edition) }
            found.loaded += 1
        }
        add(found)
    }
}

extension DirectoryContents {
    fileprivate mutating func take(_ item: YamlNode, _ ref: String, _ edition: CalendarDate) {
        let number = Int(location(ref))
        let age = Int64(edition.days) * 8 + Int64(DirectoryTable.saved.standing)
        func text(_ key: String) -> String? { item[key].flatMap { $0.isNull ? nil : $0.text }.flatMap { $0.isEmpty ? nil : $0 } }
        let fields: [(PlaceField, String)] = [
            (.title, "name"), (.registered, "registrationDate"), (.ended, "deregistrationDate"), (.dormant, "dormancy"), (.careHome, "careHome"),
            (.beds, "numberOfBeds"), (.sector, "type"), (.directorate, "inspectionDirectorate"), (.region, "region"), (.localAuthority, "localAuthority"),
            (.postcode, "postalCode"), (.city, "postalAddressTownCity"), (.constituency, "constituency"), (.uprn, "uprn"), (.odsCode, "odsCode"),
            (.latitude, "onspdLatitude"), (.longitude, "onspdLongitude"), (.alsoKnownAs, "alsoKnownAs"),
        ]
        for (field, key) in fields { locations[number].set(field.position, text(key).flatMap { DirectoryCell.text($0, as: field.type) }, age: age) }
        let primary = item["inspectionCategories"]?.items?.first { $0["primary"]?.text == "true" }
        locations[number].set(PlaceField.category.position, primary?["name"]?.text, age: age)
        locations[number].listed[text("registrationStatus")?.lowercased() == "deregistered" ? .deactivated : .saved] = edition
        if age >= locations[number].listAge {
            locations[number].listAge = age
            func names(_ key: String, _ name: String) -> [String] { (item[key]?.items ?? []).compactMap { $0[name]?.text } }
            // The description is the type of service that the directory has.
            locations[number].services = names("gacServiceTypes", "description")
            locations[number].activities = names("regulatedActivities", "name")
            locations[number].bands = names("specialisms", "name")
        }
        if let ref = text("providerId") {
            locations[number].provider = ref
            _ = provider(ref)
        }
        if let brand = text("brandId") {
            locations[number].brand = brand
            if brand != "-" { brands[brand] = text("brandName") ?? brands[brand] ?? brand }
        }
        takeRatings(item, Int32(number), edition)
    }

    private mutating func takeRatings(_ item: YamlNode, _ owner: Int32, _ edition: CalendarDate) {
        let seen = Int32(clamping: edition.days)
        let assessed = (item["assessment"]?.items ?? []).compactMap { $0["assessmentPlanPublishedDateTime"]?.text.flatMap(DirectoryCell.day) }.max()
        if let current = item["currentRatings"] {
            // What is there called current stays so when the location is assessed anew.
            let reported = current["overall"]?["reportDate"]?.text.flatMap(DirectoryCell.day)
            let isPast = if let assessed, let reported { assessed > reported } else { false }
            take(current["overall"], owner, group: "Overall", day: nil, seen: isPast ? .min : seen)
            for service in current["serviceRatings"]?.items ?? [] {
                take(service, owner, group: service["name"]?.text ?? "", day: nil, seen: isPast ? .min : seen)
            }
        }
        for past in item["historicRatings"]?.items ?? [] {
            take(past["overall"], owner, group: "Overall", day: past["reportDate"]?.text, seen: .min)
            for service in past["serviceRatings"]?.items ?? [] { take(service, owner, group: service["name"]?.text ?? "", day: past["reportDate"]?.text, seen: .min) }
        }
        for assessment in item["assessment"]?.items ?? [] {
            let published = assessment["assessmentPlanPublishedDateTime"]?.text
            for whole in assessment["ratings"]?["overall"]?.items ?? [] { take(whole, owner, group: "Overall", day: published, seen: seen) }
            let groups = assessment["ratings"]?["asgRatings"]?.items ?? []
            for group in groups {
                take(group, owner, group: group["name"]?.text ?? group["title"]?.text ?? "", day: published ?? group["assessmentDate"]?.text, seen: seen)
            }
        }
    }

    /// A rating with those of its key questions.
    private mutating func take(_ node: YamlNode?, _ owner: Int32, group: String, day: String?, seen: Int32) {
        guard let node else { return }
        let date = (node["reportDate"]?.text ?? day).flatMap(DirectoryCell.day).flatMap { Int32(exactly: $0.days) } ?? .min
        func add(_ word: String?, _ domain: UInt8) {
            guard let word, !word.isEmpty else { return }
            ratings.append(
                RatingRecord(
                    owner: owner, isOfProvider: false, group: texts.number(of: group.isEmpty ? "Overall" : group), domain: domain,
                    rating: texts.number(of: RatingWord.standard(word)), day: date, report: texts.number(of: "API"), inherited: nil, seen: seen))
        }
        add(node["rating"]?.text, RatingRecord.overall)
        for question in node["keyQuestionRatings"]?.items ?? [] {
            if let name = question["name"]?.text, let domain = RatingRecord.domain(name) { add(question["rating"]?.text, domain) }
        }
    }
}
