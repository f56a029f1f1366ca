import CypherSyntax
import PropertyGraph

/// What a CREATE, or a MERGE that found nothing, makes for each row.
package struct ResolvedCreate: Sendable {
    package var nodes: [NewNode] = []
    package var relationships: [NewRelationship] = []
    package var paths: [PathDemand] = []
    /// All slots bound by it.
    package var introduced: [Slot] = []

    package struct NewNode: Sendable {
        package var slot: Slot
        package var labels: [String]
        /// A map.
        package var properties: Term?
    }

    package struct NewRelationship: Sendable {
        package var slot: Slot
        package var type: String
        package var from: Slot
        package var to: Slot
        package var properties: Term?
        /// Of the nodes at its ends, in the pattern.
        package var fromPlace: Place
        package var toPlace: Place
        /// CREATE, INSERT or MERGE.
        package var clause: String
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

package struct ResolvedMerge: Sendable {
    package var match: ResolvedMatch
    package var create: ResolvedCreate
    package var onCreate: [ResolvedSet]
    package var onMatch: [ResolvedSet]
}

/// One change of SET or REMOVE, made row by row.
package struct ResolvedSet: Sendable {
    package var change: Change
    /// SET or REMOVE.
    package var clause: String
    /// Of what is changed.
    package var place: Place

    package enum Change: Sendable {
        case property(owner: Term, key: String, value: Term)
        /// All properties anew.
        case replace(Slot, Term)
        /// The properties that the map has.
        case add(Slot, Term)
        case addLabels(Slot, [String])
        case removeLabels(Slot, [String])
    }
}

extension ResolvedSet {
    /// One property of what a variable holds.
    struct Property: Sendable {
        var owner: Slot
        var key: String
        var value: Term
    }
}

/// What is taken of a procedure's results: for the rows that follow, and from which of its columns.
struct Yielded {
    var columns: [(name: String, slot: Slot)] = []
    var slots: [(column: Int, slot: Slot)] = []
}

package struct ResolvedCall: Sendable {
    package var procedure: Procedure
    package var arguments: [Term]
    /// What is taken of the results: column and slot.
    package var yields: [(column: Int, slot: Slot)]
    package var filter: Term?
    /// Of the procedure's name.
    package var place: Place
}
