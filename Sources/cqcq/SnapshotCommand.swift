import ArgumentParser
import Shell

struct SnapshotCommand: ParsableCommand, CommandLineProgram {
    static let configuration = CommandConfiguration(
        commandName: "cqcq snapshot",
        abstract: "Save a graph in one file that opens at once.",
        discussion: """
            `cqcq --load FILE` queries it. The file has checksums and a version: one that is damaged is refused. \
            It is written whole or not at all.

            Exit codes: 0 written, 1 error in the data, or the file cannot be written, 2 wrong usage.
            """)

    @Argument(help: ArgumentHelp("A folder as --load takes it, or a snapshot.", valueName: "dir"), completion: .directory)
    var source: String

    @Argument(help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
    var target: String

    func perform() -> ExitStatus { SnapshotProgram(source: source, target: target).run() }
}
