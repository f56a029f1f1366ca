import PropertyGraph

// MARK: - Parts of temporal values

extension NaiveEvaluator {
    func temporalPart(_ name: String, of value: Value) throws -> Value {
        if case .date(let date) = value {
            switch name {
            case "year": return .integer(date.year)
            case "month": return .integer(date.month)
            case "day": return .integer(date.day)
            default: break
            }
        }
        throw NaiveFault.notSupported(".\(name) of \(value.typeName)")
    }
}
