import Foundation
import Testing

/// `scripts/real-queries` on a small folder: files at any depth, comments and commands of a shell between the statements, a `;` in a
/// string and in comments, a folder without statements.
@Suite struct RealQueriesTests {
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    @Test(.enabled(if: python != nil, Missing.python))
    func countsBySourceAndReason() throws {
        let python = try #require(Self.python)
        let run = try Executable.run(["scripts/real-queries", Executable.path, "Tests/EndToEndTests/Files/RealQueries"], program: python)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        #expect(
            run.output == """
                | source | files | statements | accepted | rejected |
                | --- | ---: | ---: | ---: | ---: |
                | app | 1 | 5 | 2 | 3 |
                | course | 1 | 4 | 2 | 2 |
                | empty | 1 | 0 | 0 | 0 |
                | all | 3 | 9 | 4 | 5 |

                | reason | most frequent message | statements |
                | --- | ---: | ---: |
                | UnknownFunction | there is no function gds.alpha.thing() (1) | 2 |
                | ProcedureNotFound | there is no procedure apoc.periodic.iterate (1) | 1 |
                | UndefinedVariable | variable `m` is not defined here (1) | 1 |
                | UnexpectedSyntax | unexpected `RETURN`, expected `:`, `{` or `)` (1) | 1 |


                """)
    }

    @Test(.enabled(if: python != nil, Missing.python))
    func aFolderWithoutSourcesIsRefused() throws {
        let run = try Executable.run(["scripts/real-queries", Executable.path, "Tests/EndToEndTests/Files/RealQueries/app"], program: try #require(Self.python))
        #expect(run.status == 1 && run.errors.contains("has no folder in it"))
    }
}
