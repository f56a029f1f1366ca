import Diagnostics

/// Faults of snapshots: bytes that are none which can be read.
package enum SnapshotFault: Fault, Error, Hashable {
    case notASnapshot
    /// `wanted` is nil where not even the header is whole.
    case truncated(bytes: Int, wanted: Int?)
    case corrupt(part: Part)
    case otherVersion(Int, known: Int)
    /// Made on a machine that writes numbers from the other end.
    case otherByteOrder

    package enum Part: String, Sendable {
        case header, data, catalogue
        /// More bytes follow than there were.
        case end
    }

    package var code: String {
        switch self {
        case .notASnapshot: "NotASnapshot"
        case .truncated: "TruncatedSnapshot"
        case .corrupt: "CorruptSnapshot"
        case .otherVersion: "OtherSnapshotVersion"
        case .otherByteOrder: "OtherByteOrder"
        }
    }

    package var category: FaultCategory { .dataError }

    package var sentence: String {
        switch self {
        case .notASnapshot: "this is neither a folder of CSV files nor a snapshot"
        case .truncated(let bytes, let wanted?): "the snapshot ends after \(bytes) of \(wanted) bytes"
        case .truncated(let bytes, nil): "the snapshot ends after \(bytes) \(bytes == 1 ? "byte" : "bytes"), in its header"
        case .corrupt(.end): "more follows where the snapshot ends"
        case .corrupt(let part): "the snapshot's \(part.rawValue) is not as it was written"
        case .otherVersion(let version, let known):
            "the snapshot is of version \(version), and this program reads version \(known)"
        case .otherByteOrder: "the snapshot comes from a machine of the other byte order"
        }
    }

    package var hint: String? {
        switch self {
        case .notASnapshot: "`cqcq snapshot DIR FILE` makes one"
        case .truncated, .corrupt: "copy it again, or make it anew with `cqcq snapshot DIR FILE`"
        case .otherVersion(let version, let known) where version > known:
            "a newer cqcq reads it; or make it anew with `cqcq snapshot DIR FILE`"
        case .otherVersion, .otherByteOrder: "make it anew with `cqcq snapshot DIR FILE`"
        }
    }
}
