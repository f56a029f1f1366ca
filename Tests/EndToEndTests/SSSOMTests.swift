import Foundation
import Testing

/// Mapping files as the sssom package reads them. `make test` installs it into .venv where it can be had;
/// elsewhere the test is skipped, and counted as such.
@Suite struct SSSOMTests {
    static let isInstalled: Bool = {
        let libraries = Executable.repository.appending(path: ".venv/lib")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: libraries.path)) ?? []
        return names.contains { name in
            FileManager.default.fileExists(atPath: libraries.appending(path: "\(name)/site-packages/sssom").path)
        }
    }()

    @Test(.enabled(if: isInstalled, Missing.sssom))
    func filesAreValidAndReadAlike() throws {
        let python = Executable.repository.appending(path: ".venv/bin/python").path
        let run = try Executable.run(["-c", "exec '\(python)' scripts/sssom kb/mappings/*.tsv"], program: "/bin/sh")
        #expect(run.errors == "")
        #expect(run.status == 0)
        let ours = try Executable.run([
            "--kb", "kb", "--as-of", "all", "--format", "tsv", "-c",
            "MATCH ()-[m]->() WHERE m.set IS NOT NULL RETURN 'kb/mappings/' + m.set + '.sssom.tsv' AS file, count(*) AS rows ORDER BY file",
        ])
        #expect(!run.output.isEmpty)
        #expect("file\trows\n" + run.output == ours.output)
    }

    @Test(.enabled(if: isInstalled, Missing.sssom))
    func proposalsAreAValidSet() throws {
        let folder = try TemporaryFolder()
        let (workspace, export) = (folder.url.appending(path: "my ideas.cypher").path, folder.url.appending(path: "proposed.sssom.tsv").path)
        let python = Executable.repository.appending(path: ".venv/bin/python").path
        let run = try Executable.run(
            [
                "-c",
                """
                '\(Executable.path)' --workspace '\(workspace)' > /dev/null 2> /dev/null <<END
                propose I-12 -> saf:W3 relatedMatch "A reason with a # and	a tab"
                propose I-13 -> saf:W8 broadMatch "Another" --set i-qs-2023 --document ours
                END
                '\(Executable.path)' workspace export '\(workspace)' --format sssom > '\(export)'
                exec '\(python)' scripts/sssom '\(export)'
                """,
            ], program: "/bin/sh")
        #expect(run.errors == "")
        #expect(run.output == "\(export)\t2\n")
        #expect(run.status == 0)
    }
}
