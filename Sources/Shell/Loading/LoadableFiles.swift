import Diagnostics
import Interchange
import Platform
import QueryEngine
import Synchronization
import SystemPackage
import Tables

/// What LOAD CSV and LOAD TABLE may read: the files below one folder, and standard input once.
final class LoadableFiles: RecordSource {
    /// Its real path, without a slash at the end; nil where no file may be read.
    private let folder: String?
    /// As it was given, for people.
    private let givenFolder: String
    /// Why standard input gives no records; nil while it can.
    private let inputReason: Mutex<String?>
    private let inUse: FilesInUse
    private let deadline: InputDeadline
    /// Bytes that a spreadsheet may unpack to; nil for the standard limit.
    private let unpacked: Int?

    /// `inputIsScript`: the statements themselves come from standard input.
    /// Throws where there is no such folder.
    init(
        folder: String?, inputIsScript: Bool, inUse: FilesInUse = FilesInUse(), deadline: InputDeadline = InputDeadline(), unpacked: Int? = nil
    ) throws(Diagnostics) {
        self.inUse = inUse
        self.deadline = deadline
        self.unpacked = unpacked
        if let folder {
            guard let path = Self.realPath(folder) else { throw Diagnostics(DataFault.missingFile(path: folder)) }
            self.folder = path == "/" ? "" : path
        } else {
            self.folder = nil
        }
        givenFolder = folder ?? ""
        inputReason = Mutex(inputIsScript ? "the script comes from it" : nil)
    }

    func open(_ address: String, form: RecordForm) throws(LoadFault) -> any RecordReader {
        if address == "stdin:" { return try openInput(form) }
        return try DelimitedRecords(
            openFile(address), name: address, delimiter: form.delimiter, encoding: form.encoding, hasHeader: form.hasHeader)
    }

    func open(_ address: String, table: TableForm) throws(LoadFault) -> any TableReader {
        let file: FileDescriptor
        if address == "stdin:" {
            try takeInput()
            file = FileDescriptor(rawValue: dup(STDIN_FILENO))
        } else {
            file = try openFile(address)
        }
        do throws(SheetFault) {
            return SheetTable(try TableRows(TableFile.open(file, name: address, sheet: table.sheet, unpacked: unpacked), header: table.header.inTables), file: address)
        } catch {
            throw .sheet(file: address, error)
        }
    }

    /// Opens the file that an address leads to, if it lies below the folder.
    private func openFile(_ address: String) throws(LoadFault) -> FileDescriptor {
        let path = try path(of: address)
        guard let folder else { throw .filesNotAllowed(address) }
        // What leads out by its text alone is not even looked for.
        let whole = path.hasPrefix("/") && (path + "/").hasPrefix(folder + "/") ? path : folder + "/" + path
        let plain = FilePath(whole).lexicallyNormalized().string
        guard plain.hasPrefix(folder + "/") else { throw .outsideFolder(address, folder: givenFolder) }
        let shown = FilePath(givenFolder).appending(String(plain.dropFirst(folder.utf8.count + 1))).string
        let file: FileDescriptor
        do {
            // Without waiting for the other end, were it a pipe.
            file = try .open(FilePath(plain), .readOnly, options: [.closeOnExec, .nonBlocking])
        } catch {
            throw .file(error as? Errno == .noSuchFileOrDirectory
                ? .missingFile(path: shown) : .unreadableFile(path: shown, reason: FileReader.reason(error)))
        }
        do throws(LoadFault) {
            var status = stat()
            guard fstat(file.rawValue, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                throw .file(.unreadableFile(path: shown, reason: "it is not a regular file"))
            }
            // Links are followed by now.
            guard let real = Self.realPath(plain), real.hasPrefix(folder + "/"), Self.isSame(real, status) else {
                throw .outsideFolder(address, folder: givenFolder)
            }
        } catch {
            try? file.close()
            throw error
        }
        inUse.add(descriptor: file.rawValue, as: "a file that LOAD CSV or LOAD TABLE reads")
        return file
    }

    /// Standard input can be read once.
    private func takeInput() throws(LoadFault) {
        if let reason = inputReason.withLock({ $0 }) { throw .standardInput(reason: reason) }
        if isatty(STDIN_FILENO) == 1 { throw .standardInput(reason: "it is a terminal") }
        inputReason.withLock { $0 = "it has been read already" }
    }

    private func openInput(_ form: RecordForm) throws(LoadFault) -> any RecordReader {
        try takeInput()
        return try DelimitedRecords(
            .standardInput, name: "stdin", delimiter: form.delimiter, encoding: form.encoding, hasHeader: form.hasHeader, closes: false,
            mayWait: { [deadline] () throws(LoadFault) in try deadline.check() })
    }

    /// `data.csv`, `file:///data.csv` (with %20 and the like), no other scheme.
    private func path(of address: String) throws(LoadFault) -> String {
        guard let colon = address.firstIndex(of: ":"), address[..<colon].allSatisfy({ $0.isLetter || $0.isNumber }),
            address.distance(from: address.startIndex, to: colon) > 1
        else { return address }
        guard address[..<colon].lowercased() == "file" else { throw .network(address) }
        var rest = address[address.index(after: colon)...].utf8[...]
        while rest.starts(with: "//".utf8) { rest = rest.dropFirst() }
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    private static func isSame(_ path: String, _ opened: stat) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_dev == opened.st_dev && status.st_ino == opened.st_ino
    }
}

extension DelimitedRecords: RecordReader {}
