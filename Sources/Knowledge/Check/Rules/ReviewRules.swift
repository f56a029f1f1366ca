import Diagnostics
import PropertyGraph

extension Rule {
    static let staleReview = Rule(
        "stale-review", .warning, "a mapping was looked at within the months that the schema gives"
    ) { survey in
        guard let months = survey.schema.reviewMonths else { return [] }
        let limit = survey.today.monthsEarlier(months)
        return survey.mappings.compactMap { mapping in
            guard survey.isStanding(mapping), let look = survey.lastLook(mapping), look.day < limit else { return nil }
            return survey.finding(.staleReview(date: "\(look.day)", months: months), mapping, column: look.column)
        }
    }

    static let reviewedBeforeChange = Rule(
        "reviewed-before-change", .warning, "a mapping was looked at since one of its ends last began or ended"
    ) { survey in
        survey.mappings.compactMap { mapping in
            guard survey.isStanding(mapping), let look = survey.lastLook(mapping) else { return nil }
            for end in [mapping.subject, mapping.object].compactMap(\.self) {
                let validity = survey.nodes[end].validity
                // What is known of the future is no change yet.
                let changes = [validity.from, validity.to].compactMap(\.self).filter { $0 > look.day && $0 <= survey.today }
                if let change = changes.max() {
                    return survey.finding(
                        .reviewedBeforeChange(date: "\(look.day)", id: survey.id(end), changed: "\(change)"), mapping,
                        column: look.column)
                }
            }
            return nil
        }
    }

    static let neverReviewed = Rule(
        "never-reviewed", .note, "how many rows of a set nobody but their author has looked at"
    ) { survey in
        Dictionary(grouping: survey.mappings, by: \.table).sorted { $0.key < $1.key }.compactMap { number, rows in
            let opened = survey.tables[number]
            let state = opened.extensions.first { $0.name == MappingTable.reviewState }?.column
            let silent = rows.filter { row in
                survey.text(row, opened.reviewer) == nil
                    && [nil, MappingTable.unreviewed].contains(survey.text(row, state))
            }
            guard !silent.isEmpty else { return nil }
            return survey.finding(.neverReviewed(count: silent.count, total: rows.count), header: opened)
        }
    }
}

extension KnowledgeSurvey {
    /// A row that still holds; what has ended needs no more looking at.
    fileprivate func isStanding(_ mapping: Mapping) -> Bool { mapping.validity.to.map { $0 > today } ?? true }

    /// When somebody last looked at a row, and the cell that says so: its review, otherwise the day it was made.
    fileprivate func lastLook(_ mapping: Mapping) -> (day: CalendarDate, column: Int)? {
        let opened = tables[mapping.table]
        for column in [opened.reviewDate, opened.mappingDate] {
            if let column, let day = date(mapping, column) { return (day, column) }
        }
        return opened.date.map { ($0, opened.subject) }
    }
}

extension CalendarDate {
    /// The same day of an earlier month, or its last where that is shorter.
    fileprivate func monthsEarlier(_ months: Int) -> CalendarDate {
        let (year, month, day) = parts
        let count = year * 12 + month - 1 - months
        let (earlier, first) = (count / 12, count % 12 + 1)
        return CalendarDate(year: earlier, month: first, day: min(day, CalendarDate.length(ofMonth: first, year: earlier)))
            ?? self
    }
}
