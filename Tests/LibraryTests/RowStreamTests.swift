import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

@Suite struct RowStreamTests {
    private static let engine = Engine(graph: .empty)

    @Test func givesTheRowsInOrder() async throws {
        var numbers: [Value] = []
        for try await row in try Self.engine.prepare("UNWIND range(1, 5000) AS n RETURN n").stream() { numbers.append(row[0]) }
        #expect(numbers == (1...5000).map { .integer($0) })
    }

    /// The statement would have a million million rows; a loop that ends early does not wait for them.
    @Test func makesOnlyWhatIsAskedFor() async throws {
        var count = 0
        for try await _ in try Self.engine.prepare("UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN a").stream() {
            count += 1
            if count == 3 { break }
        }
        #expect(count == 3)
    }

    @Test func cancellingTheTaskStopsTheStatement() async throws {
        let statement = try Self.engine.prepare("UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(a * b) AS many")
        let task = Task { () -> [Row] in
            var rows: [Row] = []
            for try await row in statement.stream() { rows.append(row) }
            return rows
        }
        task.cancel()
        let error = await #expect(throws: Diagnostics.self) { try await task.value }
        #expect(error?.list.first?.code == "Interrupted")
        // From outside, by a flag of one's own.
        let flag = Cancellation()
        flag.cancel()
        await #expect(throws: Diagnostics.self) {
            for try await _ in statement.stream(limits: Limits(cancellation: flag)) {}
        }
    }

    @Test func errorsComeThroughTheLoop() async throws {
        let statement = try Self.engine.prepare("UNWIND [1, 0] AS n RETURN 1 / n")
        do {
            for try await _ in statement.stream() {}
            Issue.record("it ran")
        } catch { #expect(error.list.first?.position?.column == 27, "\(error)") }
    }

    /// Many at once, each on threads of its own.
    @Test func streamsRunSideBySide() async throws {
        let statement = try Self.engine.prepare("UNWIND range(1, $n) AS n RETURN sum(n) AS sum", parameters: ["n"])
        let sums = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...20 {
                group.addTask {
                    var sum = 0
                    for try await row in statement.stream(parameters: ["n": .integer(number)]) { sum += try row.decode(Int.self, from: "sum") }
                    return sum
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted()
        }
        #expect(sums == (1...20).map { $0 * ($0 + 1) / 2 })
    }
}
