// Runs generated queries for as long as it takes to reach a number of them:
//     LongDifferential FILE SHARD SHARDS QUERIES SEED
// runs the seeds from SEED on of which the remainder by SHARDS is SHARD until this shard has run its part of QUERIES.
// FILE keeps the next seed and the counts, so that a run goes on where it was stopped; what went wrong is appended to
// FILE.reports.
import Foundation
import QueryGeneration

@main
enum LongDifferential {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 6, let shard = Int(arguments[2]), let shards = Int(arguments[3]), let queries = Int(arguments[4]),
            let first = Int(arguments[5]), shards > 0
        else { fail("usage: LongDifferential FILE SHARD SHARDS QUERIES SEED") }
        var state = State(URL(filePath: arguments[1]), first: first + shard)
        while state.tally.queries < queries / shards {
            for _ in 0..<100 {
                // Most queries are small, as most mistakes show there; each tenth seed is of another kind.
                let kinds: [Campaign.Kind] = [.tiny, .writes, .tiny, .middling, .tiny, .laws, .tiny, .writes, .middling, .tiny]
                let round = state.seed / shards
                let kind = round % 50 == 49 ? .large : kinds[round % 10]
                state.reports += Campaign(kind).run(seed: state.seed, tally: &state.tally)
                state.seed += shards
            }
            do { try state.save() } catch { fail("\(error)") }
        }
    }

    private static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data((message + "\n").utf8))
        exit(2)
    }
}

private struct State {
    var seed: Int
    var tally = Tally()
    var reports: [String] = []
    private let file: URL

    init(_ file: URL, first: Int) {
        self.file = file
        seed = first
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return }
        let lines = text.split(separator: "\n")
        if let next = lines.first.flatMap({ Int($0) }) { seed = next }
        tally = Tally(lines: Array(lines.dropFirst()))
    }

    mutating func save() throws {
        try Data((["\(seed)"] + tally.lines).joined(separator: "\n").utf8).write(to: file, options: .atomic)
        guard !reports.isEmpty else { return }
        let path = file.path(percentEncoded: false) + ".reports"
        let old = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        try Data((old + reports.joined(separator: "\n")).utf8).write(to: URL(filePath: path), options: .atomic)
        reports = []
    }
}
