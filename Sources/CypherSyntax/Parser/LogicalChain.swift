import Diagnostics

/// Operands joined by one of AND, OR and XOR, which may be grouped in any way.
struct LogicalChain {
    /// Chains up to this length lean left, as they are written.
    static let leaning = 32

    private let logical: BinaryOperator
    private var operands: [(expression: Expression, height: Int)]

    init(_ logical: BinaryOperator, first: Expression, height: Int) {
        self.logical = logical
        operands = [(first, height)]
    }

    mutating func append(_ operand: Expression, height: Int) {
        operands.append((operand, height))
    }

    /// The tree and its height. O(operands).
    func tree() -> (Expression, height: Int) { tree(operands[...]) }

    private func tree(_ part: ArraySlice<(expression: Expression, height: Int)>) -> (Expression, height: Int) {
        let first = part[part.startIndex]
        if operands.count <= Self.leaning {
            return part.dropFirst().reduce((first.expression, height: first.height)) { join($0, ($1.expression, $1.height)) }
        }
        if part.count == 1 { return (first.expression, first.height) }
        let middle = part.startIndex + part.count / 2
        return join(tree(part[..<middle]), tree(part[middle...]))
    }

    private func join(_ left: (Expression, height: Int), _ right: (Expression, height: Int)) -> (Expression, height: Int) {
        let span = left.0.span.union(right.0.span)
        return (Expression(.binary(logical, left.0, right.0), span), max(left.height, right.height) + 1)
    }
}
