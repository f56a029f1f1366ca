import CReadline
import Platform

/// Another program, run by /bin/sh on the terminal.
enum ChildProcess {
    /// Some folder of `$PATH` has it.
    static func isInstalled(_ program: String) -> Bool {
        (Environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
    }

    /// Starts a command with the terminal as it was found; its standard input is a descriptor or that of the shell.
    /// Not above 0 where it cannot be started.
    static func start(_ command: String, input: Int32? = nil) -> Int32 {
        TerminalMode.asFound.set()
        let process = cqcq_start_shell(command, input ?? -1)
        if process <= 0 { TerminalMode.quiet.set() }
        return process
    }

    /// The exit code of a process when it has ended; above 128 where a signal ended it.
    static func wait(_ process: Int32) -> Int32 {
        defer { TerminalMode.quiet.set() }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            if errno != EINTR { return 127 }
        }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    /// Runs a command to its end.
    static func run(_ command: String) -> Int32 {
        let process = start(command)
        return process > 0 ? wait(process) : 127
    }
}
