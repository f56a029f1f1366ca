import Diagnostics
import PropertyGraph

/// Each row with each record of a file or row of a spreadsheet, which is read as rows are asked for.
struct LoadStep: RowStep {
    private let plan: Loading
    private let evaluator: Evaluator

    struct State: RowwiseState {
        let batch: Batch
        let addresses: Vector
        /// Of spreadsheets, where the statement names them.
        let sheets: Vector?
        var row = 0
        /// Of the row's file, once it is open.
        var reader: Reader?
        var opened: String?
        /// Columns that the file lacks, each of which is said once.
        var warned: Set<String> = []
    }

    /// Records of a CSV file, or rows of a spreadsheet.
    enum Reader {
        case records(any RecordReader)
        case table(any TableReader)

        var header: [String]? {
            switch self {
            case .records(let reader): reader.header
            case .table(let reader): reader.header
            }
        }

        var assumptions: [String] { if case .records(let reader) = self { reader.assumptions } else { [] } }
    }

    init(_ plan: Loading, _ context: ExecutionContext) {
        self.plan = plan
        evaluator = Evaluator(context)
    }


    func begin(_ batch: Batch) throws(EvaluationError) -> State {
        State(
            batch: batch, addresses: try evaluator.evaluate(plan.address, batch),
            sheets: try plan.sheet.map { term throws(EvaluationError) in try evaluator.evaluate(term, batch) })
    }

    func advance(_ state: inout State) throws(EvaluationError) -> Batch? {
        let records = try read(&state)
        guard let records else {
            state.reader = nil
            state.row += 1
            return nil
        }
        var out = state.batch.gather([Int](repeating: state.row, count: records.count))
        out.columns[plan.record] = records.vector
        return out
    }

    /// The next records of the row's file, nil at its end.
    private func read(_ state: inout State) throws(EvaluationError) -> (vector: Vector, count: Int)? {
        let isNew = state.reader == nil
        let address = isNew ? try text(state.addresses, state.row, plan.address) : nil
        var sheet: String?
        if isNew, let sheets = state.sheets, let term = plan.sheet { sheet = try text(sheets, state.row, term) }
        do throws(LoadFault) {
            if state.reader == nil {
                guard let address else { return nil }
                guard let source = evaluator.context.records else { throw .filesNotAllowed(address) }
                let reader: Reader = switch plan.form {
                case .records(let form): .records(try source.open(address, form: form))
                case .table(let header): .table(try source.open(address, table: TableForm(sheet: sheet, header: header)))
                }
                state.reader = reader
                check(reader, address, &state)
            }
            guard let reader = state.reader else { return nil }
            let (records, lines) = switch reader {
            case .records(let reader): try texts(reader)
            case .table(let reader): try values(reader)
            }
            evaluator.context.setting.notes.loaded(records, lines: lines)
            if !lines.isEmpty { return (records, lines.count) }
            if !reader.assumptions.isEmpty, let opened = state.opened {
                evaluator.context.setting.notes.add(.assumed(file: opened, what: reader.assumptions), .note)
            }
            return nil
        } catch {
            throw EvaluationError(error).placed(at: plan.address)
        }
    }

    /// Bytes of the texts that are read at once.
    private static let portion = 1 << 24

    /// Records as columns of texts; without a header as lists of them.
    private func texts(_ reader: any RecordReader) throws(LoadFault) -> (Vector, lines: [Int]) {
        let header = reader.header
        var (columns, lines, parts) = ((0..<(header?.count ?? 1)).map { _ in TextColumn(reserving: min(evaluator.context.rowsAtOnce, 1 << 12)) }, [Int](), [ListPart]())
        var bytes = 0
        let (rowsAtOnce, step) = (evaluator.context.rowsAtOnce, header == nil ? 0 : 1)
        while lines.count < rowsAtOnce, bytes < Self.portion {
            let start = columns[0].codes.count
            var place = 0
            let isRead = try reader.next { cell in
                bytes += cell?.count ?? 0
                columns[place].append(cell)
                place += step
            }
            guard isRead else { break }
            lines.append(reader.recordLine)
            if header == nil { parts.append(ListPart(start..<columns[0].codes.count)) }
        }
        let vectors = columns.map { Vector.strings($0.codes, $0.texts.build()) }
        if let header, let maps = MapVector(header, vectors, count: lines.count) { return (.maps(maps), lines) }
        return (.lists(vectors[0], count: columns[0].codes.count, parts: parts), lines)
    }

    /// Rows of a spreadsheet, whose cells are of several types.
    private func values(_ reader: any TableReader) throws(LoadFault) -> (Vector, lines: [Int]) {
        var (records, lines) = ([Value](), [Int]())
        while records.count < evaluator.context.rowsAtOnce, let values = try reader.next() {
            lines.append(reader.rowNumber)
            records.append(reader.header.map { .map(PropertyMap(uniqueKeys: $0, values: values)) } ?? .list(values))
        }
        return (.values(records), lines)
    }

    /// Warns of columns that the statement asks for and the file does not have.
    private func check(_ reader: Reader, _ address: String, _ state: inout State) {
        let opened = address == "stdin:" ? "standard input" : address
        state.opened = opened
        guard let header = reader.header else { return }
        for column in evaluator.context.setting.loadedColumns[plan.record] ?? [] where !header.contains(column.name) {
            guard state.warned.insert(column.name).inserted else { continue }
            evaluator.context.setting.notes.add(
                .unknownColumn(column.name, file: opened, near: Suggestion.nearest(to: column.name, in: header)), .warning, at: column.span)
        }
    }

    /// Of the row; nothing is read where the address is null.
    private func text(_ vector: Vector, _ row: Int, _ term: Term) throws(EvaluationError) -> String? {
        switch vector.value(at: row) {
        case .null: return nil
        case .string(let text): return text
        case let other: throw .wrongType(other, "a string", plan.isTable ? "LOAD TABLE" : "LOAD CSV").placed(at: term)
        }
    }
}

/// Cells one after the other, as codes into a dictionary of their own.
private struct TextColumn {
    var codes: [UInt32] = []
    var texts: StringDictionaryBuilder

    init(reserving count: Int) { texts = StringDictionaryBuilder(reserving: count) }

    mutating func append(_ cell: UnsafeBufferPointer<UInt8>?) {
        codes.append(cell.map { texts.code(of: $0) } ?? Vector.nullCode)
    }
}
