import PropertyGraph

/// A node test against one graph.
struct NodeFilter {
    private let graph: Graph
    private let test: NodeTest
    private let labels: [Int]
    /// A label that no node has.
    private let admitsNone: Bool
    /// The ids of base nodes that pass, in as few runs as there can be.
    private let admitted: [Range<Int>]
    let admitsAll: Bool

    init(_ test: NodeTest, _ graph: Graph) {
        self.graph = graph
        self.test = test
        let numbers = test.labels.map { graph.labels.number(of: $0) }
        labels = numbers.compactMap { $0 }
        admitsNone = labels.count < numbers.count
        admitsAll = test.isEmpty
        var runs: [Range<Int>] = []
        if !admitsNone {
            for table in graph.base.nodeTables
            where !table.range.isEmpty && Self.holds(test, labels, of: table.labels, graph) {
                if let last = runs.last, last.upperBound == table.range.lowerBound {
                    runs[runs.count - 1] = last.lowerBound..<table.range.upperBound
                } else {
                    runs.append(table.range)
                }
            }
        }
        admitted = runs
    }

    private static func holds(_ test: NodeTest, _ labels: [Int], of own: [Int], _ graph: Graph) -> Bool {
        labels.allSatisfy(own.contains)
            && test.expressions.allSatisfy { expression in
                expression.holds(hasAny: !own.isEmpty) { graph.labels.number(of: $0).map(own.contains) ?? false }
            }
    }

    func holds(_ own: [Int]) -> Bool { !admitsNone && Self.holds(test, labels, of: own, graph) }

    /// The nodes that pass, written ones among them.
    func runs() -> [Range<Int>] {
        if graph.hasNoWrites { return admitted }
        var runs: [Range<Int>] = []
        graph.forEachRun(where: holds) { runs.append($0) }
        return runs
    }

    /// How many nodes pass. O(tables + changes).
    var count: Int { runs().reduce(0) { $0 + $1.count } }

    /// Whether no node can pass, as far as that can be seen without checking each.
    var isEmpty: Bool { admitsNone || graph.hasNoWrites && admitted.isEmpty }

    /// Whether every node in the range passes, as far as that can be seen without checking each.
    func admitsAll(_ range: Range<Int>) -> Bool {
        admitsAll || graph.hasNoWrites && admitted.contains { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound }
    }

    /// 1 for each node that passes, 0 for each other; -1 for null.
    func truths(of nodes: [Int32]) -> [Int8] {
        guard graph.hasNoWrites, admitted.count < 2 else { return nodes.map { $0 < 0 ? -1 : admits($0) ? 1 : 0 } }
        let run = admitsAll ? 0..<Int(Int32.max) : admitted.first ?? 0..<0
        return nodes.map { $0 < 0 ? -1 : run.contains(Int($0)) ? 1 : 0 }
    }

    @inline(__always)
    func admits(_ node: Int32) -> Bool {
        if admitsAll { return true }
        if !graph.isUntouched(node) { return holds(graph.labelNumbers(of: NodeID(node))) }
        for run in admitted where run.contains(Int(node)) { return true }
        return false
    }
}
