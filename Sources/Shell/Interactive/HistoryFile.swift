import CReadline
import Diagnostics
import Platform
import SystemPackage

/// Statements typed in earlier shells: one line each, line feeds and backslashes inside written as `\n` and `\\`.
/// Lines are appended as statements are typed, and under a lock, so that shells that run side by side keep each other's.
struct HistoryFile {
    static let limit = 10_000

    let path: FilePath

    /// `$XDG_STATE_HOME/cqcq/history`, by default below `~/.local/state`; nil without a home.
    static func standard() -> HistoryFile? {
        if let state = Environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            return HistoryFile(path: FilePath(state).appending("cqcq").appending("history"))
        }
        guard let home = Environment["HOME"], home.hasPrefix("/") else { return nil }
        return HistoryFile(path: FilePath(home).appending(".local/state/cqcq/history"))
    }

    /// What begins with a blank is not kept: a way to keep something to oneself.
    static func isKept(_ statement: String) -> Bool {
        statement.first?.isWhitespace == false
    }

    var exists: Bool { access(path.string, F_OK) == 0 }

    /// The last `limit` statements, oldest first; none where there is no file yet.
    /// A file that has grown to twice the limit is cut down to it.
    func read() -> [String] {
        guard exists, let lines = try? withLock({ descriptor in
            let lines = try Self.contents(of: descriptor).split(separator: 0x0A)
            if lines.count > 2 * Self.limit {
                // In this order: who is cut off in the middle leaves some lines twice and loses none.
                let kept = lines.suffix(Self.limit).flatMap { $0 + [0x0A] }
                let file = FileDescriptor(rawValue: descriptor)
                _ = try file.writeAll(toAbsoluteOffset: 0, kept)
                ftruncate(descriptor, off_t(kept.count))
            }
            return lines
        }) else { return [] }
        return lines.suffix(Self.limit).map { Self.decoded(String(decoding: $0, as: UTF8.self)) }
    }

    func append(_ statement: String) throws(Diagnostics) {
        do {
            try makeFolders()
            try withLock { descriptor in
                let file = FileDescriptor(rawValue: descriptor)
                try file.seek(offset: 0, from: .end)
                _ = try file.writeAll((Self.encoded(statement) + "\n").utf8)
            }
        } catch {
            throw unwritable(error)
        }
    }

    /// Forgets all statements.
    func clear() throws(Diagnostics) {
        guard exists else { return }
        do {
            try withLock { if ftruncate($0, 0) != 0 { throw Errno(rawValue: errno) } }
        } catch {
            throw unwritable(error)
        }
    }

    private func unwritable(_ error: any Error) -> Diagnostics {
        let reason = (error as? Errno).map { String(describing: $0) } ?? "no reason given"
        return Diagnostics([
            Diagnostic(ShellFault.unwritableHistory(path: path.string, reason: reason), severity: .warning)
        ])
    }

    static func encoded(_ statement: String) -> String {
        var line = ""
        for scalar in statement.unicodeScalars {
            switch scalar {
            case "\\": line += "\\\\"
            case "\n": line += "\\n"
            case "\r": line += "\\r"
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }

    static func decoded(_ line: String) -> String {
        var statement = ""
        var escapes = false
        for scalar in line.unicodeScalars {
            if escapes {
                escapes = false
                statement += scalar == "n" ? "\n" : scalar == "r" ? "\r" : String(scalar)
            } else if scalar == "\\" {
                escapes = true
            } else {
                statement.unicodeScalars.append(scalar)
            }
        }
        return statement
    }

    /// With the file open, made where it is missing, locked, and for its owner alone.
    private func withLock<Result>(_ body: (Int32) throws -> Result) throws -> Result {
        let descriptor = open(path.string, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        defer { close(descriptor) }
        guard cqcq_lock(descriptor) == 0 else { throw Errno(rawValue: errno) }
        fchmod(descriptor, 0o600)
        return try body(descriptor)
    }

    private static func contents(of descriptor: Int32) throws -> [UInt8] {
        let file = FileDescriptor(rawValue: descriptor)
        var bytes: [UInt8] = []
        while true {
            let chunk = try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            if chunk.isEmpty { return bytes }
            bytes += chunk
        }
    }

    /// For the owner alone: what somebody asks may be nobody else's business.
    private func makeFolders() throws {
        var missing: [FilePath] = []
        var folder = path.removingLastComponent()
        while access(folder.string, F_OK) != 0, !folder.isEmpty, folder.string != "/" {
            missing.append(folder)
            folder = folder.removingLastComponent()
        }
        for folder in missing.reversed() where mkdir(folder.string, 0o700) != 0 && errno != EEXIST {
            throw Errno(rawValue: errno)
        }
    }
}
