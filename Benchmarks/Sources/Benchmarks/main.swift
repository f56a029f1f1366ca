import Benchmark
import Interchange

let folder = try SampleFolder()
defer { folder.remove() }
let graph = try BulkLoader.load(directory: folder.path)
Benchmark.main([
    try compilerBenchmarks(graph), try queryBenchmarks(graph), try storageBenchmarks(graph, folder: folder),
])
