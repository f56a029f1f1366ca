/// One kind of input that strangers can hand to the program, and the code that must survive any bytes of it:
/// run by libFuzzer (`make fuzz`) and, over the inputs that once went wrong, by the tests.
public enum FuzzTarget: String, CaseIterable, Sendable {
    /// Query text → tree → text → the same tree.
    case syntax
    /// Query text → answer, under limits, over a small graph.
    case query
    /// Tables: the readers of knowledge bases, of LOAD CSV and of `--load`.
    case delimited
    /// Bytes of a snapshot with valid checksums.
    case snapshot
    case yaml
    /// The schema and tables of a knowledge base, and every rule over them.
    case knowledge
    /// Dates, times and durations as text.
    case temporal
    /// Workspace files with valid checksums.
    case workspace
    /// Messages of a client to a Bolt server, and of a server to its client.
    case bolt

    /// Throws where the input shows a property that does not hold; a crash, a hang and too much memory are for the caller to see.
    public func run(_ bytes: [UInt8]) throws(FuzzFailure) {
        switch self {
        case .syntax: try SyntaxTarget.run(bytes)
        case .query: try QueryTarget.run(bytes)
        case .delimited: try DelimitedTarget.run(bytes)
        case .snapshot: SnapshotTarget.run(bytes)
        case .yaml: YamlTarget.run(bytes)
        case .knowledge: KnowledgeTarget.run(bytes)
        case .temporal: try TemporalTarget.run(bytes)
        case .workspace: WorkspaceTarget.run(bytes)
        case .bolt: try BoltTarget.run(bytes)
        }
    }
}

/// A property that an input breaks.
public struct FuzzFailure: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}
