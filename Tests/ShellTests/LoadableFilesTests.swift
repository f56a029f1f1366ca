import Diagnostics
import Foundation
import Interchange
import QueryEngine
import Testing

@testable import Shell

struct LoadableFilesTests {
    /// `allowed/` with files and links beside `secret.csv`.
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "loadable-\(UUID().uuidString)")
        let allowed = home.appending(path: "allowed")
        let manager = FileManager.default
        try manager.createDirectory(at: allowed.appending(path: "deeper"), withIntermediateDirectories: true)
        defer { try? manager.removeItem(at: home) }
        try "s,e\n".write(to: home.appending(path: "secret.csv"), atomically: true, encoding: .utf8)
        try "a,b\n".write(to: allowed.appending(path: "a.csv"), atomically: true, encoding: .utf8)
        try "c,d\n".write(to: allowed.appending(path: "deeper/c.csv"), atomically: true, encoding: .utf8)
        try manager.createSymbolicLink(at: allowed.appending(path: "inward.csv"), withDestinationURL: allowed.appending(path: "a.csv"))
        try manager.createSymbolicLink(at: allowed.appending(path: "outward.csv"), withDestinationURL: home.appending(path: "secret.csv"))
        try manager.createSymbolicLink(at: allowed.appending(path: "up"), withDestinationURL: home)
        try body(allowed)
    }

    private func first(_ address: String, in folder: URL) -> String {
        do throws(Diagnostics) {
            let files = try LoadableFiles(folder: folder.path, inputIsScript: true)
            do throws(LoadFault) {
                var cells: [String] = []
                let isRead = try files.open(address, form: RecordForm(hasHeader: false)).next { cell in
                    cells.append(cell.map { String(decoding: $0, as: UTF8.self) } ?? "-")
                }
                return isRead ? cells.joined(separator: " ") : "end"
            } catch {
                return error.code
            }
        } catch {
            return error.list[0].fault.code
        }
    }

    @Test func readsWhatLiesBelow() throws {
        try withFolder { folder in
            #expect(first("a.csv", in: folder) == "a b")
            #expect(first("./deeper/../a.csv", in: folder) == "a b")
            #expect(first("deeper/c.csv", in: folder) == "c d")
            #expect(first("file:///deeper/c.csv", in: folder) == "c d")
            #expect(first("file:deeper%2Fc.csv", in: folder) == "c d")
            #expect(first(folder.resolvingSymlinksInPath().path + "/a.csv", in: folder) == "a b")
            #expect(first("inward.csv", in: folder) == "a b")
        }
    }

    @Test func readsNothingElse() throws {
        try withFolder { folder in
            #expect(first("../secret.csv", in: folder) == "FileNotAllowed")
            #expect(first("file:///%2e%2e/secret.csv", in: folder) == "FileNotAllowed")
            #expect(first("deeper/../../secret.csv", in: folder) == "FileNotAllowed")
            // By links.
            #expect(first("outward.csv", in: folder) == "FileNotAllowed")
            #expect(first("up/secret.csv", in: folder) == "FileNotAllowed")
            // The message is the same, there or not.
            #expect(first("../nothing.csv", in: folder) == "FileNotAllowed")
            #expect(first("/etc/passwd", in: folder) == "MissingFile")
            #expect(first("deeper", in: folder) == "UnreadableFile")
            #expect(first("http://127.0.0.1/a.csv", in: folder) == "NetworkNotAllowed")
            #expect(first("FTP://127.0.0.1/a.csv", in: folder) == "NetworkNotAllowed")
            #expect(first("", in: folder) == "FileNotAllowed")
        }
    }

    /// A pipe is refused at once, without waiting for what writes to it.
    @Test func noPipes() throws {
        try withFolder { folder in
            #expect(mkfifo(folder.appending(path: "pipe").path, 0o600) == 0)
            #expect(first("pipe", in: folder) == "UnreadableFile")
        }
    }
}
