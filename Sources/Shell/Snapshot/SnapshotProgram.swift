import Diagnostics
import Interchange

/// The program behind `cqcq snapshot`.
public struct SnapshotProgram {
    private let source: String
    private let target: String

    public init(source: String, target: String) {
        self.source = source
        self.target = target
    }

    public func run() -> ExitStatus {
        ProgramRun.status { _, _ throws(Diagnostics) in
            Interrupts.guardFiles()
            let graph = try GraphSource.load(source)
            // A snapshot may take its own place, for it is replaced whole; a file of CSV would be lost.
            if FileReader.isFolder(source) {
                let inUse = FilesInUse()
                inUse.add(below: source, as: "part of what the snapshot is made of")
                try inUse.check(target)
            }
            try SnapshotFile.write(graph, to: target)
            return .success
        }
    }
}
