import ChildProcesses
import Foundation
import Testing

/// The programs of Examples/, which are built with the tests.
@Suite struct ExampleTests {
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func run(_ program: String, _ arguments: [String]) throws -> (output: String, status: Int32) {
        let run = try ChildProcess.run(program, arguments, folder: repository)
        return (run.output + run.errors, run.status)
    }

    private func example(_ name: String, _ arguments: String...) throws -> String {
        let folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        let run = try Self.run(folder.appending(path: name).path, arguments)
        #expect(run.status == 0, "\(run.output)")
        return run.output
    }

    @Test func queriesTheKnowledge() throws {
        let lines = try example("QueryKnowledge").split(separator: "\n")
        #expect(lines.first == "saf:W5 Governance, management and sustainability")
        #expect(lines.contains("  RA-2014 17 Good governance (direct; doc:careworker-regulations)"), "\(lines)")
        #expect(try example("QueryKnowledge", "no such thing") == "`no such thing` is not the name of a quality statement\n")
    }

    @Test func queriesAGraph() throws {
        #expect(
            try example("QueryYourGraph") == """
                since 2026-10-01
                  Ann 2026-10-01 30 minutes
                  Ben 2026-10-02 no time noted
                  Ann 2026-10-05 45 minutes
                since 2026-10-03
                  Ann 2026-10-05 45 minutes
                stopped: Interrupted
                UndefinedVariable at 1:25: variable `q` is not defined here

                """)
    }

    @Test func checksGaps() throws {
        let lines = try example("CheckGaps").split(separator: "\n")
        #expect(lines.contains("W3 Freedom to speak up: Speak up policy, Guardian's log (regulations 10, 12, 17)"), "\(lines)")
        #expect(lines.contains("6 of 8 statements have no evidence"))
        #expect(lines.last?.hasPrefix("- None of the 8 quality statements of Well-led (SAF-2023) is matched by an 'I' statement") == true, "\(lines)")
    }

    /// A package of one's own names the products so.
    @Test func packageOfTheExamplesIsSound() throws {
        let run = try Self.run("/usr/bin/env", ["swift", "package", "--package-path", "Examples", "dump-package"])
        #expect(run.status == 0 && run.output.contains("\"CareKnowledge\""), "\(run.output)")
        let main = try String(contentsOf: Self.repository.appending(path: "Package.swift"), encoding: .utf8)
        for product in ["PropertyGraph", "CypherSyntax", "QueryEngine", "Interchange", "CareKnowledge", "Reports"] {
            #expect(main.contains(".library(name: \"\(product)\""))
            let page = Self.repository.appending(path: "Sources/\(product)/\(product).docc/\(product).md")
            #expect(try String(contentsOf: page, encoding: .utf8).contains("```swift"), "\(product) has no quick start")
        }
    }
}
