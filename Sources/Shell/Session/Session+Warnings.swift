import Diagnostics
import PropertyGraph

/// What is likely to be wrong though it runs.
extension Session {
    /// Shows warnings and notes, in scripts too. Under --quiet they are hidden; under --strict warnings are thrown as errors.
    func warn(_ diagnostics: [Diagnostic]) throws(Diagnostics) {
        let warnings = diagnostics.filter { $0.severity == .warning }
        if settings.isStrict, !warnings.isEmpty {
            throw Diagnostics(warnings.map { warning in
                var error = warning
                error.severity = .error
                return error
            })
        }
        if !settings.isQuiet { show(diagnostics) }
    }

    /// Warns of a day of which nothing is known, once for each day.
    func checkDay() throws(Diagnostics) {
        guard settings.asOf != checkedDay else { return }
        checkedDay = settings.asOf
        guard let day = settings.asOf.day, graphs.loaded == nil, let range = wholeGraph().days else { return }
        if day < range.lowerBound {
            try warn([Diagnostic(ShellFault.nothingInForce(day.description, first: range.lowerBound.description), severity: .warning)])
        } else if day > max(range.upperBound, today) {
            try warn([Diagnostic(ShellFault.dayAfterAll(day.description, last: range.upperBound.description), severity: .warning)])
        }
    }
}

extension Graph {
    /// From the first to the last day that something begins or ends. O(nodes).
    fileprivate var days: ClosedRange<CalendarDate>? {
        let numbers = ["valid_from", "valid_to"].compactMap { keys.number(of: $0) }
        var range: ClosedRange<CalendarDate>?
        for node in nodes() {
            for key in numbers {
                guard case .date(let day) = property(key, of: node) else { continue }
                range = range.map { min($0.lowerBound, day)...max($0.upperBound, day) } ?? day...day
            }
        }
        return range
    }
}
