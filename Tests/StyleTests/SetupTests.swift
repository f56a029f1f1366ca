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
}
