import Foundation
import Testing

/// Pages of reports in a real browser. Skipped where there is none; `scripts/browser-setup` gets one.
@Suite struct BrowserTests {
    static let python = [
        ProcessInfo.processInfo.environment["CQCQ_BROWSER_PYTHON"],
        Executable.repository.appending(path: ".venv/bin/python").path,
    ].compactMap(\.self).first { FileManager.default.isExecutableFile(atPath: $0) }

    static let chromium = [ProcessInfo.processInfo.environment["CQCQ_CHROMIUM"], "/usr/bin/chromium"]
        .compactMap(\.self).first { FileManager.default.isExecutableFile(atPath: $0) }

    static let hasBrowser: Bool = {
        guard let python, chromium != nil else { return false }
        return (try? Executable.run(["-c", "import playwright, axe_core_python"], program: python))?.status == 0
    }()

    static let reports: [[String]] = [
        ["brief", "well-led"], ["brief"], ["gaps", "well-led"], ["gaps", "--appendix"], ["transition", "ASC-2017", "SAF-2023"], ["transition", "SAF-2023", "DRAFT-2026-ASC", "well-led", "--appendix"],
        ["trace", "ra2014:12"],
        ["matrix", "quality-statements", "regulations"], ["changes", "2021-07-28", "2022-06-01"], ["changes", "2021-07-28", "2026-11-01", "well-led"], ["provenance", "doc:d2"],
        ["hostile", "--kb", "Tests/ReportsTests/Hostile"],
    ]

    @Test(.enabled(if: hasBrowser, Missing.browser), arguments: reports)
    func opens(_ words: [String]) throws {
        let folder = try TemporaryFolder()
        let page = folder.url.appending(path: words[0] + ".html").path
        let run = try Executable.run(["report"] + words + ["-o", page, "--as-of", "2026-11-01"])
        #expect(run.errors.isEmpty)
        #expect(run.status == 0)
        try check(page, in: folder)
    }

    /// On A4 no report is longer than its readers have time for.
    @Test(.enabled(if: chromium != nil, Missing.browser), arguments: [
        (["brief", "well-led"], 2), (["brief", "safe"], 2), (["brief", "effective"], 2), (["brief", "caring"], 2), (["brief", "responsive"], 2),
        (["brief"], 2), (["brief", "well-led", "LA"], 2), (["brief", "caring", "MH"], 2), (["brief", "well-led", "ASC"], 2),
        (["gaps", "well-led"], 4), (["gaps", "safe"], 4), (["gaps", "effective"], 4), (["gaps", "caring"], 4), (["gaps", "responsive"], 4),
        (["gaps", "well-led", "--as-of", "2021-07-28"], 4), (["gaps", "well-led", "DRAFT-2026-ASC"], 4), (["gaps", "well-led", "--sector", "LA"], 4),
        (["changes", "2021-07-28", "2026-11-01", "well-led"], 5), (["changes", "2021-07-28", "2023-12-01", "well-led"], 5),
        (["transition", "SAF-2023", "DRAFT-2026-ASC", "well-led"], 4),
    ])
    func prints(_ words: [String], onAtMost sheets: Int) throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "report.pdf")
        var environment = Executable.environment(home: folder.url.path)
        environment["CQCQ_CHROMIUM"] = Self.chromium
        let run = try Executable.run(["report", "-o", file.path] + words + (words.contains("--as-of") ? [] : ["--as-of", "2026-11-01"]), environment: environment)
        #expect(run.status == 0, "\(run.errors)")
        let pages = String(decoding: try Data(contentsOf: file), as: UTF8.self).matches(of: #/\/Type \/Page\b/#).count
        #expect(pages > 0 && pages <= sheets, "\(pages) sheets")
    }

    /// What a workspace would change, with a reason that would be a script, were it let.
    @Test(.enabled(if: hasBrowser, Missing.browser))
    func opensAComparison() throws {
        let folder = try TemporaryFolder()
        let (page, workspace) = (folder.url.appending(path: "against.html").path, folder.url.appending(path: "w.cypher").path)
        let reason = "<script>window.pwned=1</script><img src=x onerror=window.pwned=1>"
        let proposal = "propose I-12 -> saf:W3 relatedMatch \"\(reason)\" --author '\(reason)'"
        #expect(try Executable.run(["--workspace", workspace, "-c", proposal]).status == 0)
        let run = try Executable.run(["report", "gaps", "well-led", "--workspace", workspace, "--against", "base", "-o", page])
        #expect(run.errors.isEmpty)
        #expect(run.status == 0)
        try check(page, in: folder)
    }

    private func check(_ page: String, in folder: TemporaryFolder) throws {
        var environment = Executable.environment(home: folder.url.path)
        environment["CQCQ_CHROMIUM"] = Self.chromium
        let script = Executable.repository.appending(path: "scripts/check-page").path
        let check = try Executable.run([script, page], program: try #require(Self.python), environment: environment)
        #expect(check.output == "")
        #expect(check.status == 0, "\(check.errors)")
    }
}
