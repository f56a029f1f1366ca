import Foundation
import Testing

/// CQC's open data, as `scripts/cqc-files` makes them up, loaded by the built program and counted again by `scripts/recount-directory`.
@Suite struct DirectoryTests {
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    private static let openpyxl: String? = {
        let path = Executable.repository.appending(path: ".venv/bin/python").path
        guard FileManager.default.isExecutableFile(atPath: path), (try? Executable.run(["-c", "import openpyxl"], program: path))?.status == 0 else { return nil }
        return path
    }()

    private let folder: TemporaryFolder
    private var snapshot: String { path("d.snapshot") }

    init() throws { folder = try TemporaryFolder() }

    private func path(_ name: String) -> String { folder.url.appending(path: name).path }

    private func script(_ name: String, _ arguments: [String]) throws -> String {
        let run = try Executable.run([Executable.repository.appending(path: "scripts/\(name)").path] + arguments, program: try #require(Self.python))
        try #require(run.status == 0, "\(run.errors)")
        return run.output
    }

    /// The files of a month, in a folder of their own: directory, ratings, deactivated locations, weekly directory.
    private func files(_ date: String, stem: String, locations: Int = 500) throws -> (active: String, ratings: String, gone: String, weekly: String, api: String) {
        _ = try script("cqc-files", [path(date), "--locations", "\(locations)", "--date", date])
        func file(_ name: String) -> String { path("\(date)/\(stem)_\(name)") }
        return (file("HSCA_Active_Locations.ods"), file("Latest_ratings.ods"), file("Deactivated_Locations.ods"), file("CQC_directory.csv"), path("\(date)/api-locations.json"))
    }

    @discardableResult
    private func load(_ files: [String]) throws -> String {
        let run = try Executable.run(["directory", "load"] + files + ["--snapshot", snapshot])
        try #require(run.status == 0, "\(run.errors)")
        return run.output
    }

    private func ask(_ words: [String]) throws -> [[String]] {
        let run = try Executable.run(["directory"] + words + ["--snapshot", snapshot, "--format", "tsv"])
        try #require(run.status == 0, "\(run.errors)")
        return run.output.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    /// Every share, counted a second time by a script that knows neither the query nor the program.
    @Test(.enabled(if: python != nil, Missing.python))
    func summariesAreRecounted() throws {
        let september = try files("2026-09-01", stem: "01_September_2026")
        try load([september.active, september.ratings])
        for by in ["question", "region", "authority", "service", "brand", "year"] {
            let counted = try ask(["summary", "--by", by]).dropFirst().map { $0.prefix(7).joined(separator: "\t") + "\n" }.joined()
            #expect(counted == (try script("recount-directory", [by, september.active, september.ratings])), "\(by)")
        }
    }

    /// The parts of the report are those of the command.
    @Test(.enabled(if: python != nil, Missing.python))
    func reportAgreesWithSummary() throws {
        let september = try files("2026-09-01", stem: "01_September_2026")
        try load([september.active, september.ratings])
        for (section, by) in [("regions", "region"), ("services", "service"), ("authorities", "authority"), ("years", "year")] {
            let run = try Executable.run(["report", "directory", "safe", "--load", snapshot, "--format", "csv", "--section", section])
            try #require(run.status == 0, "\(run.errors)")
            let rows = try ask(["summary", "safe", "--by", by]).dropFirst()
            let asked = rows.map { ([$0[0]] + $0[2...7]).joined(separator: ",") }
            let reported = run.output.split(separator: "\n").dropFirst().map { $0.split(separator: ",").prefix(7).joined(separator: ",") }
            #expect(asked == reported.map { $0.replacing("\"", with: "") }, "\(section)")
        }
    }

    /// All tables of all files are read, rows add up, and every name of a service or activity is one of the knowledge base.
    @Test(.enabled(if: python != nil, Missing.python))
    func rowsAddUp() throws {
        let september = try files("2026-09-01", stem: "01_September_2026")
        let output = try load([september.active, september.ratings, september.gone, september.weekly, september.api])
        let sums = output.matches(of: #/(\d+) loaded \+ (\d+) rejected = ([\d,]+) row/#)
        #expect(sums.count == 7)
        for sum in sums {
            #expect(Int(sum.1)! + Int(sum.2)! == Int(sum.3.replacing(",", with: ""))!)
            #expect(sum.2 == "0")
        }
        #expect(!output.contains("warning"), "\(output)")
        #expect(output.matches(of: #/data of 2026-09-01/#).count == 6)
    }

    /// A second edition beside the first: what was rated anew has its earlier rating too, and nothing counts twice.
    @Test(.enabled(if: python != nil, Missing.python))
    func nextMonth() throws {
        let september = try files("2026-09-01", stem: "01_September_2026")
        let october = try files("2026-10-01", stem: "01_October_2026")
        try load([september.active, september.ratings])
        let first = try ask(["summary"])
        try load([october.active, october.ratings, october.gone])
        let second = try ask(["summary"])
        #expect(first != second)
        // In whatever order they are given.
        let output = try load([october.ratings, september.active, october.active, october.gone, september.ratings])
        #expect(try ask(["summary"]) == second)
        #expect(output.contains("were replaced by later ones"))
        let query = "MATCH (r:Rating {left_out: 'earlier rating'}) RETURN count(*) > 0, min(r.ended), max(r.ended), count(CASE WHEN r.ended <= r.date THEN 1 END)"
        #expect(try Executable.run(["--load", snapshot, "-c", query]).output.split(separator: "\n").last == "true\t2026-09-15\t2026-09-15\t0")
        // On the day before, the earlier ratings held: as many, with other words.
        let before = try ask(["summary", "--on", "2026-09-14"])
        #expect(before != second)
        #expect(before.map { $0[2] } == second.map { $0[2] })
        #expect(try ask(["summary", "--on", "2026-09-15"]) == second)
    }

    /// Killed at any moment: the snapshot is that of before or of after, whole.
    @Test(.enabled(if: python != nil, Missing.python))
    func killedWhileLoading() throws {
        let september = try files("2026-09-01", stem: "01_September_2026", locations: 200)
        let october = try files("2026-10-01", stem: "01_October_2026", locations: 200)
        try load([october.active, october.ratings])
        let second = try ask(["summary"])
        try load([september.active, september.ratings])
        let first = try ask(["summary"])
        let old = try Data(contentsOf: URL(filePath: snapshot))
        for delay in [0.05, 0.2, 0.4, 0.8, 1.2] {
            try old.write(to: URL(filePath: snapshot))
            try Executable.kill(["directory", "load", october.active, october.ratings, "--snapshot", snapshot], after: delay, home: folder.url.path)
            let now = try ask(["summary"])
            #expect(now == first || now == second)
        }
    }

    @Test(.enabled(if: openpyxl != nil, Missing.openpyxl))
    func pageAndWorkbook() throws {
        let september = try files("2026-09-01", stem: "01_September_2026", locations: 300)
        try load([september.active, september.ratings])
        for name in ["d.html", "d.xlsx"] {
            let run = try Executable.run(["report", "directory", "well-led", "--load", snapshot, "-o", path(name)])
            try #require(run.status == 0, "\(run.errors)")
        }
        let page = try String(contentsOfFile: path("d.html"), encoding: .utf8)
        #expect(page.contains("How services are rated") && page.contains("ratings for Well-led are below good"))
        let read = try Executable.run(
            ["-c", "import sys, openpyxl; b = openpyxl.load_workbook(sys.argv[1]); print(b.sheetnames, b['By region'].max_row)", path("d.xlsx")],
            program: try #require(Self.openpyxl))
        #expect(read.output.contains("'By region'") && read.output.contains(" 10"), "\(read)")
    }
}
