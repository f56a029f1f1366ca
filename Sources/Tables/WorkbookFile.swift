public import Diagnostics
import Interchange
import Platform
import SheetRows
import SystemPackage

/// A workbook that is being written by `cqcq-tables`, beside its place; it comes into its place whole, or not at all.
public final class WorkbookFile {
    private let path: String
    private let work: String
    private let helper: HelperProcess
    private var isClosed = false

    /// Throws where the program is missing or the folder cannot be written.
    public init(_ path: String) throws(Diagnostics) {
        self.path = path
        var name = Array(FilePath(path).removingLastComponent().appending(".cqcq-XXXXXX").string.utf8CString)
        let file = mkstemp(&name)
        guard file >= 0 else {
            throw Diagnostics(DataFault.unwritableFile(path: path, reason: Errno(rawValue: errno).description))
        }
        close(file)
        work = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        do throws(SheetFault) {
            helper = try HelperProcess(["write", work])
        } catch {
            unlink(work)
            throw Diagnostics(error)
        }
    }

    deinit { if !isClosed { unlink(work) } }

    /// Hands lines on; what goes wrong shows in `finish`.
    public func send(_ bytes: [UInt8]) { _ = helper.send(bytes) }

    /// Ends the workbook and puts it into its place. What is there already is replaced, links and permissions kept.
    public func finish() throws(Diagnostics) {
        let bytes = try ended()
        try FileWriter.create(path) { (file) throws(Errno) in try FileWriter.write(bytes, to: file) }
        unlink(work)
        isClosed = true
    }

    private func ended() throws(Diagnostics) -> [UInt8] {
        _ = helper.send(SheetLine.end.bytes)
        helper.endInput()
        var isWhole = false
        var fault: SheetFault?
        do throws(SheetFault) {
            while let line = try helper.next() {
                if let failure = line.failure { fault = failure }
                if line == .end { isWhole = true }
            }
        } catch { fault = error }
        let code = helper.finish()
        if fault == nil, !isWhole || code != 0 { fault = .helperFailed(reason: code > 128 ? "a signal ended it (\(code - 128))" : "it wrote no workbook") }
        if let fault { throw Diagnostics(fault) }
        return try FileReader.bytes(of: work)
    }

    /// The bytes of the finished workbook, for where it has no place of its own.
    public static func bytes(_ lines: [UInt8]) throws(Diagnostics) -> [UInt8] {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        // It is written beside this place and never put there.
        let file = try WorkbookFile(FilePath(folder).appending("workbook.xlsx").string)
        file.send(lines)
        return try file.ended()
    }
}
