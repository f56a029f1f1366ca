import Diagnostics
import Foundation
import Knowledge
import Testing

/// Each file of Cases/ is a small kb/ and what the reader says of it, word for word.
@Suite struct LoaderCaseTests {
    static let cases = KnowledgeCase.all(in: "Cases")

    @Test(arguments: cases)
    func saysWhatIsWrong(item: KnowledgeCase) throws {
        let said = try KnowledgeCase.inFolder(item.files) { folder in
            do {
                let base = try KnowledgeBase.load(directory: folder)
                let graph = base.graph()
                return "\(graph.nodeCount) nodes, \(graph.relationshipCount) relationships"
            } catch let error as Diagnostics {
                return DiagnosticRenderer().render(error)
            }
        }
        if try !item.holds(said) { #expect(said == item.expected) }
    }
}
