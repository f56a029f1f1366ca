import Diagnostics
import Foundation
import Knowledge
import PropertyGraph
import Testing

/// kb/ as it stands in the working tree, or in the folder that CQCQ_KB names.
@Suite struct ShippedDataTests {
    static let folder = ProcessInfo.processInfo.environment["CQCQ_KB"] ?? Shipped.folder

    static var hasData: Bool { FileManager.default.fileExists(atPath: folder + "/schema.yaml") }

    @Test(.enabled(if: hasData)) func everyFileIsRead() throws {
        do {
            let clock = ContinuousClock()
            var base: KnowledgeBase?
            let time = try clock.measure { base = try KnowledgeBase.load(directory: Self.folder) }
            let knowledge = try #require(base)
            var graph = Graph.empty
            let build = clock.measure { graph = knowledge.graph() }
            print("read in \(time), laid out in \(build): \(graph.nodeCount) nodes, \(graph.relationshipCount) relationships")
            #expect(graph.nodeCount > 100)
        } catch let error as Diagnostics {
            Issue.record("\(DiagnosticRenderer().render(error))")
        }
    }
}
