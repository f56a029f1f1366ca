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
            guard case .integer(let number) = argument else {
                throw EvaluationError(.wrongRange(found: argument.typeWords))
            }
            numbers.append(number)
        }
        let (from, to, step) = (numbers[0], numbers[1], numbers.count > 2 ? numbers[2] : 1)
        guard step != 0 else { throw EvaluationError(.numberOutOfRange("the step of range() cannot be 0")) }
        (self.from, self.step) = (from, step)
        guard step > 0 ? from <= to : from >= to else {
            count = 0
            return
        }
        // Exact, although the difference of two integers may not be one.
        let span = UInt(bitPattern: step > 0 ? to &- from : from &- to)
        guard span / step.magnitude < 100_000_000 else {
            throw EvaluationError(.numberOutOfRange("range() cannot have more than 100 million numbers"))
        }
        count = Int(span / step.magnitude) + 1
    }

    private init(from: Int, step: Int, count: Int) { (self.from, self.step, self.count) = (from, step, count) }

    /// Those at some places.
    func part(_ places: Range<Int>) -> IntegerRange { IntegerRange(from: self[places.lowerBound], step: step, count: places.count) }

    /// Wrapping, as the product may not fit where the sum does.
    subscript(index: Int) -> Int { from &+ index &* step }
}
