import PropertyGraph

/// The integers that range() gives, without the list of them.
struct IntegerRange {
    let from: Int
    let step: Int
    let count: Int

    /// Of the arguments of range(), none of which is null. Throws for a step of 0, and for more numbers than a list holds.
    init(_ arguments: [Value]) throws(EvaluationError) {
        var numbers: [Int] = []
        for argument in arguments {
            guard case .integer(let number) = argument else { throw .wrongArgument(argument, "integers", "range()") }
            numbers.append(number)
        }
        let (from, to, step) = (numbers[0], numbers[1], numbers.count > 2 ? numbers[2] : 1)
        guard step != 0 else { throw EvaluationError(.numberOutOfRange("range() cannot go in steps of 0")) }
        (self.from, self.step) = (from, step)
        guard step > 0 ? from <= to : from >= to else {
            count = 0
            return
        }
        let (span, overflow) = to.subtractingReportingOverflow(from)
        guard !overflow, span / step < 100_000_000 else {
            throw EvaluationError(.numberOutOfRange("range() of more than 100 million numbers"))
        }
        count = span / step + 1
    }

    subscript(index: Int) -> Int { from + index * step }

    var numbers: some Sequence<Int> { (0..<count).lazy.map { self[$0] } }
}
