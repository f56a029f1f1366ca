import Diagnostics
import PropertyGraph

/// From the ids of the files to the nodes of the graph, which are numbered table by table.
struct NodeIDs: Sendable {
    private var first = 0
    /// By id from `first` on, the node or -1; where ids lie close together.
    private var dense: [Int32] = []
    private var sparse: [Int: Int32] = [:]
    private var texts: [String: Int32] = [:]

    init(_ tables: [BulkTable], _ files: [MappedFile]) throws(Diagnostics) {
        var columns: [(table: BulkTable, file: MappedFile, cells: TypedColumnBuilder, start: Int)] = []
        var start = 0
        for (table, file) in zip(tables, files) {
            guard let column = table.columns.first(where: { $0.name == "id" }) else {
                throw Diagnostics(
                    DataFault.missingColumn("id", table: table.name), span: SourceSpan(0, 0), source: SourceText("", name: table.name))
            }
            columns.append((table, file, column.cells, start))
            start += table.rows
        }
        guard start <= Int(Int32.max) else {
            throw Diagnostics(DataFault.tooLarge("the graph", limit: "\(Int32.max) nodes"))
        }
        let numbers = columns.filter { $0.cells.type == .integer }
        let least = numbers.compactMap { $0.cells.allIntegers.min() }.min() ?? 0
        let most = numbers.compactMap { $0.cells.allIntegers.max() }.max() ?? -1
        let (span, overflow) = most.subtractingReportingOverflow(least)
        let isDense = !overflow && span < max(1 << 20, 8 * start)
        if isDense, most >= least {
            first = least
            dense = [Int32](repeating: -1, count: span + 1)
        }
        for (table, file, cells, start) in columns {
            switch cells.type {
            case .integer:
                for (row, id) in cells.allIntegers.enumerated() {
                    let node = Int32(start + row)
                    if isDense {
                        if dense[id - first] >= 0 { throw Self.fault(.duplicateID("\(id)", first: table.name), row, table, file) }
                        dense[id - first] = node
                    } else if sparse.updateValue(node, forKey: id) != nil {
                        throw Self.fault(.duplicateID("\(id)", first: table.name), row, table, file)
                    }
                }
            default:
                for row in 0..<table.rows {
                    let id = cells.text(at: row)
                    if texts.updateValue(Int32(start + row), forKey: id) != nil { throw Self.fault(.duplicateID(id, first: table.name), row, table, file) }
                }
            }
        }
    }

    func relationships(_ table: BulkTable, type: String, _ file: MappedFile) throws(Diagnostics) -> BulkBuilder.Relationships {
        var ends: [[Int32]] = []
        for name in ["src", "dst"] {
            guard let column = table.columns.first(where: { $0.name == name }) else {
                throw Diagnostics(
                    DataFault.missingColumn(name, table: table.name), span: SourceSpan(0, 0), source: SourceText("", name: table.name))
            }
            ends.append(try nodes(column.cells, table, file))
        }
        return BulkBuilder.Relationships(
            type: type, sources: ends[0], targets: ends[1],
            columns: table.columns.filter { $0.name != "src" && $0.name != "dst" })
    }

    private func nodes(_ cells: TypedColumnBuilder, _ table: BulkTable, _ file: MappedFile) throws(Diagnostics) -> [Int32] {
        var nodes: [Int32] = []
        nodes.reserveCapacity(cells.count)
        func add(_ node: Int32?, _ id: @autoclosure () -> String) throws(Diagnostics) {
            guard let node, node >= 0 else { throw Self.fault(.unknownID(id(), near: []), nodes.count, table, file) }
            nodes.append(node)
        }
        if cells.type == .integer, texts.isEmpty {
            for id in cells.allIntegers {
                try add(node(of: id), "\(id)")
            }
        } else {
            for row in 0..<cells.count {
                let id = cells.text(at: row)
                try add(texts[id] ?? Int(id).flatMap { node(of: $0) }, id)
            }
        }
        return nodes
    }

    @inline(__always)
    private func node(of id: Int) -> Int32? {
        if dense.isEmpty { return sparse[id] }
        // A negative id and a huge one may be further apart than a number goes.
        let (place, overflow) = id.subtractingReportingOverflow(first)
        return !overflow && dense.indices.contains(place) ? dense[place] : nil
    }

    /// Placed at the row, which is looked for only now.
    private static func fault(_ fault: DataFault, _ row: Int, _ table: BulkTable, _ file: MappedFile) -> Diagnostics {
        let source = SourceText(String(decoding: file.bytes, as: UTF8.self), name: table.name)
        var (line, offset) = (0, 0)
        for byte in file.bytes {
            if line == row + 1 { break }
            if byte == UInt8(ascii: "\n") { line += 1 }
            offset += 1
        }
        let end = file.bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? file.bytes.count
        return Diagnostics(fault, span: SourceSpan(offset, end), source: source)
    }
}
