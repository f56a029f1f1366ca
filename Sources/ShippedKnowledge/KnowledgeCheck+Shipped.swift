import Knowledge
import PropertyGraph

extension KnowledgeCheck {
    /// Of the text of kb/ that the executable carries.
    package static func ofShipped(
        today: CalendarDate, limit: Int = 100, commands: CommandFindings? = nil, reports: ReportFindings? = nil
    ) -> KnowledgeCheck {
        KnowledgeCheck(
            ShippedFiles.knowledge, reports == nil ? [] : ShippedFiles.reports, faults: FaultList(limit: limit), today: today,
            limit: limit, commands: commands, reports: reports)
    }
}
