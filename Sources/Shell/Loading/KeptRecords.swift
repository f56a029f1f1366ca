import Diagnostics
import PropertyGraph
import QueryEngine
import Synchronization

/// What one LOAD CSV or LOAD TABLE has read, so that a workspace can replay the statement without the file.
struct KeptRecords: Sendable {
    enum Form: Hashable, Sendable {
        case records(RecordForm)
        case table(TableForm)

        /// What a file was found to be when it was read does not matter any more.
        func isReplayed(by asked: Form) -> Bool {
            switch (self, asked) {
            case (.records(let kept), .records(let asked)): kept.hasHeader == asked.hasHeader
            case (.table(let kept), .table(let asked)): kept == asked
            default: false
            }
        }
    }

    var address: String
    var form: Form
    /// Where the form has one.
    var header: [String]?
    /// As far as they were read.
    var records: [[Value]]

    /// `{address: …, delimiter: …, header: …, records: …}`; of a table `sheet` and `header_row` in place of `delimiter`.
    var value: Value {
        var map: PropertyMap = ["address": .string(address)]
        switch form {
        case .records(let form):
            map["delimiter"] = form.delimiter.map { .string(String(UnicodeScalar($0))) } ?? .null
            map["encoding"] = form.encoding.map { .string($0.rawValue) } ?? .null
        case .table(let form):
            map["sheet"] = form.sheet.map(Value.string) ?? .null
            map["header_row"] = switch form.header {
            case .found: .string("found")
            case .row(let number): .integer(number)
            case .none: .string("none")
            }
        }
        map["header"] = header.map { .list($0.map(Value.string)) } ?? .null
        map["records"] = .list(records.map { .list($0) })
        return .map(map)
    }

    /// nil where the value is none of these.
    init?(_ value: Value) {
        guard case .map(let map) = value, case .string(let address)? = map["address"],
            case .list(let records)? = map["records"], let header = map["header"]
        else { return nil }
        self.address = address
        if let row = map["header_row"] {
            guard let row = TableForm.Header(row) else { return nil }
            var sheet: String?
            if case .string(let name)? = map["sheet"] { sheet = name }
            form = .table(TableForm(sheet: sheet, header: row))
        } else {
            var records = RecordForm(hasHeader: !header.isNull)
            if case .string(let delimiter)? = map["delimiter"] { records.delimiter = delimiter.utf8.first }
            if case .string(let name)? = map["encoding"] { records.encoding = TextEncoding(named: name) }
            form = .records(records)
        }
        self.header = header.isNull ? nil : Self.list(header)?.compactMap { if case .string(let text) = $0 { text } else { nil } }
        self.records = records.compactMap(Self.list)
        guard self.records.count == records.count else { return nil }
    }

    init(address: String, form: Form) {
        self.address = address
        self.form = form
        records = []
    }

    private static func list(_ value: Value) -> [Value]? {
        if case .list(let list) = value { list.items } else { nil }
    }
}

extension TableForm.Header {
    fileprivate init?(_ value: Value) {
        switch value {
        case .string("found"): self = .found
        case .string("none"): self = .none
        case .integer(let number): self = .row(number)
        default: return nil
        }
    }
}

/// Hands records on and remembers them.
final class RecordKeeper: RecordSource {
    private let source: any RecordSource
    private let taken = Mutex<[KeptRecords]>([])

    init(_ source: any RecordSource) { self.source = source }

    /// In the order in which they were opened.
    var kept: [KeptRecords] { taken.withLock { $0 } }

    func open(_ address: String, form: RecordForm) throws(LoadFault) -> any RecordReader {
        KeepingReader(try source.open(address, form: form), begin(address, .records(form)), self)
    }

    func open(_ address: String, table: TableForm) throws(LoadFault) -> any TableReader {
        KeepingTable(try source.open(address, table: table), begin(address, .table(table)), self)
    }

    private func begin(_ address: String, _ form: KeptRecords.Form) -> Int {
        taken.withLock {
            $0.append(KeptRecords(address: address, form: form))
            return $0.count - 1
        }
    }

    /// Columns can be added while a table is read.
    private func keep(_ record: [Value]?, _ header: [String]?, _ index: Int) {
        taken.withLock {
            $0[index].header = header
            if let record { $0[index].records.append(record) }
        }
    }

    private final class KeepingReader: RecordReader {
        private let reader: any RecordReader
        private let index: Int
        private let keeper: RecordKeeper
        var header: [String]? { reader.header }
        var assumptions: [String] { reader.assumptions }
        var recordLine: Int { reader.recordLine }

        init(_ reader: any RecordReader, _ index: Int, _ keeper: RecordKeeper) {
            self.reader = reader
            self.index = index
            self.keeper = keeper
        }

        func next(_ take: (UnsafeBufferPointer<UInt8>?) -> Void) throws(LoadFault) -> Bool {
            var record: [Value] = []
            let isRead = try reader.next { cell in
                record.append(cell.map { .string(String(decoding: $0, as: UTF8.self)) } ?? .null)
                take(cell)
            }
            keeper.keep(isRead ? record : nil, header, index)
            return isRead
        }
    }

    private final class KeepingTable: TableReader {
        private let reader: any TableReader
        private let index: Int
        private let keeper: RecordKeeper
        var header: [String]? { reader.header }
        var rowNumber: Int { reader.rowNumber }

        init(_ reader: any TableReader, _ index: Int, _ keeper: RecordKeeper) {
            self.reader = reader
            self.index = index
            self.keeper = keeper
        }

        func next() throws(LoadFault) -> [Value]? {
            let row = try reader.next()
            keeper.keep(row, header, index)
            return row
        }
    }
}

/// Gives what was kept once more, to who opens the same files in the same order.
final class RecordReplay: RecordSource {
    private let left: Mutex<[KeptRecords]>

    init(_ kept: [KeptRecords]) { left = Mutex(kept) }

    func open(_ address: String, form: RecordForm) throws(LoadFault) -> any RecordReader {
        Reader(try next(address, .records(form)))
    }

    func open(_ address: String, table: TableForm) throws(LoadFault) -> any TableReader {
        Table(try next(address, .table(table)))
    }

    private func next(_ address: String, _ form: KeptRecords.Form) throws(LoadFault) -> KeptRecords {
        let next = left.withLock { left in
            left.first?.address == address && left.first?.form.isReplayed(by: form) == true ? left.removeFirst() : nil
        }
        guard let next else { throw .filesNotAllowed(address) }
        return next
    }

    private final class Reader: RecordReader {
        let header: [String]?
        private var records: ArraySlice<[Value]>

        init(_ kept: KeptRecords) {
            header = kept.header
            records = kept.records[...]
        }

        func next(_ take: (UnsafeBufferPointer<UInt8>?) -> Void) throws(LoadFault) -> Bool {
            guard let record = records.popFirst() else { return false }
            // Whoever wrote them may have changed them: a record has a cell for each column, whatever it had.
            for place in 0..<(header?.count ?? record.count) {
                if place < record.count, case .string(var text) = record[place] { text.withUTF8 { take($0) } } else { take(nil) }
            }
            return true
        }
    }

    private final class Table: TableReader {
        let header: [String]?
        private var records: ArraySlice<[Value]>

        init(_ kept: KeptRecords) {
            header = kept.header
            records = kept.records[...]
        }

        func next() throws(LoadFault) -> [Value]? {
            guard let record = records.popFirst() else { return nil }
            // Rows that were read before a column was added are shorter.
            return record + [Value](repeating: .null, count: max(0, (header?.count ?? 0) - record.count))
        }
    }
}
