import Foundation
import Testing

@Suite struct ConformanceTests {
    static let folder: String? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let path = ProcessInfo.processInfo.environment["CQCQ_TCK"] ?? root.appending(path: "../shared/tck").path
        return FileManager.default.fileExists(atPath: path + "/features") ? path : nil
    }()

    @Test(.enabled(if: folder != nil, "the conformance kit is not here"))
    func publicScenarios() throws {
        let folder = try #require(Self.folder)
        let features = URL(filePath: folder).appending(path: "features")
        var counts: [String: (passed: Int, total: Int)] = [:]
        var failures: [String] = []
        let files = FileManager.default.enumerator(at: features, includingPropertiesForKeys: nil)!
            .compactMap { $0 as? URL }.filter { $0.pathExtension == "feature" }.sorted { $0.path < $1.path }
        for file in files {
            let name = file.deletingPathExtension().lastPathComponent
            let category = file.deletingLastPathComponent().pathComponents.suffix(2).joined(separator: "/")
            for scenario in Feature.scenarios(in: try String(contentsOf: file, encoding: .utf8), name: name)
            where !scenario.tags.contains("@ignore") {
                counts[category, default: (0, 0)].total += 1
                switch Runner.run(scenario, folder: folder) {
                case .passed: counts[category]!.passed += 1
                case .failed(let reason): failures.append("\(category) \(scenario.feature) \(scenario.name): \(reason)")
                }
            }
        }
        for (category, count) in counts.sorted(by: { $0.key < $1.key }) { print("\(category): \(count.passed) of \(count.total)") }
        let passed = counts.values.reduce(0) { $0 + $1.passed }
        print("conformance: \(passed) of \(counts.values.reduce(0) { $0 + $1.total })")
        #expect(failures.isEmpty, "\(failures.count) scenarios fail, the first of them:\n\(failures.prefix(10).joined(separator: "\n"))")
        #expect(passed > 2000)
        if let path = ProcessInfo.processInfo.environment["CQCQ_TCK_FAILURES"] {
            try failures.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        }
    }
}
