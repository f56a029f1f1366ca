import Diagnostics

/// Faults of charts: a result that a chart cannot show.
package enum ChartFault: Fault {
    /// No column of numbers.
    case noNumbers
    /// The columns are not those that the kind of chart takes.
    case columns(kind: String, takes: String)
    /// Two rows stand for one place.
    case samePlace(String)
    case tooMany(what: String, count: Int, limit: Int)
    /// The format holds no chart.
    case format(String)

    package var code: String {
        switch self {
        case .noNumbers, .columns, .samePlace, .tooMany: "NotChartable"
        case .format: "ChartFormat"
        }
    }

    package var category: FaultCategory { .usageError }

    package var sentence: String {
        switch self {
        case .noNumbers: "the result has no column of numbers to chart"
        case .columns(let kind, let takes): "a \(kind) chart takes \(takes)"
        case .samePlace(let place): "two rows stand for \(place)"
        case .tooMany(let what, let count, let limit): "\(count) \(what) are too many for a chart, which holds \(limit)"
        case .format(let format): "\(format) holds no chart"
        }
    }

    package var hint: String? {
        switch self {
        case .noNumbers: "return a number: `RETURN k.title, count(*)`"
        case .columns: "return those columns only, or choose another chart"
        case .samePlace: "add them up: `RETURN a, b, sum(n)`"
        case .tooMany: "return fewer: LIMIT, or a wider grouping"
        case .format: "charts go to table, svg, html or xlsx"
        }
    }
}
