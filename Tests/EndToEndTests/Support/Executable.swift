import Foundation

/// The built program, beside the test bundle.
enum Executable {
    static let path: String = {
        #if os(macOS)
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }!
        return bundle.bundleURL.deletingLastPathComponent().appending(path: "cqcq").path
        #else
        return URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "cqcq").path
        #endif
    }()

    static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// What a test's programs see: nothing of the developer's own settings, except the clock that the tests run by
    /// (`scripts/test-later`).
    static func environment(home: String) -> [String: String] {
        let own = ["HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm", "INPUTRC": "/dev/null", "LOGNAME": "ann"]
        return own.merging(clock) { $1 }
    }

    /// The variables that set the time zone and a clock other than the machine's.
    static let clock = ProcessInfo.processInfo.environment.filter { name, _ in
        name == "TZ" || name == "LD_PRELOAD" || name.hasPrefix("FAKETIME") || name == "NO_FAKE_STAT"
    }

    struct Run: Equatable {
        var output: String
        var errors: String
        var status: Int32
    }

    /// Runs to the end with pipes.
    static func run(
        _ arguments: [String], program: String = path, input: String = "", environment: [String: String]? = nil
    ) throws -> Run {
        let folder = try TemporaryFolder()
        let files = ["in", "out", "err"].map { folder.url.appending(path: $0) }
        try Data(input.utf8).write(to: files[0])
        for file in files[1...] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = environment ?? self.environment(home: folder.url.path)
        process.currentDirectoryURL = repository
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return Run(
            output: try String(contentsOf: files[1], encoding: .utf8),
            errors: try String(contentsOf: files[2], encoding: .utf8), status: process.terminationStatus)
    }

    /// Runs, and is killed when the seconds have passed.
    static func kill(_ arguments: [String], after seconds: Double, home: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = environment(home: home)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        Thread.sleep(forTimeInterval: seconds)
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}

/// A folder that goes with the value.
final class TemporaryFolder {
    let url: URL

    /// In memory, where the system has a place for that, flushing to the disk takes no time.
    init(inMemory: Bool = false) throws {
        let memory = URL(filePath: "/dev/shm")
        let isThere = inMemory && FileManager.default.isWritableFile(atPath: memory.path)
        url = (isThere ? memory : FileManager.default.temporaryDirectory).appending(path: "cqcq-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }
}
