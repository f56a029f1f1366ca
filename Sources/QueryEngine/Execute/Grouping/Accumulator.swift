import Diagnostics
import PropertyGraph

/// The running state of one aggregate of one group.
struct Accumulator {
    private let function: Aggregate
    private let percentile: Double
    private var count = 0
    private var integerSum = 0
    private var floatSum = 0.0
    private var isFloat = false
    private var durationSum: CalendarDuration?
    private var best: Value = .null
    private var values: [Value] = []

    init(_ function: Aggregate, percentile: Double) {
        self.function = function
        self.percentile = percentile
    }

    /// Of sum or avg, as far as it has come.
    init(_ function: Aggregate, count: Int, integerSum: Int, floatSum: Double, isFloat: Bool) {
        self.init(function, percentile: 0)
        self.count = count
        self.integerSum = integerSum
        self.floatSum = floatSum
        self.isFloat = isFloat
    }

    /// The value of a row that stands for `times` rows. Limits hold for any number of them.
    mutating func add(_ value: Value?, times: Int, _ setting: ExecutionContext.Setting) throws(EvaluationError) {
        if times == 1 || function == .min || function == .max { return try add(value) }
        if value == nil || function == .count {
            if value?.isNull != true { count = try .counting(count, times) }
            return
        }
        if value?.isNull == true { return }
        for time in 0..<times {
            if time % 4096 == 4095 {
                try setting.check()
                try setting.memory.allow(values.count * MemoryLayout<Value>.stride)
            }
            try add(value)
        }
    }

    /// Takes over what another one knows of rows that come after those here.
    mutating func merge(_ other: Accumulator) throws(EvaluationError) {
        switch function {
        case .countRows, .count: count = try .counting(count, other.count)
        case .min, .max: if !other.best.isNull { try add(other.best) }
        case .collect, .stDev, .stDevP, .percentileCont, .percentileDisc:
            count += other.count
            values += other.values
        case .sum, .avg:
            guard other.count > 0 else { return }
            if (durationSum == nil) != (other.durationSum == nil), count > 0 { throw EvaluationError(.numberOutOfRange("the sum")) }
            if let duration = other.durationSum {
                count += 1
                try addDuration(duration)
                count += other.count - 1
                return
            }
            count += other.count
            isFloat = isFloat || other.isFloat
            floatSum += other.floatSum
            let (sum, overflow) = integerSum.addingReportingOverflow(other.integerSum)
            if overflow { throw EvaluationError(.integerOverflow("the sum")) }
            integerSum = sum
        }
    }

    /// `value` is nil for count(*). Nulls do not count anywhere else.
    private mutating func add(_ value: Value?) throws(EvaluationError) {
        guard let value else {
            count += 1
            return
        }
        if value.isNull { return }
        count += 1
        switch function {
        case .countRows, .count: break
        case .sum, .avg:
            if case .duration(let duration) = value { try addDuration(duration) } else { try addNumber(value) }
        case .min: if best.isNull || Value.order(value, best) < 0 { best = value }
        case .max: if best.isNull || Value.order(value, best) > 0 { best = value }
        case .collect: values.append(value)
        case .stDev, .stDevP, .percentileCont, .percentileDisc:
            _ = try number(value)
            values.append(value)
        }
    }

    var bytes: Int {
        MemoryLayout<Accumulator>.stride + values.bytes
    }

    /// - Parameter function: its own, or another one that keeps the same values.
    func result(_ function: Aggregate, _ percentile: Double) throws(EvaluationError) -> Value {
        switch function {
        case .countRows, .count: return .integer(count)
        case .sum, .avg:
            if let durationSum { return durationResult(durationSum) }
            if function == .sum { return isFloat ? .float(floatSum + Double(integerSum)) : .integer(integerSum) }
            return count == 0 ? .null : .float((floatSum + Double(integerSum)) / Double(count))
        case .min, .max: return best
        case .collect: return .list(values)
        case .stDev, .stDevP, .percentileCont, .percentileDisc: return try TypedLists.result(function, of: .unboxed(values), values.indices, percentile)
        }
    }

    private mutating func addNumber(_ value: Value) throws(EvaluationError) {
        if durationSum != nil { throw .wrongArgument(value, "durations alone", "\(function.rawValue)()") }
        switch value {
        case .integer(let number):
            let (sum, overflow) = integerSum.addingReportingOverflow(number)
            if overflow {
                guard function == .avg else { throw EvaluationError(.integerOverflow("the sum")) }
                floatSum += Double(number)
            } else {
                integerSum = sum
            }
        case .float(let number):
            isFloat = true
            floatSum += number
        default: _ = try number(value)
        }
    }

    /// Numbers and durations have no common sum.
    private mutating func addDuration(_ duration: CalendarDuration) throws(EvaluationError) {
        if count > 1, durationSum == nil { throw .wrongArgument(.duration(duration), "numbers alone", "\(function.rawValue)()") }
        guard let sum = (durationSum ?? .zero).adding(duration) else {
            throw EvaluationError(.numberOutOfRange("the sum is more than a duration can be"))
        }
        durationSum = sum
    }

    private func durationResult(_ sum: CalendarDuration) -> Value {
        if function == .sum { return .duration(sum) }
        return sum.divided(by: DecimalNumber(count)).map { .duration($0) } ?? .null
    }

    private func number(_ value: Value) throws(EvaluationError) -> Double {
        switch value {
        case .integer(let number): Double(number)
        case .float(let number): number
        default: throw .wrongArgument(value, "numbers", "\(function.rawValue)()")
        }
    }
}

extension Int {
    /// The sum of two numbers of rows, which may be too many to count.
    static func counting(_ a: Int, _ b: Int) throws(EvaluationError) -> Int {
        let (sum, overflow) = a.addingReportingOverflow(b)
        if overflow { throw EvaluationError(.integerOverflow("the number of rows")) }
        return sum
    }
}

extension Aggregate {
    /// The values themselves are held until the end.
    var keepsValues: Bool {
        switch self {
        case .collect, .stDev, .stDevP, .percentileCont, .percentileDisc: true
        case .countRows, .count, .sum, .avg, .min, .max: false
        }
    }
}
