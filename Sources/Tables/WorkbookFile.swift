public import Diagnostics
import Interchange
import SheetRows
import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

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

    /// Ends the workbook and puts it into its place.
    public func finish() throws(Diagnostics) {
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
        // What is there already is replaced, links and permissions kept.
        let bytes = try FileReader.bytes(of: work)
        try FileWriter.create(path) { (file) throws(Errno) in
            do { _ = try file.writeAll(bytes) } catch { throw (error as? Errno) ?? .ioError }
        }
        unlink(work)
        isClosed = true
    }

    /// The bytes of the finished workbook, for where it has no place of its own.
    public static func bytes(_ lines: [UInt8]) throws(Diagnostics) -> [UInt8] {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        let path = FilePath(folder).appending(".cqcq-workbook-\(getpid())").string
        defer { unlink(path) }
        let file = try WorkbookFile(path)
        file.send(lines)
        try file.finish()
        return try FileReader.bytes(of: path)
    }
}
