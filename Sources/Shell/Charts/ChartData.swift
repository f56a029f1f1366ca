public import Diagnostics
import Interchange
import PropertyGraph

/// How a result is charted.
public enum ChartKind: String, NamedChoice, Sendable {
    case bar, line, heat
}

/// The numbers of a result as a chart shows them: series over labels.
struct ChartData {
    struct Series {
        var name: String
        /// One for each label; nil where the result has none.
        var values: [Double?]
        /// As they read; empty where there is none.
        var texts: [String]
    }

    var kind: ChartKind
    var labels: [String] = []
    /// Where the labels stand on an axis of numbers or days; nil where they are names.
    var positions: [Double]?
    /// The column that the labels come from.
    var labelName = ""
    /// The column that the names of the series come from; empty where these are columns.
    var seriesName = ""
    /// The column of the numbers, where it is one.
    var valueName = ""
    var series: [Series] = []

    private static let limits = (labels: 500, series: 40)

    /// Throws `ChartFault`. O(rows).
    init(_ kind: ChartKind, _ section: ResultSection, _ rows: [[Value]]) throws(Diagnostics) {
        self.kind = kind
        let all = section.columns.indices
        var numbers = all.filter { column in TableLayout.isNumeric(rows.lazy.map { $0[column] }) }
        var names = all.filter { !numbers.contains($0) }
        if numbers.isEmpty { throw Diagnostics(ChartFault.noNumbers) }
        // A first column of numbers is what the others are set against.
        if numbers.first == 0, numbers.count > 1, kind == .line || names.isEmpty {
            numbers.removeFirst()
            names.insert(0, at: 0)
        }
        switch (kind, names.count, numbers.count) {
        case (.line, 2, 1), (.heat, 2, 1): try pivot(section, rows, names[0], names[1], numbers[0])
        case (.bar, _, _), (.line, 0...1, _), (.heat, 1, _): spread(section, rows, names, numbers)
        case (.line, _, _):
            throw Diagnostics(ChartFault.columns(kind: "line", takes: "a column for the axis and columns of numbers, or two columns and one of numbers"))
        default:
            throw Diagnostics(ChartFault.columns(kind: "heat", takes: "two columns of names and one of numbers, or one of names and columns of numbers"))
        }
        if labels.count > Self.limits.labels { throw Diagnostics(ChartFault.tooMany(what: "rows", count: labels.count, limit: Self.limits.labels)) }
        if series.count > Self.limits.series { throw Diagnostics(ChartFault.tooMany(what: "columns", count: series.count, limit: Self.limits.series)) }
        if kind == .line { sortByPosition() }
    }

    /// A series for each column of numbers.
    private mutating func spread(_ section: ResultSection, _ rows: [[Value]], _ names: [Int], _ numbers: [Int]) {
        labels = rows.enumerated().map { number, row in
            names.isEmpty ? String(number + 1) : names.map { Self.text(row[$0], section) }.joined(separator: " · ")
        }
        labelName = names.map { section.columns[$0] }.joined(separator: " · ")
        valueName = numbers.count == 1 ? section.columns[numbers[0]] : ""
        series = numbers.map { column in
            Series(
                name: section.columns[column], values: rows.map { Self.double($0[column]) },
                texts: rows.map { $0[column].isNull ? "" : Self.text($0[column], section) })
        }
        if names.count == 1 { positions = Self.positions(rows.map { $0[names[0]] }) }
    }

    /// A series for each value of the second column. Throws where two rows have the same place.
    private mutating func pivot(
        _ section: ResultSection, _ rows: [[Value]], _ labelColumn: Int, _ nameColumn: Int, _ number: Int
    ) throws(Diagnostics) {
        var places: [String: Int] = [:]
        var columns: [String: Int] = [:]
        var axis: [Value] = []
        for row in rows {
            let (text, name) = (Self.text(row[labelColumn], section), Self.text(row[nameColumn], section))
            if places[text] == nil {
                places[text] = labels.count
                labels.append(text)
                axis.append(row[labelColumn])
            }
            if columns[name] == nil {
                columns[name] = series.count
                series.append(Series(name: name, values: [], texts: []))
            }
        }
        for index in series.indices {
            series[index].values = Array(repeating: nil, count: labels.count)
            series[index].texts = Array(repeating: "", count: labels.count)
        }
        var taken: Set<[Int]> = []
        for row in rows {
            let (text, name) = (Self.text(row[labelColumn], section), Self.text(row[nameColumn], section))
            guard let place = places[text], let column = columns[name] else { continue }
            if !taken.insert([place, column]).inserted { throw Diagnostics(ChartFault.samePlace("\(text) and \(name)")) }
            series[column].values[place] = Self.double(row[number])
            series[column].texts[place] = row[number].isNull ? "" : Self.text(row[number], section)
        }
        labelName = section.columns[labelColumn]
        seriesName = section.columns[nameColumn]
        valueName = section.columns[number]
        positions = Self.positions(axis)
    }

    private mutating func sortByPosition() {
        guard let places = positions else { return }
        let order = places.indices.sorted { (places[$0], $0) < (places[$1], $1) }
        positions = order.map { places[$0] }
        labels = order.map { labels[$0] }
        for index in series.indices {
            series[index].values = order.map { series[index].values[$0] }
            series[index].texts = order.map { series[index].texts[$0] }
        }
    }

    private static func text(_ value: Value, _ section: ResultSection) -> String {
        value.isNull ? "-" : PlainText.text(of: value, in: section.graph).escapingControls
    }

    private static func double(_ value: Value) -> Double? {
        switch value {
        case .integer(let number): Double(number)
        case .float(let number): number.isFinite ? number : nil
        default: nil
        }
    }

    /// nil where not all are numbers, or not all are days.
    private static func positions(_ values: [Value]) -> [Double]? {
        var places: [Double] = []
        for value in values {
            if let number = double(value) { places.append(number) } else if case .date(let day) = value { places.append(Double(day.days)) } else { return nil }
        }
        return places
    }

    // MARK: Range

    /// From the least to the greatest number, with 0 in it, except for lines and heat.
    var range: ClosedRange<Double> {
        let values = series.flatMap(\.values).compactMap(\.self)
        let (least, greatest) = (values.min() ?? 0, values.max() ?? 0)
        switch kind {
        case .bar: return min(0, least)...max(0, greatest)
        case .line, .heat: return least...greatest
        }
    }

    /// `count by title`
    var title: String {
        let what = valueName.isEmpty ? series.map(\.name).joined(separator: ", ") : valueName
        return labelName.isEmpty ? what : "\(what) by \(labelName)" + (seriesName.isEmpty ? "" : " and \(seriesName)")
    }

    /// The same in words, for who cannot see it.
    var description: String {
        series.map { series in
            series.name + ": " + zip(labels, series.texts).map { "\($0) \($1.isEmpty ? "none" : $1)" }.joined(separator: ", ")
        }.joined(separator: ". ")
    }

    /// Round numbers over the range, at most about `count` of them.
    static func ticks(_ range: ClosedRange<Double>, count: Int) -> [Double] {
        let span = range.upperBound - range.lowerBound
        guard span > 0, span.isFinite else { return [range.lowerBound] }
        var step = 1.0
        while step * Double(count) < span { step *= 10 }
        while step / 10 * Double(count) >= span { step /= 10 }
        for part in [5.0, 2.0] where step / part * Double(count) >= span {
            step /= part
            break
        }
        let first = (range.lowerBound / step).rounded(.up)
        return (0...count + 1).map { (first + Double($0)) * step }.filter { $0 <= range.upperBound + step * 1e-9 }
    }

    /// With all its digits.
    static func number(_ value: Double) -> String {
        value.rounded() == value && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
    }

    /// Without digits that say nothing.
    static func label(_ value: Double) -> String {
        if value.rounded() == value { return number(value) }
        return "\((value * 1000).rounded() / 1000)"
    }
}

/// Where numbers lie on an axis. The difference of two numbers may be greater than any number; that of their halves never is.
extension ClosedRange<Double> {
    private var span: Double { upperBound - lowerBound }

    /// 0 at the beginning of the range and 1 at its end; nil where it is a single number.
    func share(of value: Double) -> Double? {
        guard upperBound > lowerBound else { return nil }
        return span.isFinite ? (value - lowerBound) / span : (value / 2 - lowerBound / 2) / (upperBound / 2 - lowerBound / 2)
    }

    /// A length, at most that of the range, as a share of it; 0 where it is a single number.
    func share(ofLength length: Double) -> Double {
        guard upperBound > lowerBound else { return 0 }
        return span.isFinite ? length / span : length / 2 / (upperBound / 2 - lowerBound / 2)
    }
}
