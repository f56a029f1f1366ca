import Foundation
import Testing

/// The help of the program, its man page and docs/shell.md name the same subcommands, options and exit codes.
@Suite struct HelpAgreementTests {
    private static let help = (try? Executable.run(["--help"]).output) ?? ""
    private static let page = (try? Executable.run(
        ["-c", "cd '\(Executable.repository.path)' && scripts/man-page '\(Executable.path)'"], program: "/bin/bash").output) ?? ""
    private static let document = DocExamplesTests.text(of: "docs/shell.md")

    @Test func subcommands() throws {
        let found = Self.help.matches(of: /(?m)^  ([a-z]+)  +[A-Z]/).map { String($0.output.1) }
        #expect(found.count >= 5 && found.contains("workspace"))
        for name in found {
            #expect(Self.page.contains("\n.SS cqcq \(name)\n"), "\(name)")
            #expect(Self.document.contains("`cqcq \(name)"), "\(name)")
            let (help, own) = (try Executable.run(["help", name]), try Executable.run([name, "--help"]))
            #expect(help.status == 0 && help.output == own.output)
        }
        // And the other way round.
        for match in Self.page.matches(of: /\n\.SS cqcq ([a-z]+)\n/) { #expect(found.contains(String(match.output.1))) }
        for match in Self.document.matches(of: /(?m)^\| `cqcq ([a-z]+)/) { #expect(found.contains(String(match.output.1))) }
    }

    /// docs/shell.md has a row for each option, in the order of the help, which begins as the help has it and may go on.
    @Test func options() throws {
        let options = try ProgramOptions.all()
        #expect(options.count > 30)
        let table = Self.document.components(separatedBy: "\n## Options\n")[1].components(separatedBy: "\n## ")[0]
            .split(separator: "\n").filter { $0.hasPrefix("| `") }
        #expect(table.count == options.count)
        for (option, row) in zip(options, table) where !row.hasPrefix(option.row) { Issue.record("docs/shell.md: expected a row that begins with \(option.row)") }
        for option in options { #expect(Self.page.contains(option.spelling.replacing("-", with: "\\-")), "\(option.spelling)") }
    }

    @Test func exitCodes() {
        let text = Self.help.split(separator: "Exit codes:").last.map { $0.prefix { $0 != "." } } ?? ""
        let found = text.split(separator: ";").compactMap { $0.split(whereSeparator: \.isWhitespace).first.map(String.init) }
        #expect(found == ["0", "1", "2", "3", "124", "130"])
        #expect(Self.page.matches(of: /\n\.B (\d+)\n/).map { String($0.output.1) } == found)
        #expect(Self.document.matches(of: /(?m)^\| (\d+) \|/).map { String($0.output.1) } == found)
    }

    /// The examples of the page, as a reader copies them.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/groff"), Missing.groff)) func examplesOfThePageRun() throws {
        let text = try Executable.run(
            ["-c", "cd '\(Executable.repository.path)' && scripts/man-page '\(Executable.path)' | groff -man -Tascii -rLL=200n | sed 's/.\\x08//g; s/\\x1b\\[[0-9;]*m//g'"],
            program: "/bin/bash"
        ).output
        let examples = text.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { $0.hasPrefix("cqcq -c \"") }
        #expect(examples.count == 3)
        for example in examples {
            let program = URL(filePath: Executable.path).deletingLastPathComponent().path
            let run = try Executable.run(["-c", "PATH='\(program)':$PATH; \(example)"], program: "/bin/sh")
            #expect(run.status == 0 && run.output.split(separator: "\n").count > 3, "\(example): \(run.errors)")
            #expect(!run.errors.contains("warning"), "\(example): \(run.errors)")
        }
    }
}
