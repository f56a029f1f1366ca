@testable import PropertyGraph
import Testing

/// Numbers in runs are the numbers one by one.
struct IdentityRunsTests {
    @Test(arguments: 0..<50) func areThoseOfAList(_ seed: Int) {
        var state = UInt64(seed)
        func roll(_ range: ClosedRange<Int>) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return range.lowerBound + Int(state >> 33) % range.count
        }
        var (runs, list) = (IdentityRuns(), [Int]())
        for _ in 0..<roll(0...12) {
            let start = roll(0...3) == 0 ? (list.last ?? 0) + 1 : roll(0...100)
            let range = start..<start + roll(0...5)
            runs.append(range)
            list += range
        }
        #expect(runs.count == list.count && runs.isEmpty == list.isEmpty)
        #expect((-1...list.count).map { runs[$0] } == [nil] + list.map { $0 } + [nil])
        for start in 0...list.count {
            for end in start...list.count {
                var found: [Int] = []
                runs.forEachRun(of: start..<end) { found += $0 }
                #expect(found == Array(list[start..<end]))
            }
        }
        #expect((0..<list.count).map { IdentityRuns(list)[$0] } == list)
    }
}
