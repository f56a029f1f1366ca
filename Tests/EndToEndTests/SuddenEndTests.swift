import Foundation
import Testing

/// The program killed at any moment while it commits.
@Suite struct SuddenEndTests {
    /// One life of the program: it reports what it found, then commits pairs and reports each. Killed while it goes on.
    private struct Life {
        static let commits = 8

        let folder: URL
        private var script: URL { folder.appending(path: "script") }
        private var output: URL { folder.appending(path: "out") }

        /// The numbers found at the start (nil where it did not come to that), and those told as committed.
        /// Killed once it has reported this number.
        func run(from first: Int, commits: Int = commits, killedAfter answers: Int?) throws -> (found: [Int: Int]?, committed: [Int]) {
            var text = "MATCH (m:Mark) RETURN m.n AS n, count(m) AS parts;\nRETURN 'found' AS word;\n"
            for number in first..<first + commits {
                text += """
                    :begin
                    CREATE (:Mark {n: \(number), part: 1});
                    CREATE (:Mark {n: \(number), part: 2});
                    :commit
                    RETURN \(number) AS committed;

                    """
            }
            try text.write(to: script, atomically: false, encoding: .utf8)
            try Data().write(to: output)
            let process = Process()
            process.executableURL = URL(filePath: Executable.path)
            process.arguments = [
                "--kb", Executable.repository.appending(path: "Tests/EndToEndTests/Fixture").path, "--workspace",
                folder.appending(path: "w.cypher").path, "-f", script.path,
            ]
            process.environment = Executable.environment(home: folder.path)
            process.standardOutput = try FileHandle(forWritingTo: output)
            process.standardError = FileHandle.nullDevice
            try process.run()
            if let answers {
                // A time would miss the commits where the machine is busy.
                while process.isRunning, try count(of: "committed\n") < answers { usleep(300) }
                usleep(UInt32.random(in: 0...2000))
                kill(process.processIdentifier, SIGKILL)
            }
            process.waitUntilExit()
            return Self.read(try String(contentsOf: output, encoding: .utf8))
        }

        private func count(of word: String) throws -> Int {
            try String(decoding: Data(contentsOf: output), as: UTF8.self).components(separatedBy: word).count - 1
        }

        private static func read(_ text: String) -> (found: [Int: Int]?, committed: [Int]) {
            var found: [Int: Int] = [:]
            var committed: [Int] = []
            var isFound = false
            // A line without its end may be cut short.
            for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
                let cells = line.split(separator: "\t")
                if line == "found" { isFound = true }
                if cells.count == 2, let number = Int(cells[0]) { found[number] = Int(cells[1]) }
                if cells.count == 1, let number = Int(cells[0]) { committed.append(number) }
            }
            return (isFound ? found : nil, committed)
        }
    }

    /// What was told as committed is there in the next life, whole; nothing is there by half.
    @Test func nothingCommittedIsLost() throws {
        var (kills, midway) = (0, 0)
        let deadline = Date().addingTimeInterval(15)
        // Hundreds, however long that takes on a busy machine.
        while kills < 200 || (kills < 300 && Date() < deadline) {
            let folder = try TemporaryFolder(inMemory: true)
            let life = Life(folder: folder.url)
            var told: Set<Int> = []
            var next = 0
            for _ in 0..<8 {
                let (found, committed) = try life.run(from: next, killedAfter: Int.random(in: 0..<Life.commits))
                kills += 1
                if let found { check(found, told) }
                if !committed.isEmpty, committed.count < Life.commits { midway += 1 }
                told.formUnion(committed)
                next += Life.commits
            }
            let (found, _) = try life.run(from: next, commits: 0, killedAfter: nil)
            check(try #require(found), told)
        }
        print("killed \(kills) times, \(midway) of them among commits")
        // Otherwise it is killed beside the commits, and this shows nothing.
        #expect(midway > kills / 2)
    }

    private func check(_ found: [Int: Int], _ told: Set<Int>) {
        #expect(told.subtracting(found.keys).isEmpty)
        #expect(found.filter { $0.value != 2 }.isEmpty)
    }
}
