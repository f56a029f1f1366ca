import Platform

/// Cells merged over several rows: each of these rows has the value of the first.
struct MergedCells {
    /// Rows count from 1, columns from 0.
    struct Region {
        var column: Int
        var first: Int
        var last: Int
    }

    /// By first row.
    private var regions: [Region]
    private var next = 0
    private var active: [(region: Region, field: [UInt8])] = []

    init(_ regions: [Region] = []) { self.regions = regions.sorted { $0.first < $1.first } }

    /// Fills the cells of a row that belong to regions which began above it. Rows come in order.
    mutating func fill(_ row: inout RowBuilder, number: Int) {
        active.removeAll { $0.region.last < number }
        while next < regions.count, regions[next].first <= number {
            if regions[next].first == number, !row.isEmpty(regions[next].column) {
                active.append((regions[next], Array(row[regions[next].column])))
            }
            next += 1
        }
        for (region, field) in active where region.first < number && row.isEmpty(region.column) {
            row.put(region.column, field: field)
        }
    }

    /// Regions of a sheet of Excel. They stand below its rows, so its bytes are gone through once before.
    static func read(_ part: String, of archive: ZipArchive) throws(TableFault) -> MergedCells {
        var regions: [Region] = []
        var tail: [UInt8] = []
        let mark = Array("mergeCell ".utf8)
        try archive.read(part) { (portion) throws(TableFault) in
            var bytes = tail
            bytes += portion
            bytes.withUnsafeBytes { buffer in
                var at = 0
                while let found = buffer.firstRange(of: mark, from: at) {
                    let start = found.upperBound
                    at = start
                    guard let end = buffer[start..<min(buffer.count, start + 64)].firstIndex(of: UInt8(ascii: ">")) else { break }
                    let inside = buffer[start..<end].split(separator: UInt8(ascii: "\""))
                    if inside.count > 1, inside[0].elementsEqual("ref=".utf8), let region = region(Array(inside[1])) { regions.append(region) }
                }
            }
            tail = Array(bytes.suffix(80))
            // What the tail holds whole has been seen: it must not count twice.
            if let end = tail.lastIndex(of: UInt8(ascii: ">")) { tail.removeFirst(end + 1) }
            return regions.count < 1_000_000
        }
        return MergedCells(regions)
    }

    /// `B2:B5`; nil where it is of one row.
    private static func region(_ text: [UInt8]) -> Region? {
        let ends = text.split(separator: UInt8(ascii: ":"))
        guard ends.count == 2, let first = CellName(Array(ends[0])), let last = CellName(Array(ends[1])), last.row > first.row else { return nil }
        return Region(column: first.column, first: first.row, last: last.row)
    }
}

/// `B12`: rows count from 1, columns from 0.
struct CellName {
    var row: Int
    var column: Int

    init?(_ text: some Sequence<UInt8>) {
        var (row, column) = (0, 0)
        for byte in text {
            switch byte {
            case 0x41...0x5A where row == 0: column = column * 26 + Int(byte - 0x40)
            case 0x61...0x7A where row == 0: column = column * 26 + Int(byte - 0x60)
            case 0x30...0x39: row = row * 10 + Int(byte - 0x30)
            case UInt8(ascii: "$"): continue
            default: return nil
            }
            if row > 100_000_000 || column > RowBuilder.maxColumns { return nil }
        }
        guard row > 0, column > 0 else { return nil }
        self.row = row
        self.column = column - 1
    }
}
