import Diagnostics
import PropertyGraph
import QueryEngine
import Synchronization

/// What one LOAD CSV has read, so that a workspace can replay the statement without the file.
struct KeptRecords: Sendable {
    var address: String
    var form: RecordForm
    /// Where the form has one.
    var header: [String]?
    /// As far as they were read.
    var records: [[String?]]

    /// `{address: …, delimiter: …, header: …, records: …}`
    var value: Value {
        .map([
            "address": .string(address), "delimiter": .string(String(UnicodeScalar(form.delimiter))),
            "header": header.map { .list($0.map(Value.string)) } ?? .null,
            "records": .list(records.map { .list($0.map { $0.map(Value.string) ?? .null }) }),
        ])
    }

    /// nil where the value is none of these.
    init?(_ value: Value) {
        guard case .map(let map) = value, case .string(let address)? = map["address"],
            case .string(let delimiter)? = map["delimiter"], let byte = delimiter.utf8.first,
            case .list(let records)? = map["records"], let header = map["header"]
        else { return nil }
        self.address = address
        form = RecordForm(hasHeader: !header.isNull, delimiter: byte)
        self.header = header.isNull ? nil : Self.cells(header)?.compactMap(\.self)
        self.records = records.compactMap(Self.cells)
        guard self.records.count == records.count else { return nil }
    }

    init(address: String, form: RecordForm) {
        self.address = address
        self.form = form
        records = []
    }

    private static func cells(_ value: Value) -> [String?]? {
        guard case .list(let items) = value else { return nil }
        return items.map { if case .string(let text) = $0 { text } else { nil } }
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
        let reader = try source.open(address, form: form)
        var kept = KeptRecords(address: address, form: form)
        kept.header = reader.header
        let index = taken.withLock { [kept] in
            $0.append(kept)
            return $0.count - 1
        }
        return KeepingReader(reader) { [self] record in taken.withLock { $0[index].records.append(record) } }
    }

    private final class KeepingReader: RecordReader {
        private let reader: any RecordReader
        private let keep: ([String?]) -> Void
        var header: [String]? { reader.header }

        init(_ reader: any RecordReader, keep: @escaping ([String?]) -> Void) {
            self.reader = reader
            self.keep = keep
        }

        func next() throws(LoadFault) -> [String?]? {
            let record = try reader.next()
            if let record { keep(record) }
            return record
        }
    }
}

/// Gives what was kept once more, to who opens the same files in the same order.
final class RecordReplay: RecordSource {
    private let left: Mutex<[KeptRecords]>

    init(_ kept: [KeptRecords]) { left = Mutex(kept) }

    func open(_ address: String, form: RecordForm) throws(LoadFault) -> any RecordReader {
        let next = left.withLock { left in
            left.first?.address == address && left.first?.form == form ? left.removeFirst() : nil
        }
        guard let next else { throw .filesNotAllowed(address) }
        return Reader(next)
    }

    private final class Reader: RecordReader {
        let header: [String]?
        private var records: ArraySlice<[String?]>

        init(_ kept: KeptRecords) {
            header = kept.header
            records = kept.records[...]
        }

        func next() throws(LoadFault) -> [String?]? { records.popFirst() }
    }
}
