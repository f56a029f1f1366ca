import Benchmark
import Interchange
import PropertyGraph

/// A folder of CSV files to a graph, and a graph to a snapshot and back.
func storageBenchmarks(_ graph: Graph, folder: SampleFolder) throws -> BenchmarkSuite {
    let file = folder.path + "/graph.cqcq"
    try SnapshotFile.write(graph, to: file)
    return BenchmarkSuite(name: "store") { suite in
        suite.benchmark("load") { keep(try BulkLoader.load(directory: folder.path)) }
        suite.benchmark("snapshot write") { try SnapshotFile.write(graph, to: file + "-written") }
        suite.benchmark("snapshot open") { keep(try SnapshotFile.open(file)) }
    }
}
