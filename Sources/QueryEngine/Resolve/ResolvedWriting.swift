import CypherSyntax
import PropertyGraph

/// What a CREATE, or a MERGE that found nothing, makes for each row.
struct ResolvedCreate: Sendable {
    var nodes: [NewNode] = []
    var relationships: [NewRelationship] = []
    var paths: [PathDemand] = []
    /// All slots bound by it.
    var introduced: [Slot] = []

    struct NewNode: Sendable {
        var slot: Slot
        var labels: [String]
        /// A map.
        var properties: Term?
    }

    struct NewRelationship: Sendable {
        var slot: Slot
        var type: String
        var from: Slot
        var to: Slot
        var properties: Term?
    }
}

struct ResolvedMerge: Sendable {
    var match: ResolvedMatch
    var create: ResolvedCreate
    var onCreate: [ResolvedSet]
    var onMatch: [ResolvedSet]
}

/// One change of SET or REMOVE, made row by row.
enum ResolvedSet: Sendable {
    case property(owner: Term, key: String, value: Term)
    /// All properties anew.
    case replace(Slot, Term)
    /// The properties that the map has.
    case add(Slot, Term)
    case addLabels(Slot, [String])
    case removeLabels(Slot, [String])
}

struct ResolvedCall: Sendable {
    var procedure: Procedure
    var arguments: [Term]
    /// What is taken of the results: column and slot.
    var yields: [(column: Int, slot: Slot)]
    var filter: Term?
}
