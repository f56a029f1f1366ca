extension ScalarFunction {
    /// Whether a map, a list or a text that it makes may have all properties of a node in it.
    fileprivate var readsProperties: Bool { ["properties", "keys"].contains(name) || name.hasPrefix("apoc.") }

    /// Whether what it says of a path, a node or a relationship is not in their properties.
    fileprivate var readsShape: Bool { ["nodes", "relationships", "length", "id", "elementId", "type", "labels", "startNode", "endNode"].contains(name) }
}

/// Which properties a term reads.
struct PropertyReads {
    /// What a slot holds.
    enum Content {
        /// Nodes or relationships.
        case entities
        /// Neither of them, nor lists that may hold some.
        case others
        case unknown
    }

    private let subplans: [Subplan]
    private let content: (Slot) -> Content

    init(_ subplans: [Subplan], content: @escaping (Slot) -> Content = { _ in .unknown }) {
        self.subplans = subplans
        self.content = content
    }

    /// The slots of which the term reads a property of one of the keys; nil where it may read more of the graph than that shows.
    func slots(of term: Term, reading keys: Set<String>) -> SlotSet? {
        switch term.kind {
        case .constant, .parameter, .slot: return []
        case .property(let base, let key):
            if let slot = base.asSlot { return keys.contains(key) && content(slot) != .others ? [slot] : [] }
            // A part of a date, for one: what a property holds has no properties that are set.
            if case .property(let owner, _) = base.kind, let slot = owner.asSlot, content(slot) == .entities { return slots(of: base, reading: keys) }
            return keys.contains(key) ? nil : slots(of: base, reading: keys)
        case .not, .negate, .positive, .and, .or, .xor, .arithmetic, .equal, .notEqual, .order, .isIn, .string, .isNull, .cases, .list:
            return slots(of: term.children, reading: keys)
        // What a function makes of a node may be of all its properties.
        case .call(let function, let arguments):
            guard case .builtIn = function, !FunctionTable[function].readsProperties,
                FunctionTable[function].readsShape || arguments.allSatisfy({ $0.asSlot.map { content($0) == .others } ?? true })
            else { return nil }
            return slots(of: arguments, reading: keys)
        case .count(let number), .exists(let number), .collect(let number):
            return PropertyReads(subplans).reads(subplans[number].plan, keys) ? nil : []
        default: return nil
        }
    }

    private func slots(of terms: [Term], reading keys: Set<String>) -> SlotSet? {
        var found: SlotSet = []
        for term in terms {
            guard let slots = slots(of: term, reading: keys) else { return nil }
            found.formUnion(slots)
        }
        return found
    }

    /// Whether the plan may read a property of one of the keys.
    private func reads(_ plan: Plan, _ keys: Set<String>) -> Bool {
        let facts = plan.facts
        func asks(_ key: KeyTest) -> Bool { slots(of: key.asked, reading: keys)?.isEmpty != true }
        let own: Bool =
            switch plan {
            case .scan(_, let scan): ([scan.key].compactMap { $0 } + scan.narrower).contains(where: asks)
            case .expand(_, let expand), .ends(_, let expand, _): expand.seeks.contains { asks($0.key) }
            case .intersect(_, let intersection): intersection.legs.contains { leg in leg.seeks.contains { asks($0.key) } }
            case .expandLength(_, let expand): expand.properties.contains { keys.contains($0.key) }
            case .repeat(_, let walk): walk.step.properties.contains { keys.contains($0.key) }
            case .call, .use, .load: true
            case .argument, .filter, .semi, .extend, .narrow, .aggregate, .distinct, .sort, .skip, .limit, .top, .topOfEach, .unwind, .optional, .union,
                .select, .apply, .imports, .create, .merge, .set, .delete: false
            }
        return own || facts.writes || facts.terms.contains { slots(of: $0, reading: keys)?.isEmpty != true }
            || facts.subqueries.contains { reads(subplans[$0].plan, keys) } || plan.inputs.contains { reads($0, keys) }
    }
}
