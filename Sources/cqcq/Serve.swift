import ArgumentParser
import ServeOptions
import Shell

/// Help on `cqcq serve`, which is a program of its own.
struct Serve: ParsableCommand, CommandLineProgram {
    static let configuration = ServeOptions.configuration

    @OptionGroup var options: ServeOptions

    func perform() -> ExitStatus { Helper.become("cqcq-serve", Array(CommandLine.arguments.dropFirst(2))) }
}
