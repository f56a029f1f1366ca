import PropertyGraph

/// A function over the rows of a group.
package enum Aggregate: String, Hashable, Sendable, CaseIterable {
    /// `count(*)`
    case countRows = "count(*)"
    case count, sum, avg, min, max, collect, stDev, stDevP, percentileCont, percentileDisc

    package init?(named name: String) {
        let wanted = name.lowercased()
        guard let found = Self.allCases.first(where: { $0.rawValue.lowercased() == wanted }) else { return nil }
        self = found
    }

    package var takesParameter: Bool { self == .percentileCont || self == .percentileDisc }

    /// nil accepts anything.
    var accepts: Accepted? {
        switch self {
        case .countRows, .count, .min, .max, .collect: nil
        case .sum, .avg: Accepted(words: "numbers or durations") { $0.isNumber || $0 == .duration }
        case .stDev, .stDevP, .percentileCont, .percentileDisc: Accepted(words: "numbers") { $0.isNumber }
        }
    }

    package var signature: String {
        takesParameter ? "\(rawValue)(value, percentile)" : "\(rawValue)([DISTINCT] value)"
    }

    package var summary: String {
        switch self {
        case .countRows: "How many rows the group has."
        case .count: "How many values are not null."
        case .sum: "The sum of the values."
        case .avg: "The mean of the values, or null for none."
        case .min: "The least value, or null for none."
        case .max: "The greatest value, or null for none."
        case .collect: "The values as a list, nulls left out."
        case .stDev: "The standard deviation of a sample."
        case .stDevP: "The standard deviation of a whole population."
        case .percentileCont: "The percentile (0 to 1) by linear interpolation."
        case .percentileDisc: "The percentile (0 to 1) as one of the values."
        }
    }

    package func result(of argument: StaticType?) -> StaticType? {
        switch self {
        case .countRows, .count: .integer
        case .collect: .list(argument)
        case .avg: argument == nil || argument == .duration ? argument : .float
        case .stDev, .stDevP, .percentileCont: .float
        case .sum: argument?.isNumber == true || argument == .duration ? argument : nil
        case .min, .max, .percentileDisc: argument
        }
    }
}
