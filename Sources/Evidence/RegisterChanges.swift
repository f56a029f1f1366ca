public import PropertyGraph

/// What a load makes different: rows of the register against the items that the graph holds.
public struct RegisterChanges: Sendable {
    public private(set) var added: [RegisterRow] = []
    public private(set) var changed: [RegisterRow] = []
    /// Refs of items that the register no longer has.
    public private(set) var ended: [String] = []
    public private(set) var unchanged = 0
    /// The day of the last load of this register; nil before the first.
    public private(set) var lastLoad: CalendarDate?

    /// Ids of the items whose time ends.
    private var endedIDs: [String] = []
    private var takenIDs: Set<String> = []
    /// Days on which items that change now were recorded, by ref in lower case.
    private var recorded: [String: CalendarDate] = [:]
    private let day: CalendarDate
    private let register: String

    /// - Parameters:
    ///   - rejected: rows that stay as they were, since what they say now is not understood.
    public init(_ rows: [RegisterRow], rejected: [RegisterRow], in graph: Graph, register: String, on day: CalendarDate) {
        self.day = day
        self.register = register
        var current: [String: (id: String, ref: String, digest: String)] = [:]
        for node in graph.nodes(labelled: Self.label) {
            guard let id = graph.text("id", node) else { continue }
            takenIDs.insert(id)
            guard graph.text("register", node) == register else { continue }
            if graph.property("valid_to", of: node).isNull, let ref = graph.text("ref", node) {
                current[ref.lowercased()] = (id, ref, graph.text("digest", node) ?? "")
                if case .date(let day) = graph.property("recorded", of: node) { recorded[ref.lowercased()] = day }
            }
        }
        for node in graph.nodes(labelled: Self.loadLabel) where graph.text("register", node) == register {
            if case .date(let day) = graph.property("day", of: node), lastLoad.map({ day > $0 }) ?? true { lastLoad = day }
        }
        for row in rows {
            guard let item = current.removeValue(forKey: row.ref.lowercased()) else {
                added.append(row)
                continue
            }
            if item.digest == row.digest { unchanged += 1 } else {
                changed.append(row)
                endedIDs.append(item.id)
            }
        }
        for row in rejected { current[row.ref.lowercased()] = nil }
        for item in current.values.sorted(by: { $0.ref < $1.ref }) {
            ended.append(item.ref)
            endedIDs.append(item.id)
        }
    }

    static let label = "EvidenceItem"
    static let loadLabel = "EvidenceLoad"

    // MARK: Statements

    /// What is written, one statement after the other, with its parameters. All of them together are one load.
    public mutating func statements(_ load: LoadFigures) -> [(text: String, parameters: [String: Value])] {
        var statements: [(text: String, parameters: [String: Value])] = []
        if !endedIDs.isEmpty {
            statements.append((Self.ending, ["ended": .list(endedIDs.map(Value.string)), "day": .date(day)]))
        }
        let items = (added + changed).map { item($0) }
        if !items.isEmpty { statements.append((Self.adding, ["items": .list(items)])) }
        statements.append((Self.loading, ["load": load.value(self, register: register, day: day, id: fresh("evidence-load:\(register)/\(day)"))]))
        return statements
    }

    private static let ending = """
        UNWIND $ended AS id MATCH (e:EvidenceItem {id: id}) SET e.valid_to = $day
        WITH e OPTIONAL MATCH (e)-[:HAS_ACTION]->(a) SET a.valid_to = $day
        """

    private static let adding = """
        UNWIND $items AS item CREATE (e:EvidenceItem) SET e = item.properties
        WITH e, item
        CALL (e, item) { UNWIND item.targets AS target MATCH (t {id: target.id}) CREATE (e)-[:EVIDENCE_FOR {cell: target.cell}]->(t) }
        CALL (e, item) { UNWIND item.categories AS category MATCH (c:EvidenceCategory {id: category.id}) CREATE (e)-[:OF_CATEGORY {cell: category.cell}]->(c) }
        CALL (e, item) { UNWIND item.actions AS action CREATE (e)-[:HAS_ACTION]->(a:EvidenceAction) SET a = action }
        """

    private static let loading = "CREATE (l:EvidenceLoad) SET l = $load"

    /// An id that no item has yet.
    private mutating func fresh(_ id: String) -> String {
        var candidate = id
        var number = 2
        while !takenIDs.insert(candidate).inserted {
            candidate = "\(id)@\(day)" + (number == 2 ? "" : ".\(number - 1)")
            number += 1
        }
        return candidate
    }

    private mutating func item(_ row: RegisterRow) -> Value {
        let id = fresh("evidence:\(row.ref)")
        var properties = row.properties
        properties["id"] = .string(id)
        properties["register"] = .string(register)
        properties["row"] = .integer(row.number)
        properties["digest"] = .string(row.digest)
        if properties["recorded"] == nil { properties["recorded"] = .date(recorded[row.ref.lowercased()] ?? day) }
        properties["valid_from"] = .date(day)
        func links(_ list: [(id: String, cell: String)]) -> Value {
            .list(list.map { .map(["id": .string($0.id), "cell": .string($0.cell)]) })
        }
        return .map([
            "properties": .map(properties), "targets": links(row.targets), "categories": links(row.categories),
            "actions": .list(row.action.map { [Value.map($0.merging(["id": .string(id + "/action"), "valid_from": .date(day)]) { $1 })] } ?? []),
        ])
    }
}

/// The figures of a load, kept with it.
public struct LoadFigures: Sendable {
    public var file: String
    public var sheet: String?
    public var rows: Int
    public var loaded: Int
    public var warned: Int
    public var rejected: Int

    public init(file: String, sheet: String?, rows: Int, loaded: Int, warned: Int, rejected: Int) {
        self.file = file
        self.sheet = sheet
        self.rows = rows
        self.loaded = loaded
        self.warned = warned
        self.rejected = rejected
    }

    func value(_ changes: RegisterChanges, register: String, day: CalendarDate, id: String) -> Value {
        .map([
            "id": .string(id), "register": .string(register), "day": .date(day), "file": .string(file),
            "sheet": sheet.map(Value.string) ?? .null, "rows": .integer(rows), "loaded": .integer(loaded), "warned": .integer(warned),
            "rejected": .integer(rejected), "added": .integer(changes.added.count), "changed": .integer(changes.changed.count),
            "ended": .integer(changes.ended.count), "unchanged": .integer(changes.unchanged),
        ])
    }
}

extension RegisterRow {
    /// Properties of its item, without those that a load adds.
    var properties: PropertyMap {
        var map: PropertyMap = ["id": .null, "ref": .string(ref)]
        for field in [RegisterField.title, .owner, .location, .status, .link, .gap, .note] {
            if let text = texts[field] { map[field.rawValue] = .string(text) }
        }
        for field in [RegisterField.date, .recorded, .reviewed, .reviewDue] { if let day = days[field] { map[field.rawValue] = .date(day) } }
        return map
    }

    /// Properties of its action; nil where it has none.
    var action: PropertyMap? {
        let (due, done) = (days[.actionDue], days[.actionDone])
        guard texts[.action] != nil || due != nil || done != nil else { return nil }
        var map: PropertyMap = [:]
        if let what = texts[.action] { map["what"] = .string(what) }
        if let owner = texts[.actionOwner] { map["owner"] = .string(owner) }
        if let due { map["due"] = .date(due) }
        if let done { map["done"] = .date(done) }
        map["is_done"] = .boolean(done != nil || texts[.actionDone] != nil)
        return map
    }

    /// Two rows with one digest say the same. The number of the row does not count.
    var digest: String {
        var text = Graph.empty.text(of: .map(properties)) + Graph.empty.text(of: action.map(Value.map) ?? .null)
        for (id, cell) in targets + categories { text += "\u{1}" + id + "\u{2}" + cell }
        // FNV-1a, 64 bits: it need not withstand malice, only tell this month from last.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension Graph {
    func nodes(labelled name: String) -> [NodeID] {
        guard let number = labels.number(of: name) else { return [] }
        return Array(nodes(withLabels: [number]))
    }

    func text(_ key: String, _ node: NodeID) -> String? {
        if case .string(let text) = property(key, of: node) { text } else { nil }
    }
}
