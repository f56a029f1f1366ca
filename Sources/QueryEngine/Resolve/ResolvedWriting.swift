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
        /// Of the nodes at its ends, in the pattern.
        var fromPlace: Place
        var toPlace: Place
        /// CREATE, INSERT or MERGE.
        var clause: String
    }
}

extension ResolvedCreate {
    /// Whether another one can be made together with this one, all nodes before all relationships: not where it
    /// speaks of what is there only when this one is done.
    func canTake(_ next: ResolvedCreate) -> Bool {
        (next.nodes.map(\.properties) + next.relationships.map(\.properties)).allSatisfy { term in
            guard let term else { return true }
            return term.subqueries.isEmpty && term.freeSlots.allSatisfy { slot in
                !relationships.contains { $0.slot == slot } && !paths.contains { $0.slot == slot }
            }
        }
    }

    mutating func take(_ next: ResolvedCreate) {
        nodes += next.nodes
        relationships += next.relationships
        paths += next.paths
        introduced += next.introduced
    }
}

struct ResolvedMerge: Sendable {
    var match: ResolvedMatch
    var create: ResolvedCreate
    var onCreate: [ResolvedSet]
    var onMatch: [ResolvedSet]
}

/// One change of SET or REMOVE, made row by row.
struct ResolvedSet: Sendable {
    var change: Change
    /// SET or REMOVE.
    var clause: String
    /// Of what is changed.
    var place: Place

    enum Change: Sendable {
        case property(owner: Term, key: String, value: Term)
        /// All properties anew.
        case replace(Slot, Term)
        /// The properties that the map has.
        case add(Slot, Term)
        case addLabels(Slot, [String])
        case removeLabels(Slot, [String])
    }
}

/// What is taken of a procedure's results: for the rows that follow, and from which of its columns.
struct Yielded {
    var columns: [(name: String, slot: Slot)] = []
    var slots: [(column: Int, slot: Slot)] = []
}

struct ResolvedCall: Sendable {
    var procedure: Procedure
    var arguments: [Term]
    /// What is taken of the results: column and slot.
    var yields: [(column: Int, slot: Slot)]
    var filter: Term?
    /// Of the procedure's name.
    var place: Place
}
