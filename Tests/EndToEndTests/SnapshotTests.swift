import Foundation
import Testing

/// `cqcq snapshot`, and what `--load` makes of its files.
@Suite struct SnapshotFileTests {
    private static let question = "MATCH (a)-[r]->(b) RETURN a.id, a.name, r.since, b.id ORDER BY a.id, b.id"

    private static func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder(inMemory: true)
        try FileManager.default.createDirectory(at: folder.url.appending(path: "csv"), withIntermediateDirectories: true)
        let files = [
            "nodes_Person.csv": "id,name,born\n1,Ann,1980-01-02\n2,\"Bo, B\",\n3,Cy,1999-12-31\n",
            "nodes_Home.csv": "id,beds\n10,4\n11,\n", "rels_LIVES_IN.csv": "src,dst,since\n1,10,2001\n2,10,\n3,11,2020\n",
        ]
        for (name, text) in files { try Data(text.utf8).write(to: folder.url.appending(path: "csv/" + name)) }
        return folder
    }

    @Test func answersAsTheFolderDoes() throws {
        let folder = try Self.folder()
        let (csv, file) = (folder.url.appending(path: "csv").path, folder.url.appending(path: "a.cqcq").path)
        #expect(try Executable.run(["snapshot", csv, file]) == Executable.Run(output: "", errors: "", status: 0))
        for question in [Self.question, ":schema", "MATCH (n) RETURN labels(n), properties(n) ORDER BY n.id"] {
            let (first, second) = (
                try Executable.run(["--load", csv, "-c", question]), try Executable.run(["--load", file, "-c", question])
            )
            #expect(first.status == 0 && !first.output.isEmpty)
            #expect(second == first)
        }
    }

    /// The snapshot of a snapshot is the same file, also in place of the first.
    @Test func comesOutAsItWentIn() throws {
        let folder = try Self.folder()
        let (first, second) = (folder.url.appending(path: "a.cqcq"), folder.url.appending(path: "b.cqcq"))
        _ = try Executable.run(["snapshot", folder.url.appending(path: "csv").path, first.path])
        try Data("old".utf8).write(to: second)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: second.path)
        #expect(try Executable.run(["snapshot", first.path, second.path]).status == 0)
        #expect(try Data(contentsOf: second) == Data(contentsOf: first))
        #expect(try FileManager.default.attributesOfItem(atPath: second.path)[.posixPermissions] as? Int == 0o640)
        #expect(try Executable.run(["snapshot", second.path, second.path]).status == 0)
        #expect(try Data(contentsOf: second) == Data(contentsOf: first))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == ["a.cqcq", "b.cqcq", "csv"])
    }

    /// A file that cannot be made leaves nothing behind, and the old one as it was.
    @Test func isWrittenWholeOrNot() throws {
        let folder = try Self.folder()
        let file = folder.url.appending(path: "a.cqcq")
        try Data("old".utf8).write(to: file)
        try Data("id\n1\n1\n".utf8).write(to: folder.url.appending(path: "csv/nodes_Twice.csv"))
        let run = try Executable.run(["snapshot", folder.url.appending(path: "csv").path, file.path])
        #expect(run.status == 1 && run.errors.contains("[DuplicateID]"))
        #expect(try String(contentsOf: file, encoding: .utf8) == "old")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == ["a.cqcq", "csv"])
    }

    /// Bits changed, ends cut off, bytes appended: each is refused by name, and none answers otherwise.
    @Test func damageNeverAnswers() throws {
        let folder = try Self.folder()
        let (whole, file) = (folder.url.appending(path: "a.cqcq"), folder.url.appending(path: "b.cqcq"))
        _ = try Executable.run(["snapshot", folder.url.appending(path: "csv").path, whole.path])
        let bytes = try Data(contentsOf: whole)
        for round in 0..<40 {
            var changed = bytes
            switch round % 3 {
            case 0: changed[(round * 7919 + round * round * 31) % bytes.count] ^= 1 << UInt8(round % 8)
            case 1: changed = bytes.prefix((round * 104_729) % bytes.count)
            default: changed.append(contentsOf: bytes.prefix(round))
            }
            try changed.write(to: file)
            let run = try Executable.run(["--load", file.path, "-c", Self.question])
            #expect(run.status == 1 && run.output.isEmpty, "round \(round)")
            #expect(run.errors.contains("Snapshot]"), "round \(round): \(run.errors)")
        }
    }
}
