extension Plan {
    /// Where the operator stands in the text, as far as one can say: where its pattern or its first term does. Without a span where
    /// it has neither.
    var place: Place {
        let own = ownPlace
        return own.span != nil ? own : facts.terms.first { $0.place.span != nil }?.place ?? Place()
    }

    private var ownPlace: Place {
        switch self {
        case .scan(_, let scan): scan.place
        case .expand(_, let expand), .ends(_, let expand, _): expand.place
        case .intersect(_, let intersection): intersection.legs[0].place
        case .expandLength(_, let expand): expand.step.place
        case .repeat(_, let walk): walk.place
        case .aggregate(_, let grouping): grouping.aggregates.first?.place ?? Place()
        case .create(_, let create): create.place
        case .merge(_, let merge): merge.create.place
        case .set(_, let items): items.first?.place ?? Place()
        case .argument, .filter, .semi, .extend, .narrow, .distinct, .sort, .skip, .limit, .top, .topOfEach, .unwind, .load, .optional, .union, .call, .select, .apply,
            .use, .imports, .delete:
            Place()
        }
    }
}

extension ResolvedCreate {
    /// Of the first relationship, or of the properties of the first node.
    fileprivate var place: Place {
        relationships.first?.fromPlace ?? nodes.lazy.compactMap(\.properties?.place).first ?? Place()
    }
}
