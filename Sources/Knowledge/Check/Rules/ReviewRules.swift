import Diagnostics
import PropertyGraph

extension Rule {
    static let staleReview = Rule(
        "stale-review", .warning, "how many mappings of a set need another review, after the months that the schema gives"
    ) { survey in
        guard let months = survey.schema.reviewMonths else { return [] }
        let limit = survey.today.monthsEarlier(months)
        return Dictionary(grouping: survey.mappings, by: \.table).sorted { $0.key < $1.key }.compactMap { number, rows in
            let days = rows.filter(survey.isStanding).compactMap { survey.lastLook($0)?.day }.filter { $0 < limit }
            guard let oldest = days.min() else { return nil }
            return survey.finding(
                .staleReview(count: days.count, total: rows.count, oldest: "\(oldest)", months: months), header: survey.tables[number])
        }
    }

    static let stalePage = Rule(
        "stale-page", .warning, "how many official pages, and copies of them, need to be read again"
    ) { survey in
        guard let months = survey.schema.reviewMonths else { return [] }
        let limit = survey.today.monthsEarlier(months)
        let stale = survey.nodes.indices.filter { node in
            guard survey.nodes[node].labels.contains(Schema.documentLabel), case .date(let day)? = survey.nodes[node].properties["read"]
            else { return false }
            return day < limit
        }
        guard let first = stale.first else { return [] }
        return [survey.finding(.stalePage(count: stale.count, months: months), node: first, column: "read")].compactMap(\.self)
    }

    static let reviewedBeforeChange = Rule(
        "reviewed-before-change", .warning, "a mapping was reviewed since one of its ends last began or ended"
    ) { survey in
        survey.mappings.compactMap { mapping in
            guard survey.isStanding(mapping), let look = survey.lastLook(mapping) else { return nil }
            for end in [mapping.subject, mapping.object].compactMap(\.self) {
                let validity = survey.nodes[end].validity
                // What is known of the future is not a change yet.
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
        "never-reviewed", .note, "how many rows of a set only their author has checked"
    ) { survey in
        Dictionary(grouping: survey.mappings, by: \.table).sorted { $0.key < $1.key }.compactMap { number, rows in
            let opened = survey.tables[number]
            let silent = rows.filter { survey.text($0, opened.reviewer) == nil }
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
