import CypherSyntax
import Diagnostics
import PropertyGraph

extension Resolver {
    /// Null of null. Entries replace properties of the same name that `.*` brings, wherever it stands.
    mutating func resolve(_ projection: MapProjection, _ span: SourceSpan) -> TypedTerm {
        let variable = Expression(.variable(projection.variable.text), projection.variable.span)
        let (base, type) = resolve(variable)
        expect(type, "a node, a relationship or a map", "a map projection", of: variable) {
            [.node, .relationship, .map].contains($0)
        }
        let found = aggregates?.count
        var entries: [Term.MapItem] = []
        var hasAllProperties = false
        func put(_ key: Name, _ value: Term) { entries.append(Term.MapItem(key: key.text, value: value)) }
        // Of what has no properties none is asked for: that would be the same mistake again.
        let hasProperties = type.map { [.node, .relationship, .map].contains($0) } ?? true
        for item in projection.items {
            switch item {
            case .property(let key) where hasProperties: put(key, resolve(Expression(.property(variable, key), variable.span.union(key.span))).term)
            case .property: break
            case .allProperties: hasAllProperties = true
            case .entry(let entry): put(entry.key, resolve(entry.value).term)
            case .variable(let name): put(name, resolve(Expression(.variable(name.text), name.span)).term)
            }
        }
        // What is projected is a grouping key beside the aggregates inside, as in the openCypher 9 reference.
        if let found, let aggregates, aggregates.count > found, let slot = base.asSlot { projectedKeys.append(slot) }
        // The last of several under one key stands.
        var taken: Set<String> = []
        entries = entries.reversed().filter { taken.insert($0.key).inserted }.reversed()
        var map = Term.map(entries)
        if hasAllProperties {
            let properties = Term(.call(FunctionTable.properties, [base]), at: variable.span)
            map = entries.isEmpty ? properties : .call(FunctionTable.mergeMaps, [properties, map])
        }
        let isNull = Term.CaseItem(when: .isNull(base, negated: false), then: .constant(.null))
        return (.cases(subject: nil, branches: [isNull], otherwise: map), .map)
    }
}
