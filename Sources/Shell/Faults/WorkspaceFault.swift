import Diagnostics

/// Faults of workspace files: what a session writes over kb/ and keeps.
package enum WorkspaceFault: Fault {
    case notAWorkspace(path: String, reason: String)
    /// A block that is not as it was written, and is not the torn end of the file.
    case damagedBlock(number: Int, problem: String)
    /// A warning: power went while the last block was written. `aside` is the file that has its bytes now.
    case tornBlock(number: Int, aside: String?)
    /// `process` is who has it, where that can be told.
    case inUse(path: String, process: Int32?)
    case unwritable(path: String, reason: String)
    /// Another program wrote to the file, or put another in its place, while this one had it.
    case changed(path: String)
    /// A warning: the blocks were made over another version of the knowledge base.
    case otherKnowledge(path: String)
    /// A statement that changes nothing or fails where it is replayed.
    case notReplayed(block: Int, reason: String?)
    /// A statement that the file could not give back as it was.
    case notRepeatable(reason: String)
    /// A proposal that fits several mapping sets, or none.
    case noSetChosen(mapping: String, sets: [String])
    /// A proposal that names no document.
    case noDocument(mapping: String)
    /// A warning: what neither a mapping nor a new row of kb/ can say.
    case notApplicable(change: String)

    package var code: String {
        switch self {
        case .notAWorkspace: "NotAWorkspace"
        case .damagedBlock: "DamagedBlock"
        case .tornBlock: "TornBlock"
        case .inUse: "WorkspaceInUse"
        case .unwritable: "UnwritableWorkspace"
        case .changed: "WorkspaceChanged"
        case .otherKnowledge: "OtherKnowledge"
        case .notReplayed: "NotReplayed"
        case .notRepeatable: "NotRepeatable"
        case .noSetChosen: "NoSetChosen"
        case .noDocument: "NoDocument"
        case .notApplicable: "NotApplicable"
        }
    }

    package var category: FaultCategory { .dataError }

    package var sentence: String {
        switch self {
        case .notAWorkspace(let path, let reason): "\(path) is not a workspace: \(reason)"
        case .damagedBlock(let number, let problem): "block \(number) is not as it was written: \(problem)"
        case .tornBlock(let number, _): "block \(number) was not written to its end and does not count"
        case .inUse(let path, let process):
            "\(path) is open in another shell" + (process.map { ", process \($0)" } ?? "")
        case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
        case .changed(let path): "another program has changed \(path) since it was opened"
        case .otherKnowledge(let path): "\(path) was made over another version of the knowledge base"
        case .notReplayed(let block, let reason):
            "this statement of block \(block) "
                + (reason.map { "fails: \($0)" } ?? "changes nothing: what it speaks of is not there")
        case .notRepeatable(let reason): "nothing was written, because the workspace could not repeat this statement: \(reason)"
        case .noSetChosen(let mapping, let sets):
            sets.isEmpty ? "no mapping set takes \(mapping)" : "\(mapping) fits \(sets.count) mapping sets"
        case .noDocument(let mapping): "\(mapping) names no document that it rests on"
        case .notApplicable(let change): "left out: \(change)"
        }
    }

    package var hint: String? {
        switch self {
        case .notAWorkspace: "a name that no file has yet makes a new one"
        case .damagedBlock: "put the file back as it was, or take the block and all after it out; nothing was changed"
        case .tornBlock(_, let aside): aside.map { "its bytes are in \($0)" }
        case .inUse: "--read-only opens it to look at"
        case .changed: "nothing was written; open it anew"
        case .notRepeatable: "a statement that names what it writes, without chance or nodes in parameters, can be kept"
        case .noSetChosen(_, let sets): sets.isEmpty ? nil : "say which with --set: " + sets.joined(separator: ", ")
        case .noDocument: "say which with --source, by its id"
        default: nil
        }
    }
}
