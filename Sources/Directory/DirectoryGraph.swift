public import Knowledge
public import PropertyGraph

/// The contents of the files as a graph over that of the knowledge base: locations, providers, brands and ratings, joined to its own key
/// questions, types of service and regulated activities.
public struct DirectoryGraph {
    public let graph: Graph
    /// Names in the files that the knowledge base does not have, with how many locations have them.
    public let unknown: [(kind: String, name: String, locations: Int)]
    public let summary: DirectorySummary

    /// - Parameter digest: of the knowledge base. A snapshot is to be made anew when it changes.
    public init(_ reader: DirectoryReader, over knowledge: KnowledgeBase, digest: String, day: CalendarDate) {
        var contents = reader.contents
        let settled = contents.settle()
        var builder = Builder(contents, knowledge.graph(), knowledge.schema, day: day)
        builder.addPlaces()
        builder.addRatings()
        builder.addFiles(reader.figures, digest: digest)
        graph = builder.graph()
        unknown = builder.unknown.sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }.map { ($0.key.kind, $0.key.name, $0.value) }
        summary = DirectorySummary(contents, settled)
    }

    /// What a name may be, and how many have it.
    private struct Name: Hashable {
        var kind: String
        var name: String
    }

    private struct Builder {
        let contents: DirectoryContents
        let base: Graph
        private let resolvers: [String: NameResolver]
        private var resolved: [Name: Int32?] = [:]
        private var nodes: [BulkBuilder.Nodes] = []
        private var edges: [BulkBuilder.Relationships] = []
        private var next: Int
        private var firstLocation = 0
        private var firstProvider = 0
        var unknown: [Name: Int] = [:]

        init(_ contents: DirectoryContents, _ base: Graph, _ schema: Schema, day: CalendarDate) {
            self.contents = contents
            self.base = base
            next = base.nodeEnd
            resolvers = Dictionary(uniqueKeysWithValues: ["ServiceType", "RegulatedActivity", "KeyQuestion"].map { label in
                (label, NameResolver(graph: base, schema: schema, day: day, labels: [label]))
            })
        }

        func graph() -> Graph { BulkBuilder.build(nodes, edges, over: base) }

        /// The node of the knowledge base with that official name or alias; near names do not count.
        private mutating func node(_ label: String, _ name: String) -> Int32? {
            let key = Name(kind: label, name: name)
            if let known = resolved[key] { return known }
            var found: Int32?
            if let resolver = resolvers[label] {
                let resolution = resolver.resolve(name)
                if resolution.isExact { found = resolution.readings.first?.node.index }
            }
            resolved[key] = .some(found)
            return found
        }

        private mutating func add(_ labels: [String], _ rows: Int, _ columns: [(name: String, cells: TypedColumnBuilder)]) -> Int {
            defer { next += rows }
            nodes.append(BulkBuilder.Nodes(labels: labels, rows: rows, columns: columns))
            return next
        }

        private mutating func connect(_ type: String, _ ends: [(Int32, Int32)]) {
            edges.append(BulkBuilder.Relationships(type: type, sources: ends.map(\.0), targets: ends.map(\.1), columns: []))
        }

        // MARK: Places

        mutating func addPlaces() {
            firstLocation = addLocations()
            firstProvider = add(["Provider"], contents.providers.count, columns(of: contents.providers, "provider", ProviderField.allCases.map { ($0.rawValue, $0.type) }))
            let brands = contents.brands.sorted { $0.key < $1.key }
            var columns = ["id", "ref", "title"].map { ($0, TypedColumnBuilder(.string, reserving: brands.count)) }
            for (ref, name) in brands { for (index, text) in ["brand:\(ref)", ref, name].enumerated() { columns[index].1.append(text) } }
            let firstBrand = add(["Brand"], brands.count, columns)
            let brandNumbers = Dictionary(uniqueKeysWithValues: brands.enumerated().map { ($1.key, Int32(firstBrand + $0)) })
            var (provides, carries, runBy, ofBrand, same): ([(Int32, Int32)], [(Int32, Int32)], [(Int32, Int32)], [(Int32, Int32)], [(Int32, Int32)]) = ([], [], [], [], [])
            for (index, place) in contents.locations.enumerated() {
                let own = Int32(firstLocation + index)
                for (names, label) in [(place.services, "ServiceType"), (place.activities, "RegulatedActivity")] {
                    for target in targets(label, names) { if label == "ServiceType" { provides.append((own, target)) } else { carries.append((own, target)) } }
                }
                if let ref = place.provider, let provider = contents.knownProvider(ref) { runBy.append((own, Int32(firstProvider + provider))) }
                if let ref = place.brand, let brand = brandNumbers[ref] { ofBrand.append((own, brand)) }
                if let primary = place.primary, let other = contents.knownLocation(primary), other != index { same.append((own, Int32(firstLocation + other))) }
            }
            connect("PROVIDES", provides)
            connect("CARRIES_ON", carries)
            connect("RUN_BY", runBy)
            connect("OF_BRAND", ofBrand)
            connect("SAME_PLACE_AS", same)
        }

        /// Nodes for the names, each once; those that are not known are counted.
        private mutating func targets(_ label: String, _ names: [String]) -> [Int32] {
            var found: [Int32] = []
            for name in names {
                if let node = node(label, name) { if !found.contains(node) { found.append(node) } } else { unknown[Name(kind: label, name: name), default: 0] += 1 }
            }
            return found
        }

        private mutating func addLocations() -> Int {
            let count = contents.locations.count
            var all = columns(of: contents.locations, "location", PlaceField.allCases.map { ($0.rawValue, $0.type) })
            var (status, counted) = (TypedColumnBuilder(.string, reserving: count), TypedColumnBuilder(.boolean, reserving: count))
            var (bands, services) = (TypedColumnBuilder(.list, reserving: count), TypedColumnBuilder(.list, reserving: count))
            var brand = TypedColumnBuilder(.string, reserving: count)
            let last = contents.lastEdition(.locations)
            for place in contents.locations {
                let state = contents.status(place, lastDirectory: last)
                status.append(state)
                counted.append(place.counted && DirectoryContents.isOpen(state) ? "true" : "false")
                brand.append(place.brand.map { $0 == "-" ? "none" : contents.brands[$0] ?? $0 })
                bands.append(place.bands.isEmpty ? nil : ListCell.text(of: place.bands))
                let others = place.services.filter { node("ServiceType", $0) == nil }
                services.append(others.isEmpty ? nil : ListCell.text(of: others))
            }
            all += [("status", status), ("counted", counted), ("brand", brand), ("user_bands", bands), ("other_services", services)]
            return add(["Location"], count, all)
        }

        private func columns(of places: [Place], _ prefix: String, _ fields: [(name: String, type: CellType)]) -> [(name: String, cells: TypedColumnBuilder)] {
            var (ids, refs) = (TypedColumnBuilder(.string, reserving: places.count), TypedColumnBuilder(.string, reserving: places.count))
            var columns = fields.map { TypedColumnBuilder($0.type, reserving: places.count) }
            for place in places {
                ids.append("\(prefix):\(place.ref)")
                refs.append(place.ref)
                // A place that is only named elsewhere is called by its id.
                for (index, value) in place.values.enumerated() { columns[index].append(fields[index].name == "title" ? value ?? place.ref : value) }
            }
            return [("id", ids), ("ref", refs)] + zip(fields, columns).map { ($0.name, $1) }
        }

        // MARK: Ratings

        mutating func addRatings() {
            let count = contents.ratings.count
            func column(_ type: CellType) -> TypedColumnBuilder { TypedColumnBuilder(type, reserving: count) }
            var (rating, question, group, report, reason) = (column(.string), column(.string), column(.string), column(.string), column(.string))
            var (day, ended, inherited) = (column(.date), column(.date), column(.boolean))
            var (ofLocation, ofProvider, rates): ([(Int32, Int32)], [(Int32, Int32)], [(Int32, Int32)]) = ([], [], [])
            let questions = RatingRecord.domains.map { $0 == "Overall" ? nil : node("KeyQuestion", $0) }
            let none = Int32.min
            for (index, record) in contents.ratings.enumerated() {
                rating.append(record.rating < 0 ? nil : contents.texts[record.rating])
                question.append(RatingRecord.domains[Int(record.domain)])
                group.append(contents.texts[record.group])
                report.append(contents.texts[record.report].isEmpty ? nil : contents.texts[record.report])
                reason.append(record.leftOut?.rawValue)
                day.append(record.day == none ? nil : CalendarDate(days: Int(record.day)).description)
                ended.append(record.ended.flatMap { $0 == none ? nil : CalendarDate(days: Int($0)).description })
                inherited.append(record.inherited.map { $0 ? "true" : "false" })
                let own = Int32(next + index)
                if record.isOfProvider { ofProvider.append((Int32(firstProvider) + record.owner, own)) } else { ofLocation.append((Int32(firstLocation) + record.owner, own)) }
                if let target = questions[Int(record.domain)] { rates.append((own, target)) }
            }
            _ = add(
                ["Rating"], count,
                [("rating", rating), ("question", question), ("service_group", group), ("date", day), ("ended", ended), ("report_type", report),
                    ("inherited", inherited), ("left_out", reason)])
            connect("HAS_RATING", ofLocation + ofProvider)
            connect("RATES", rates)
        }

        mutating func addFiles(_ figures: [TableFigures], digest: String) {
            let names = ["id", "title", "sheet", "kind", "date", "rows", "loaded", "rejected", "warnings", "knowledge"]
            let types: [CellType] = [.string, .string, .string, .string, .date, .integer, .integer, .integer, .integer, .string]
            var columns = types.map { TypedColumnBuilder($0, reserving: figures.count) }
            for (number, table) in figures.enumerated() {
                let file = table.file.split(separator: "/").last.map(String.init) ?? table.file
                let texts = [
                    "directory-file:\(number + 1)", file, table.sheet, table.table.rawValue, table.day?.description, "\(table.rows)", "\(table.loaded)",
                    "\(table.rejected)", "\(table.warnings)", digest,
                ]
                for (index, text) in texts.enumerated() { columns[index].append(text) }
            }
            _ = add(["DirectoryFile"], figures.count, Array(zip(names, columns)).map { (name: $0, cells: $1) })
        }
    }
}
