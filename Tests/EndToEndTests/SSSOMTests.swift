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

    @Test(.enabled(if: isInstalled, "the sssom package is not installed"))
    func filesAreValidAndReadAlike() throws {
        let python = Executable.repository.appending(path: ".venv/bin/python").path
        let run = try Executable.run(["-c", "exec '\(python)' scripts/sssom kb/mappings/*.tsv"], program: "/bin/sh")
        #expect(run.errors == "")
        #expect(run.status == 0)
        let ours = try Executable.run([
            "--kb", "kb", "--format", "tsv", "-c",
            "MATCH ()-[m]->() WHERE m.set IS NOT NULL RETURN 'kb/mappings/' + m.set + '.sssom.tsv' AS file, count(*) AS rows ORDER BY file",
        ])
        #expect(!run.output.isEmpty)
        #expect("file\trows\n" + run.output == ours.output)
    }
}
