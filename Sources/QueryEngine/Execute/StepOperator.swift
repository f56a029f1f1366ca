import PropertyGraph

/// How an operator turns one batch of input rows into batches of its own, a part at a time.
///
/// State has two homes. What lasts for the run is stored in the step, which is made when the first input rows are there:
/// clauses below have written by then, so that its graph stays the same. What belongs to one batch is stored in `State`,
/// which `begin` makes anew for each.
protocol RowStep {
    associatedtype State: RowState

    /// Nothing can come of any row.
    var isEmpty: Bool { get }
    /// As of an operator.
    var held: Int { get }

    func begin(_ batch: Batch) throws(EvaluationError) -> State

    /// Further rows that come of the batch, or nil where those looked at gave none. Looks at no more than a portion of
    /// rows or neighbours at once, for limits are checked in between.
    mutating func advance(_ state: inout State) throws(EvaluationError) -> Batch?
}

extension RowStep {
    var isEmpty: Bool { false }
    var held: Int { 0 }
}

protocol RowState {
    /// All that comes of the batch has been given.
    var isDone: Bool { get }
}

/// The place in a batch whose rows are gone through one after the other.
protocol RowwiseState: RowState {
    var batch: Batch { get }
    var row: Int { get }
}

extension RowwiseState {
    var isDone: Bool { row >= batch.count }
}

/// Runs a step over all input batches: the only place where one batch ends and the next begins.
final class StepOperator<Step: RowStep>: Operator {
    private let input: any Operator
    private let context: ExecutionContext
    private let make: () throws(EvaluationError) -> Step
    private var step: Step?
    private var state: Step.State?

    var held: Int { step?.held ?? 0 }

    init(_ input: any Operator, _ context: ExecutionContext, _ make: @escaping () throws(EvaluationError) -> Step) {
        self.input = input
        self.context = context
        self.make = make
    }

    func next() throws(EvaluationError) -> Batch? {
        while true {
            try context.check()
            if state == nil {
                guard let batch = try input.next() else {
                    // Its graph goes with it: a clause that writes would have to copy it.
                    step = nil
                    return nil
                }
                if step == nil { step = try make() }
                if step!.isEmpty { return nil }
                state = try step!.begin(batch)
            }
            let found = try step!.advance(&state!)
            if state!.isDone { state = nil }
            context.steps += 1 + (found?.count ?? 0)
            if let found { return found }
        }
    }
}
