import Foundation
import Testing

/// The examples that each report names, and what `--baseline` takes for new.
@Suite struct ReportTests {
    /// Of every report.yaml, as they stand there.
    static let examples: [String] = {
        let folder = Executable.repository.appending(path: "kb/reports")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().flatMap { name -> [String] in
            let file = folder.appending(path: name).appending(path: "report.yaml")
            guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
            return text.split(separator: "\n").drop { $0 != "examples:" }.dropFirst().prefix { $0.hasPrefix("  - ") }
                .map { String($0.dropFirst(4)) }
        }
    }()

    @Test(arguments: examples)
    func exampleRuns(_ example: String) throws {
        let folder = try TemporaryFolder()
        let run = try Executable.run(
            ["-c", "'\(Executable.path)' report \(example.replacing(" -o ", with: " -o \(folder.url.path)/"))"], program: "/bin/sh")
        // These are about what users load; without that they are refused.
        let status: Int32 = example.hasPrefix("directory") || example.hasPrefix("evidence") ? 1 : example.contains("--fail-on-gap") ? 3 : 0
        #expect(run.status == status, "\(run.errors)")
    }

    @Test func everyReportHasExamples() throws {
        let folder = Executable.repository.appending(path: "kb/reports")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.contains(".") }
        #expect(names.count > 7)
        #expect(Set(Self.examples.map { String($0.prefix { $0 != " " }) }) == Set(names))
    }

    /// A board reads the first lines only.
    @Test func findingOfTheDayComesFirst() throws {
        let run = try Executable.run(["report", "gaps", "well-led", "--as-of", "2021-07-28"])
        let first = run.output.split(separator: "\n", omittingEmptySubsequences: false).prefix(5)
        #expect(first.contains {
            $0.contains("None of the 5 lines of enquiry of Well-led (ASC-2017) is matched by an 'I' statement; checked, none found (CQC, reported in D2)")
        })
    }

    @Test func baselineFailsOnNewGapsOnly() throws {
        let folder = try TemporaryFolder()
        let baseline = folder.url.appending(path: "baseline.json").path
        let words = ["report", "gaps", "--kind", "we-statements", "--as-of", "2026-11-01"]
        #expect(try Executable.run(words + ["well-led", "-o", baseline]).status == 0)
        let same = try Executable.run(words + ["well-led", "--baseline", baseline, "--format", "csv"])
        #expect(same.status == 0)
        // Another question has gaps that the baseline does not know.
        let more = try Executable.run(words + ["--baseline", baseline, "--format", "jsonl"])
        #expect(more.status == 3)
        #expect(more.errors.contains("new gap"))
        #expect(!more.errors.contains("saf:W3"))
        // The other way round some are no longer there, which is said and no failure.
        let every = folder.url.appending(path: "every.json").path
        #expect(try Executable.run(words + ["-o", every]).status == 0)
        let fewer = try Executable.run(words + ["well-led", "--baseline", every, "--format", "jsonl"])
        #expect(fewer.status == 0)
        #expect(fewer.errors.contains("gaps of the baseline are no longer there"))
        let all = try Executable.run(words + ["--fail-on-gap", "--format", "jsonl"])
        #expect(all.status == 3)
        #expect(all.errors.contains("gaps:"))
    }

    /// Figures and sentences are what a script counts in the tables of kb/, which knows nothing of the queries.
    @Test(arguments: ["2019-12-01", "2021-07-28", "2023-12-15", "2026-11-01"])
    func figuresAreThoseOfTheTables(_ day: String) throws {
        let script = Executable.repository.appending(path: "scripts/recount-reports").path
        let kb = Executable.repository.appending(path: "kb").path
        let run = try Executable.run([script, Executable.path, kb, day], program: "/usr/bin/python3")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let compared = run.output.split(separator: "\n").last?.split(separator: " ").first.flatMap { Int($0) } ?? 0
        #expect(compared > 200)
    }

    /// A file of gaps that version 0.1.0 wrote is still read, and has the gaps that there are now.
    @Test func baselineOfAnEarlierVersion() throws {
        let baseline = Executable.repository.appending(path: "Tests/EndToEndTests/Files/gaps-0.1.0.json").path
        let run = try Executable.run([
            "report", "gaps", "well-led", "--kind", "i-statements", "--as-of", "2026-11-01", "--baseline", baseline, "--format", "jsonl",
        ])
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test func fileThatCannotBeWritten() throws {
        let run = try Executable.run(["report", "trace", "W3", "-o", "/no/such/folder/x.html"])
        #expect(run.status == 1)
        #expect(run.errors.contains("[UnwritableFile]"))
    }
}
