import CypherSyntax

extension OptimiserRule {
    /// A step to a new node, and steps from there into nodes that were bound before it, are one operator: it goes
    /// through the neighbours of all of them side by side, so that no row is made for a node that does not close
    /// the cycle. (Ngo, Porat, Ré and Rudra: worst-case optimal join algorithms, 2012.)
    static let intersections = OptimiserRule(name: "intersection of neighbours") { optimiser in
        let known = optimiser
        optimiser.rewrite { plan in
            guard case .expand(let input, let into) = plan, into.toBound, into.from != into.to else { return plan }
            return input.closing(into, known) ?? plan
        }
    }
}

extension Plan {
    /// The plan with the step into a bound node as part of the step that bound its other end; nil where there is none.
    fileprivate func closing(_ into: Expand, _ known: Optimiser) -> Plan? {
        switch self {
        case .filter(let input, let term):
            // It will see fewer rows.
            guard term.conjuncts.allSatisfy(known.isHarmless), let closed = input.closing(into, known) else { return nil }
            return .filter(closed, term)
        case .expand(let input, let first):
            guard !first.toBound, first.from != first.to, let leg = into.leading(to: first.to) else { return nil }
            return .intersect(input, Intersection(legs: [first, leg]))
        case .intersect(let input, var intersection):
            guard let leg = into.leading(to: intersection.to) else { return nil }
            intersection.legs.append(leg)
            return .intersect(input, intersection)
        default: return nil
        }
    }
}

extension Expand {
    /// The same step with the node at its end; nil where it touches the node at neither.
    fileprivate func leading(to node: Slot) -> Expand? {
        if to == node { return self }
        guard from == node else { return nil }
        var turned = self
        (turned.from, turned.to, turned.direction) = (to, from, direction.turned)
        (turned.fromPlace, turned.toPlace) = (toPlace, fromPlace)
        return turned
    }
}
