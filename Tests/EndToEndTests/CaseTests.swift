import Foundation
import Testing

/// The program with pipes: every file of Cases/. `UPDATE_CASES=1` writes what came out into the files; the diff is the review.
@Suite struct CaseTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".txt") }.sorted()

    @Test(arguments: names)
    func runs(_ name: String) throws {
        let file = Self.folder.appending(path: name)
        let text = try String(contentsOf: file, encoding: .utf8)
        let wanted = CaseFile(text)
        let run = try wanted.run()
        if ProcessInfo.processInfo.environment["UPDATE_CASES"] != nil {
            try wanted.text(with: run).write(to: file, atomically: true, encoding: .utf8)
        } else {
            #expect(run.output == wanted.expected.output)
            #expect(run.errors == wanted.expected.errors)
            #expect(run.status == wanted.expected.status)
        }
    }

    @Test func thereAreCases() {
        #expect(Self.names.count > 120)
    }

    /// A reader that goes away ends the program without a word.
    @Test func closedPipe() throws {
        let run = try Executable.run(
            ["-c", "'\(Executable.path)' -c 'UNWIND range(1, 200000) AS n RETURN n' | head -n 2"], program: "/bin/sh")
        #expect(run.output == "n\n1\n")
        #expect(run.errors.isEmpty)
    }

    @Test func fullDisk() throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let run = try Executable.run(["-c", "'\(Executable.path)' -c 'RETURN 1' > /dev/full"], program: "/bin/sh")
        #expect(run.errors.contains("cannot write the output"))
        #expect(run.status == 1)
    }

    private static let endless = "MATCH (a), (b), (c), (d) WHERE a.id > b.id AND c.code = d.code RETURN count(*)"

    @Test func timeLimit() throws {
        let run = try Executable.run(["--timeout", "200ms", "-c", Self.endless])
        #expect(run.status == 124)
        #expect(run.errors.contains("[TimeLimit]"))
        #expect(run.output.isEmpty)
    }

    @Test func interrupt() throws {
        let run = try Executable.run(
            ["-c", "'\(Executable.path)' --timeout 20s -c '\(Self.endless)' & sleep 1; kill -INT $!; wait $!"],
            program: "/bin/sh")
        #expect(run.status == 130)
        #expect(run.errors.contains("[Interrupted]"))
    }

    @Test func timer() throws {
        let run = try Executable.run(["--timer", "-c", "RETURN 1 AS a; RETURN 2 AS a"])
        #expect(run.output == "a\n1\na\n2\n")
        let lines = run.errors.split(separator: "\n")
        #expect(lines.count == 2)
        for line in lines { #expect(line.wholeMatch(of: /time: \d+\.\d{3} ms/) != nil) }
    }

    /// A script is run as far as it has come: the answer is there while the input is still open.
    @Test func scriptsRunAsTheyCome() throws {
        let folder = try TemporaryFolder()
        // The writer ends its script when the reader says that it has the first answer.
        let script = """
            cd '\(folder.url.path)' && mkfifo seen &&
            { echo 'RETURN 1 AS a;'; timeout 60 cat seen; echo late >&2; } | '\(Executable.path)' |
            { read x; echo $x >&2; echo > seen; cat > rest; }
            """
        let run = try Executable.run(["-c", script], program: "/bin/sh")
        #expect(run.errors == "a\nlate\n")
    }
}
