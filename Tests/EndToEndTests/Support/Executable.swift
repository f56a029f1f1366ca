import ChildProcesses
import Foundation

/// The built program, beside the test bundle.
enum Executable {
    /// The program itself, by the machine's clock.
    static let binary: String = {
        #if os(macOS)
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }!
        return bundle.bundleURL.deletingLastPathComponent().appending(path: "cqcq").path
        #else
        return URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "cqcq").path
        #endif
    }()

    /// The program by the clock that the tests run by. Under another clock than the machine's (`scripts/test later`) it is
    /// a script that sets the clock for this program alone: by such a clock, clients in Python fail as they wait, and a
    /// browser keeps all cores busy.
    static let path: String = {
        if clock.isEmpty { return binary }
        let script = URL(filePath: binary).deletingLastPathComponent().appending(path: "later/cqcq")
        let variables = clock.map { "'\($0.key)=\($0.value)'" }.sorted().joined(separator: " ")
        let text = "#!/bin/sh\nexec env \(variables) '\(binary)' \"$@\"\n"
        try? FileManager.default.createDirectory(at: script.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? Data(text.utf8).write(to: script, options: .atomic)
        try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script.path)
        return script.path
    }()

    static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// What a test's programs see: nothing of the developer's own settings, except the time zone that the tests run in.
    static func environment(home: String) -> [String: String] {
        let own = ["HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm", "INPUTRC": "/dev/null", "LOGNAME": "ann"]
        return own.merging(zone) { $1 }
    }

    private static let zone = ProcessInfo.processInfo.environment.filter { $0.key == "TZ" }

    /// The variables that set a clock other than the machine's.
    private static let clock = ProcessInfo.processInfo.environment.filter { name, _ in
        name == "LD_PRELOAD" || name.hasPrefix("FAKETIME") || name == "NO_FAKE_STAT"
    }

    typealias Run = ChildProcess.Run

    /// Runs a program to its end, by default in the repository and with a home of its own.
    static func run(
        _ arguments: [String], program: String = path, input: String = "", environment: [String: String]? = nil, folder: URL = repository
    ) throws -> Run {
        let home = try TemporaryFolder()
        return try ChildProcess.run(
            program, arguments, input: input, environment: environment ?? self.environment(home: home.url.path), folder: folder)
    }

    /// Runs, and is killed when the seconds have passed.
    static func kill(_ arguments: [String], after seconds: Double, home: String) throws {
        let process = try ChildProcess(path, arguments, environment: environment(home: home), folder: repository)
        Thread.sleep(forTimeInterval: seconds)
        process.send(SIGKILL)
        process.wait()
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
