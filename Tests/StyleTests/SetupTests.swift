import Foundation
import Testing

/// `scripts/setup` on a machine that has none of the libraries.
@Suite struct SetupTests {
    @Test func everyLibraryOfThePackageIsInstalled() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cqcq-setup-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // What is installed is written down; pkg-config finds nothing.
        let list = folder.appending(path: "installed")
        for (name, body) in [("swift", "exit 0"), ("sudo", "exec \"$@\""), ("pkg-config", "exit 1"), ("apt-get", "printf '%s\\n' \"$@\" >> '\(list.path)'")] {
            let program = folder.appending(path: name)
            try "#!/bin/bash\n\(body)\n".write(to: program, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        }
        let setup = Process()
        setup.executableURL = Repository.folder.appending(path: "scripts/setup")
        setup.environment = ["PATH": folder.path + ":/usr/bin:/bin", "CQCQ_INCLUDE": folder.path]
        setup.standardError = FileHandle.nullDevice
        try setup.run()
        setup.waitUntilExit()
        #expect(setup.terminationStatus == 0)
        let installed = Set(try String(contentsOf: list, encoding: .utf8).split(separator: "\n"))
        let package = try String(contentsOf: Repository.folder.appending(path: "Package.swift"), encoding: .utf8)
        let needed = package.matches(of: /\.apt\(\["([^"]+)"\]\)/).map(\.1)
        #expect(needed.count > 7)
        for name in needed where !installed.contains(name) { Issue.record("Package.swift needs \(name), which scripts/setup does not install") }
    }

    /// `make test` ends with what was skipped, why, and what enables it; a failure is counted once, however much it says.
    @Test func testsEndWithWhatWasSkipped() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cqcq-tally-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let skipped = { (name: String, why: String) in
            #"{"kind":"event","payload":{"kind":"testSkipped","messages":[{"symbol":"skip","text":"Test \#(name)() skipped: \"\#(why)\""}],"testID":"\#(name)"}}"#
        }
        let ended = #"{"kind":"event","payload":{"kind":"testCaseEnded","testID":"a"}}"#
        let failed = #"{"kind":"event","payload":{"kind":"issueRecorded","issue":{"isKnown":false},"testID":"b"}}"#
        let events = [
            ended, ended, ended, failed, failed, skipped("c", "tmux is missing; scripts/reader-setup"), skipped("d", "tmux is missing; scripts/reader-setup"),
            skipped("e", "there is no clock"),
        ]
        try events.joined(separator: "\n").write(to: folder.appending(path: "events"), atomically: true, encoding: .utf8)
        let swift = folder.appending(path: "swift")
        try """
            #!/bin/bash
            while [ $# -gt 0 ]; do [ "$1" = --event-stream-output-path ] && cp '\(folder.path)/events' "$2"; shift; done
            exit 0
            """.write(to: swift, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: swift.path)
        let test = Process(), pipe = Pipe()
        test.executableURL = Repository.folder.appending(path: "scripts/test")
        test.environment = ["PATH": folder.path + ":/usr/bin:/bin"]
        test.standardOutput = pipe
        try test.run()
        let output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        test.waitUntilExit()
        #expect(test.terminationStatus == 1)
        #expect(
            output == """
                skipped:
                  2 because tmux is missing (to enable: scripts/reader-setup)
                  1 because there is no clock
                2 passed, 1 failed, 3 skipped

                """)
    }
}
