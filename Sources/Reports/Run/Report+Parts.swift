extension Report {
    /// What people are shown: without the appendix unless it is requested, and without sections that have nothing to say.
    /// Numbers whose rows are left out lead nowhere, and the sources are those of the rows that stay, numbered anew.
    package func forReading(withAppendix: Bool) -> Report {
        var report = self
        report.sections = sections.filter { section in
            (withAppendix || isComparison || !section.definition.isAppendix) && !(section.groups.isEmpty && section.definition.empty.isEmpty)
        }
        report.leftOut = withAppendix || isComparison ? [] : sections.filter(\.definition.isAppendix).map(\.definition.title)
        let anchors = Set(report.sections.flatMap { [$0.anchor] + $0.groups.flatMap(\.anchors) + $0.rows.map(\.anchor) })
        var numbers: [String: Int] = [:]
        var kept: [Source] = []
        func number(_ mark: SourceMark) -> Int? {
            if let known = numbers[mark.anchor] { return known }
            guard let source = sources.first(where: { $0.anchor == mark.anchor }) else { return nil }
            kept.append(source)
            numbers[mark.anchor] = kept.count
            return kept.count
        }
        for section in report.sections.indices {
            let isShown = Set(report.sections[section].shown)
            for group in report.sections[section].groups.indices {
                for row in report.sections[section].groups[group].rows.indices {
                    for column in report.sections[section].groups[group].rows[row].cells.indices {
                        var cell = report.sections[section].groups[group].rows[row].cells[column]
                        if let target = cell.target, !anchors.contains(target) { cell.target = nil }
                        if isShown.contains(column) {
                            cell.sources = cell.sources.compactMap { mark in
                                number(mark).map { SourceMark(id: mark.id, anchor: mark.anchor, number: $0) }
                            }.sorted { $0.number < $1.number }
                        }
                        report.sections[section].groups[group].rows[row].cells[column] = cell
                    }
                }
            }
        }
        report.sources = kept
        return report
    }

    /// Where the rest is to be had; nil where nothing is left out.
    var noteOnAppendix: String? { leftOut.isEmpty ? nil : "The appendix, which --appendix adds, has: " + leftOut.joined(separator: "; ") + "." }
}
