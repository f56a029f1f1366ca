import CPseudoTerminal
import Foundation

/// A program that a test runs. Foundation's `Process` would do, were it not for the tests at a later date: by another clock
/// than the machine's it can miss the end of what it started, and waits for ever.
package struct ChildProcess {
    package struct Run: Equatable {
        package var output: String
        package var errors: String
        /// The exit code, or the signal that ended it.
        package var status: Int32

        package init(output: String, errors: String, status: Int32) {
            (self.output, self.errors, self.status) = (output, errors, status)
        }
    }

    package let process: pid_t

    /// - Parameters:
    ///   - environment: nil for that of this process, without what gives it another clock.
    ///   - streams: standard input, output and errors; nothing where they are nil.
    package init(
        _ program: String, _ arguments: [String], environment: [String: String]? = nil, folder: URL, streams: [URL?] = [nil, nil, nil]
    ) throws {
        let environment = environment ?? ProcessInfo.processInfo.environment.filter { $0.key != "LD_PRELOAD" }
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        let descriptors = streams.enumerated().map { number, url in
            open(url?.path ?? "/dev/null", (number == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC) | O_CLOEXEC, 0o600)
        }
        defer {
            for word in words + variables { free(word) }
            for descriptor in descriptors { close(descriptor) }
        }
        guard !descriptors.contains(-1) else { throw POSIXError(.ENOENT) }
        process = cqcq_start_apart(program, &words, &variables, folder.path, descriptors[0], descriptors[1], descriptors[2])
        guard process > 0 else { throw POSIXError(.EAGAIN) }
    }

    /// Gives the exit code, or the signal that ended it.
    @discardableResult
    package func wait() -> Int32 { cqcq_wait(process) }

    package func send(_ signal: Int32) { kill(process, signal) }

    /// Runs a program to its end. What it writes goes to files, for a pipe that is full would wait for the other.
    package static func run(
        _ program: String, _ arguments: [String], input: String = "", environment: [String: String]? = nil, folder: URL
    ) throws -> Run {
        let place = FileManager.default.temporaryDirectory.appending(path: "cqcq-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        let files = ["in", "out", "err"].map { place.appending(path: $0) }
        try Data(input.utf8).write(to: files[0])
        let status = try ChildProcess(program, arguments, environment: environment, folder: folder, streams: files).wait()
        let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return Run(output: texts[1], errors: texts[2], status: status)
    }
}
