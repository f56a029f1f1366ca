import Foundation
import Testing

/// What the products declare as public, by the compiler's own account of the build.
@Suite struct InterfaceTests {
    private func api(_ option: String...) throws -> (output: String, status: Int32) {
        try ExampleTests.run(ExampleTests.repository.appending(path: "scripts/api").path, option)
    }

    /// Names each declaration that was added or removed since docs/api.md was written: `scripts/api --write`.
    @Test func pageIsUpToDate() throws {
        let run = try api("--check")
        #expect(run.status == 0, "\(run.output)")
    }

    /// The numbers may only go down. Enum cases of faults and names of the syntax tree are the most of them.
    private static let undocumented = [
        "PropertyGraph": 227, "Diagnostics": 336, "CypherSyntax": 527, "QueryEngine": 0, "Interchange": 36, "CareKnowledge": 0, "Knowledge": 122, "Reports": 77,
    ]

    @Test func symbolsAreDocumented() throws {
        let run = try api("--undocumented")
        #expect(run.status == 0, "\(run.output)")
        let found = run.output.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(found.count == 8)
        for line in found where line.count == 2 {
            let most = Self.undocumented[String(line[0])] ?? 0
            #expect(Int(line[1]) ?? .max <= most, "\(line[0]) has \(line[1]) public symbols without a comment; there were \(most)")
        }
    }

    private static let hasDocC = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .contains { FileManager.default.isExecutableFile(atPath: "\($0)/docc") }

    /// Pages with a quick start for each product; a warning of DocC is an error.
    @Test(.enabled(if: hasDocC, "docc is missing; install a whole toolchain of Swift"))
    func pagesAreMade() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "docc-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let run = try api("--docc", folder.path)
        #expect(run.status == 0, "\(run.output)")
        #expect(FileManager.default.fileExists(atPath: folder.appending(path: "QueryEngine/data/documentation/queryengine.json").path))
    }
}
