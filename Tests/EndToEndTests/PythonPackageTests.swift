import Foundation
import Testing

/// The Python package, by pytest with the built program. Skipped where pytest is missing; `scripts/python-setup` gets it.
@Suite struct PythonPackageTests {
    private static let python: String? = {
        let path = Executable.repository.appending(path: ".venv/bin/python").path
        guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
        return (try? Executable.run(["-c", "import pytest, pandas, polars, IPython, duckdb"], program: path))?.status == 0 ? path : nil
    }()

    private func run(_ arguments: [String]) throws -> Executable.Run {
        let package = Executable.repository.appending(path: "python").path
        // Nothing is written beside the sources.
        return try Executable.run(
            ["-c", "cd '\(package)' && CQCQ_PROGRAM='\(Executable.path)' PYTHONPATH='\(package)' PYTHONDONTWRITEBYTECODE=1 exec \"$0\" \"$@\"", try #require(Self.python)]
                + arguments, program: "/bin/sh")
    }

    @Test(.enabled(if: python != nil, Missing.pytest))
    func testsOfThePackage() throws {
        let run = try run(["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"])
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        // A skip is not a pass.
        #expect(run.output.contains(#/\d+ passed/#) && !run.output.contains("skipped"), "\(run.output)")
    }

    @Test(.enabled(if: python != nil, Missing.pytest))
    func versionsAgree() throws {
        let program = try Executable.run(["--version"]).output
        #expect(try "cqcq " + run(["-c", "import cqcq; print(cqcq.__version__)"]).output == program)
    }
}
