import Diagnostics
public import Knowledge

extension KnowledgeBase {
    /// The knowledge that the executable carries, as it was packed when the executable was built.
    public static let shipped: KnowledgeBase = {
        do { return try PackedKnowledge.knowledgeBase(ShippedFiles.packed) } catch {
            preconditionFailure("the executable was built of other parts: \(error)")
        }
    }()

    /// The files below reports/, read when asked for: `reports/gaps/report.yaml`. A folder without any has those that
    /// the executable carries, and one with its own reports has the page of those, unless it has a page too.
    package func reportFiles() throws(Diagnostics) -> [KnowledgeFile] {
        var faults = FaultList()
        let carried = ShippedFiles.reports
        let own = directory.map { KnowledgeFile.reports(in: $0, faults: &faults) } ?? []
        try faults.check()
        if own.isEmpty { return carried }
        return own + carried.filter { file in
            file.name.split(separator: "/").count == 2 && !own.contains { $0.name == file.name }
        }
    }
}
