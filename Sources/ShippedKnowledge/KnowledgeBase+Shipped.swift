import Diagnostics
public import Knowledge

extension KnowledgeBase {
    /// The knowledge that the executable carries, as it was packed when the executable was built.
    public static let shipped: KnowledgeBase = {
        do { return try PackedKnowledge.knowledgeBase(ShippedFiles.packed).carrying { ShippedFiles.reports } } catch {
            preconditionFailure("the executable was built of other parts: \(error)")
        }
    }()

    /// The folder, or what the executable carries if there is none. Throws every fault of the folder's files.
    package static func named(_ directory: String?) throws(Diagnostics) -> KnowledgeBase {
        guard let directory else { return .shipped }
        return try load(directory: directory).carrying { ShippedFiles.reports }
    }
}
