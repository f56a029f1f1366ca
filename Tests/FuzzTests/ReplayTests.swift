import Foundation
import FuzzTargets
import Testing

/// Inputs that fuzzing once found something with, a folder per target, and the seeds it begins from.
@Suite struct ReplayTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    private static let root = folder.deletingLastPathComponent().deletingLastPathComponent()

    /// docs/testing.md says of each target what it reads, docs/reliability.md how long it has run.
    @Test(arguments: FuzzTarget.allCases, ["docs/testing.md": "| `%@` |", "docs/reliability.md": "| %@ |"])
    func isDocumented(target: FuzzTarget, page: (key: String, value: String)) throws {
        let text = try String(contentsOf: Self.root.appending(path: page.key), encoding: .utf8)
        #expect(text.contains("\n" + page.value.replacing("%@", with: target.rawValue)), "\(page.key) says nothing of \(target.rawValue)")
    }

    @Test(arguments: FuzzTarget.allCases)
    func survives(target: FuzzTarget) throws {
        let folder = Self.folder.appending(path: "Inputs/\(target.rawValue)")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
        for name in names.sorted() {
            do { try target.run(Array(try Data(contentsOf: folder.appending(path: name)))) } catch { Issue.record("\(target)/\(name): \(error)") }
        }
        let seeds = FuzzSeeds(root: Self.root).seeds(for: target)
        for seed in seeds {
            do { try target.run(seed) } catch { Issue.record("\(String(decoding: seed, as: UTF8.self)): \(error)") }
        }
        print("fuzz \(target.rawValue): \(names.count) inputs that once went wrong and \(seeds.count) seeds pass")
        #expect(seeds.count > (target == .syntax || target == .query ? 400 : 1))
        #expect(FuzzSeeds(root: Self.root).dictionary(for: target).utf8.count > (target == .snapshot ? 0 : 40))
    }
}
