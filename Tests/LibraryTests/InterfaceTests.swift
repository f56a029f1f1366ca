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

    @Test func symbolsAreDocumented() throws {
        let run = try api("--undocumented")
        #expect(run.status == 0, "\(run.output)")
        let found = run.output.split(separator: "\n")
        #expect(found.count == 8)
        for line in found { #expect(line.hasSuffix(" 0"), "public symbols without a comment: \(line)") }
    }

    /// Targets of this package also see what is `package`; a package of one's own does not.
    @Test func examplesNeedNoMoreThanThePublicInterface() throws {
        let run = try api("--examples")
        #expect(run.status == 0, "\(run.output)")
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
