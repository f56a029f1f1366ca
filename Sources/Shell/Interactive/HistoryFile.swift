#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import Diagnostics
import SystemPackage

/// Statements typed in earlier shells: a line each, line feeds and backslashes inside written as `\n` and `\\`.
/// Lines are appended as statements are typed, so that shells that run side by side keep each other's.
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

    /// The last `limit` statements, oldest first; none where there is no file yet.
    /// A file that has grown to twice the limit is cut down to it.
    func read() -> [String] {
        guard let bytes = try? contents() else { return [] }
        let lines = bytes.split(separator: 0x0A)
        let kept = lines.suffix(Self.limit)
        if lines.count > 2 * Self.limit { try? replace(with: kept.flatMap { $0 + [0x0A] }) }
        return kept.map { Self.decoded(String(decoding: $0, as: UTF8.self)) }
    }

    func append(_ statement: String) throws(Diagnostics) {
        do {
            try makeFolders()
            let file = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .append], permissions: [.ownerRead, .ownerWrite])
            try file.closeAfter { _ = try file.writeAll((Self.encoded(statement) + "\n").utf8) }
        } catch {
            let reason = (error as? Errno).map { String(describing: $0) } ?? "no reason given"
            throw Diagnostics([
                Diagnostic(ShellFault.unwritableHistory(path: path.string, reason: reason), severity: .warning)
            ])
        }
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

    private func contents() throws -> [UInt8] {
        let file = try FileDescriptor.open(path, .readOnly)
        return try file.closeAfter {
            var bytes: [UInt8] = []
            while true {
                let chunk = try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                    count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
                }
                if chunk.isEmpty { return bytes }
                bytes += chunk
            }
        }
    }

    private func replace(with bytes: [UInt8]) throws {
        let new = FilePath(path.string + ".new")
        let file = try FileDescriptor.open(
            new, .writeOnly, options: [.create, .truncate], permissions: [.ownerRead, .ownerWrite])
        try file.closeAfter { _ = try file.writeAll(bytes) }
        rename(new.string, path.string)
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
