import Diagnostics
import Foundation
import Interchange
import SystemPackage

enum DelimitedTarget {
    static func run(_ bytes: [UInt8]) throws(FuzzFailure) {
        for delimiter in [DelimitedReader.Delimiter.tab, .comma] {
            for dropsPadding in [false, true] { try table(bytes, delimiter, dropsPadding) }
        }
        files(bytes)
    }

    /// What was read, written and read again, is the same.
    private static func table(
        _ bytes: [UInt8], _ delimiter: DelimitedReader.Delimiter, _ dropsPadding: Bool
    ) throws(FuzzFailure) {
        guard let (read, faults) = cells(bytes, delimiter, dropsPadding) else { return }
        guard faults.isEmpty else {
            for fault in faults { _ = DiagnosticRenderer().render(fault) }
            return
        }
        let writer = DelimitedWriter(delimiter: Character(Unicode.Scalar(delimiter.rawValue)))
        let text = read.map(writer.line).joined(separator: "\n") + "\n"
        guard let (again, _) = cells(Array(text.utf8), delimiter, false), again == read else {
            throw FuzzFailure("a table of \(read.count) lines is another when it is written and read again")
        }
    }

    private static func cells(
        _ bytes: [UInt8], _ delimiter: DelimitedReader.Delimiter, _ dropsPadding: Bool
    ) -> (cells: [[String]], faults: [Diagnostic])? {
        var faults: [Diagnostic] = []
        do throws(Diagnostics) {
            let table = try DelimitedReader.read(
                bytes, name: "input.csv", delimiter: delimiter, dropsPadding: dropsPadding, faults: &faults)
            _ = table.spreadsheetTraces
            let rows = (0..<table.rowCount).map { row in (0..<table.columnCount).map { table.text(row: row, column: $0) } }
            return ([table.header] + rows, faults)
        } catch {
            _ = DiagnosticRenderer().render(error)
            return nil
        }
    }

    private static let folder: URL = {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cqcq-fuzz-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }()

    /// As LOAD CSV reads them and as `--load` does: a line `---` divides nodes from relationships.
    private static func files(_ bytes: [UInt8]) {
        let parts = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n---\n")
        let paths = ["nodes_A.csv", "rels_R.csv"].map { folder.appending(path: $0).path(percentEncoded: false) }
        defer { for path in paths { try? FileManager.default.removeItem(atPath: path) } }
        for (path, part) in zip(paths, parts) { _ = FileManager.default.createFile(atPath: path, contents: Data(part.utf8)) }
        for hasHeader in [false, true] {
            guard let file = try? FileDescriptor.open(FilePath(paths[0]), .readOnly),
                let records = try? DelimitedRecords(file, name: "input.csv", delimiter: 0x2C, hasHeader: hasHeader)
            else { continue }
            while (try? records.next { _ = $0?.count }) == true {}
        }
        do throws(Diagnostics) {
            _ = try BulkLoader.load(directory: folder.path(percentEncoded: false)).nodeCount
        } catch {
            _ = DiagnosticRenderer().render(error)
        }
    }
}
