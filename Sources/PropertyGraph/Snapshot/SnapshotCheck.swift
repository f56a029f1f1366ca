/// What lanes of a file hold, checked before anything follows it: numbers of nodes, rows and strings lead into their lanes,
/// offsets ascend, and packed values can be read. The reader has checked the lengths. A file made to do harm can then give
/// wrong answers, but no read outside its bytes.
struct SnapshotCheck {
    /// Lists and maps in a value go no deeper. Reading one takes stack for each level.
    static let deepest = 512

    private typealias Job = @Sendable () -> Bool
    private var jobs: [Job] = []

    /// O(bytes), on all cores.
    static func isSound(_ base: GraphBase) -> Bool {
        var check = SnapshotCheck()
        for table in base.nodeTables { check.add(table.columns, rows: table.range.count) }
        for table in base.relationshipTables {
            let (nodes, rows) = (base.nodeCount, table.range.count)
            for lane in [table.sources, table.targets] { check.jobs.append { Self.isBelow(lane, nodes) } }
            for adjacency in [table.outgoing, table.incoming] { check.add(adjacency, nodes: nodes, rows: rows) }
            check.add(table.columns, rows: rows)
        }
        let jobs = check.jobs
        let results = Slots<Bool>(jobs.count)
        Workers.run(jobs.count) { results[$0] = jobs[$0]() }
        return results.all.allSatisfy(\.self)
    }

    private mutating func add(_ adjacency: Adjacency, nodes: Int, rows: Int) {
        jobs.append {
            Self.ascends(adjacency.offsets, to: rows) && Self.isBelow(adjacency.neighbours, nodes)
                && adjacency.nodes.allSatisfy { node in Self.ascends(adjacency.neighbours, adjacency.positions(of: node)) }
        }
        if let lane = adjacency.rows { jobs.append { Self.isBelow(lane, rows) } }
    }

    private mutating func add(_ columns: [Int: Column], rows: Int) {
        for column in columns.values {
            switch column.storage {
            case .integers, .floats, .dates: break
            case .booleans(let values): jobs.append { values.allSatisfy { $0 <= 1 } }
            case .strings(let codes, let dictionary):
                jobs.append {
                    let most = codes.max()
                    return most.map { Int($0) < dictionary.count } ?? true && Self.ascends(dictionary.offsets, to: dictionary.bytes.count)
                }
            case .values(let values): jobs.append { Self.areReadable(values) }
            }
        }
    }

    // MARK: Lanes

    private static func isBelow(_ lane: Lane<Int32>, _ end: Int) -> Bool {
        // A negative number is a large one without its sign.
        var most: UInt32 = 0
        for element in lane.elements { most = max(most, UInt32(bitPattern: element)) }
        return lane.isEmpty || Int(most) < end
    }

    /// From 0 or more to `end` or less, none below the one before.
    private static func ascends<Element: FixedWidthInteger>(_ lane: Lane<Element>, to end: Int) -> Bool {
        var last: Element = 0
        for element in lane.elements {
            if element < last { return false }
            last = element
        }
        return Int(last) <= end
    }

    private static func ascends(_ neighbours: Lane<Int32>, _ positions: Range<Int>) -> Bool {
        guard positions.count > 1 else { return true }
        for position in positions.dropFirst() where neighbours[position - 1] > neighbours[position] { return false }
        return true
    }

    // MARK: Packed values

    /// The bytes are whole values one after the other, and each row's begins where one of them does.
    private static func areReadable(_ values: PackedValues) -> Bool {
        var reader = ByteReader(values.bytes.bytes)
        var starts: Set<Int> = []
        do throws(ByteReader.Fault) {
            while !reader.isAtEnd {
                starts.insert(reader.position)
                try reader.skipValue(deepest: deepest)
            }
        } catch { return false }
        return values.offsets.allSatisfy(starts.contains)
    }
}

extension ByteReader {
    /// Goes past a value as a property has it, without making it. Throws what `value()` could not read, or could not read
    /// without a trap: numbers outside their types, and more than `deepest` levels.
    mutating func skipValue(deepest: Int) throws(Fault) {
        guard deepest > 0 else { throw .malformed }
        switch try byte() {
        case 0: break
        case 1: try skip(1)
        case 2, 3, 6: try skip(8)
        case 4: try skip(try integer())
        case 5: try skipDay()
        case 7:
            try skip(8)
            try skipOffset()
        case 8:
            try skipDay()
            try skip(8)
        case 9:
            try check(EpochInstant.secondsOfDates.contains(try integer()))
            try check((0..<1_000_000_000).contains(try integer()))
            try skipOffset()
            try skip(try integer())
        case 10:
            let (months, days) = (try integer(), try integer())
            let nanoseconds = Int128(try integer()) * 1_000_000_000 + Int128(try integer())
            try check(CalendarDuration(months: months, days: days, nanoseconds: nanoseconds) != nil)
        case 11: try skipValues(try integer(), deepest - 1, keys: false)
        case 12: try skipValues(try integer(), deepest - 1, keys: true)
        // Nodes, relationships and paths are not values of properties.
        default: throw .malformed
        }
    }

    private mutating func skipValues(_ count: Int, _ deepest: Int, keys: Bool) throws(Fault) {
        try check(count >= 0)
        // Each takes a byte at least, so that a count that lies comes to the end soon.
        for _ in 0..<count {
            if keys { try skip(try integer()) }
            try skipValue(deepest: deepest)
        }
    }

    private mutating func skipDay() throws(Fault) { try check((CalendarDate.earliest.days...CalendarDate.latest.days).contains(try integer())) }
    private mutating func skipOffset() throws(Fault) { try check(ZoneOffset(seconds: try integer()) != nil) }

    private func check(_ holds: Bool) throws(Fault) {
        if !holds { throw .malformed }
    }
}

extension EpochInstant {
    /// A day less at both ends, for the sake of offsets.
    fileprivate static let secondsOfDates =
        (CalendarDate.earliest.days + 1) * 86_400...CalendarDate.latest.days * 86_400
}
