import ArgumentParser
import Shell

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

do {
    let command = try Cqcq.parse()
    exit(ShellProgram.run(command.options).rawValue)
} catch {
    // The parser's own exit code for wrong usage is 64; ours is 2.
    let isHelp = Cqcq.exitCode(for: error) == .success
    let output = isHelp ? Output.standardOutput() : Output.standardError()
    output.line(
        isHelp ? Cqcq.fullMessage(for: error) : "error: \(Cqcq.message(for: error))\n`cqcq --help` lists the options")
    output.flush()
    exit(isHelp ? ExitStatus.success.rawValue : ExitStatus.usage.rawValue)
}
