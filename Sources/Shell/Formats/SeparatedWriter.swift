import Diagnostics
import Interchange
import PropertyGraph
import QueryEngine

/// CSV and TSV: a header line, then one line per row. Null is nothing between two delimiters, empty text is `""`.
final class SeparatedWriter: ResultWriter {
    private let output: Output
    private let escapes: Bool
    private let cells: DelimitedWriter
    private let delimiter: UInt8
    private var graph = Graph.empty
    private var bytes: [UInt8] = []

    init(_ output: Output, _ context: RenderContext, delimiter: Character) {
        escapes = context.escapesControls
        self.output = output
        cells = DelimitedWriter(delimiter: delimiter)
        self.delimiter = delimiter.asciiValue ?? UInt8(ascii: ",")
    }

    func beginSection(_ section: ResultSection) {
        graph = section.graph
        if !section.columns.isEmpty { output.line(cells.line(escapes ? section.columns.map(\.escapingControls) : section.columns)) }
    }

    func write(_ rows: [[Value]]) {
        for row in rows where !row.isEmpty {
            let texts = row.map { $0.isNull ? nil : PlainText.machineText(of: $0, in: graph) }
            output.line(cells.row(escapes ? texts.map { $0?.escapingControls } : texts))
        }
    }

    /// What lies unboxed is written as bytes, without a text for each cell.
    func write(_ batch: ResultBatch) {
        if escapes || batch.width == 0 { return write(batch.rows) }
        bytes.removeAll(keepingCapacity: true)
        let columns = (0..<batch.width).map { batch.cells(of: $0) }
        for row in 0..<batch.count {
            for (index, column) in columns.enumerated() {
                if index > 0 { bytes.append(delimiter) }
                switch column {
                case .integers(let numbers): append(numbers[row])
                case .dates(let days): if days[row] != ResultBatch.noDate { append(date: days[row]) }
                case .strings(let codes, let dictionary): if codes[row] != ResultBatch.noString { append(dictionary.utf8(of: codes[row])) }
                case .values(let values):
                    let text = values[row].isNull ? nil : PlainText.machineText(of: values[row], in: graph)
                    bytes.append(contentsOf: cells.row([text]).utf8)
                }
            }
            bytes.append(UInt8(ascii: "\n"))
        }
        output.write(bytes)
    }

    private func append(_ number: Int) {
        var (left, start) = (number.magnitude, bytes.count)
        if number < 0 {
            bytes.append(UInt8(ascii: "-"))
            start += 1
        }
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(left % 10))
            left /= 10
        } while left > 0
        bytes[start...].reverse()
    }

    private func append(date days: Int32) {
        let date = CalendarDate(days: Int(days))
        let (year, month, day) = date.parts
        guard (1000...9999).contains(year) else { return bytes.append(contentsOf: (Value.date(date).temporalText ?? "").utf8) }
        append(year)
        for part in [month, day] {
            bytes.append(UInt8(ascii: "-"))
            bytes.append(UInt8(ascii: "0") + UInt8(part / 10))
            bytes.append(UInt8(ascii: "0") + UInt8(part % 10))
        }
    }

    private func append(_ text: UnsafeBufferPointer<UInt8>) {
        var isPlain = !text.isEmpty && text[0] != UInt8(ascii: "#")
        for byte in text where byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\"") || byte == delimiter { isPlain = false }
        if isPlain { bytes.append(contentsOf: text) } else { bytes.append(contentsOf: cells.row([String(decoding: text, as: UTF8.self)]).utf8) }
    }
}
