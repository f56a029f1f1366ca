public import Diagnostics
import Platform
import PropertyGraph

/// The rows of a statement, made as they are asked for:
///
///     for try await row in statement.stream(parameters: ["code": .string("W5")]) { … }
///
/// Each loop runs the statement once. Rows are made batch by batch on a thread of their own, so that no task waits on the thread of another, and only
/// when the loop asks for more. A cancelled task stops the statement, which then throws `EvaluationFault.interrupted`.
public struct RowStream: AsyncSequence, Sendable {
    public typealias Element = Row
    public typealias Failure = Diagnostics

    let statement: PreparedQuery
    let parameters: [String: Value]
    let limits: Limits

    public func makeAsyncIterator() -> Iterator { Iterator(self) }

    /// Runs the statement, a batch each time it has no rows left.
    public struct Iterator: AsyncIteratorProtocol {
        private let producer: BatchProducer
        private var rows: ArraySlice<Row> = []

        init(_ stream: RowStream) {
            var limits = stream.limits
            let cancellation = limits.cancellation ?? Cancellation()
            limits.cancellation = cancellation
            producer = BatchProducer(stream.statement.run(parameters: stream.parameters, limits: limits), cancellation)
        }

        public mutating func next() async throws(Diagnostics) -> Row? { try await next(isolation: #isolation) }

        public mutating func next(isolation actor: isolated (any Actor)?) async throws(Diagnostics) -> Row? {
            if rows.isEmpty, let batch = try await producer.next(isolation: actor) { rows = batch[...] }
            return rows.popFirst()
        }
    }
}

/// Moves a cursor to a thread and back. Only one batch is asked for at a time, by the one iterator that has it.
private final class BatchProducer: @unchecked Sendable {
    private let cursor: RowCursor
    private let columns: Row.Columns
    private let cancellation: Cancellation

    init(_ cursor: RowCursor, _ cancellation: Cancellation) {
        (self.cursor, self.cancellation) = (cursor, cancellation)
        columns = Row.Columns(cursor.columns)
    }

    func next(isolation actor: isolated (any Actor)?) async throws(Diagnostics) -> [Row]? {
        let cancellation = cancellation
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation(isolation: actor) { continuation in
                Self.onThread { continuation.resume(returning: self.batch()) }
            }
        } onCancel: {
            cancellation.cancel()
        }
        return try result.get()
    }

    private func batch() -> Result<[Row]?, Diagnostics> {
        do throws(Diagnostics) { return .success(try cursor.nextRows(columns)) } catch { return .failure(error) }
    }

    private final class Job {
        let body: () -> Void
        init(_ body: @escaping () -> Void) { self.body = body }
    }

    /// Deep expressions want a deeper stack than the threads of tasks have.
    private static let stackSize = 64 << 20

    private static func onThread(_ body: @escaping () -> Void) {
        let argument = Unmanaged.passRetained(Job(body))
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, stackSize)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        defer { pthread_attr_destroy(&attributes) }
        #if canImport(Darwin)
        var thread: pthread_t?
        let failed = pthread_create(&thread, &attributes, { job in
            Unmanaged<Job>.fromOpaque(job).takeRetainedValue().body()
            return nil
        }, argument.toOpaque())
        #else
        var thread = pthread_t()
        let failed = pthread_create(&thread, &attributes, { job in
            Unmanaged<Job>.fromOpaque(job!).takeRetainedValue().body()  // safe: the argument that is passed below
            return nil
        }, argument.toOpaque())
        #endif
        // Without a thread of its own the work is done here.
        if failed != 0 { argument.takeRetainedValue().body() }
    }
}
