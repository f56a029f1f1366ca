import OrderedCollections
import PropertyGraph

// What the reader writes and takes, in one order. Of the schema's own text only the reader of kb/ and its rules have need.

extension ByteWriter {
    mutating func strings(_ strings: [String]) { list(strings) { $0.string($1) } }

    mutating func optionalString(_ string: String?) { optional(string) { $0.string($1) } }

    mutating func optionalDate(_ date: CalendarDate?) { optional(date) { $0.integer($1.days) } }

    mutating func schema(_ schema: Schema) {
        integer(schema.version)
        list(schema.prefixes.elements) { writer, entry in
            writer.string(entry.key)
            writer.string(entry.value)
        }
        list(schema.labels.values) { $0.label($1) }
        list(schema.relationships.values) { $0.relationship($1) }
        list(schema.mappingSets.values) { $0.mappingSet($1) }
        optional(schema.reviewMonths) { $0.integer($1) }
    }

    /// By its place among all.
    private mutating func choice<Choice: CaseIterable & Equatable>(_ choice: Choice) {
        byte(UInt8(Array(Choice.allCases).firstIndex(of: choice)!))  // safe: a case is one of them
    }

    private mutating func label(_ label: Schema.Label) {
        string(label.name)
        optionalString(label.summary)
        strings(label.also)
        strings(label.aliases)
        truth(label.isAbstract)
        truth(label.isGenerated)
        strings(label.unique)
        list(label.properties.values) { $0.property($1) }
    }

    private mutating func property(_ property: Schema.Property) {
        string(property.name)
        choice(property.kind)
        truth(property.isRequired)
        strings(property.values)
        strings(property.targets)
        optionalString(property.relationship)
        optionalString(property.summary)
    }

    private mutating func relationship(_ relationship: Schema.Relationship) {
        string(relationship.name)
        strings(relationship.from)
        strings(relationship.to)
        choice(relationship.multiplicity)
        truth(relationship.isMembership)
        truth(relationship.isSymmetric)
        truth(relationship.spansTime)
        optionalString(relationship.summary)
    }

    private mutating func mappingSet(_ set: Schema.MappingSet) {
        string(set.name)
        string(set.relationship)
        strings(set.from)
        strings(set.to)
        truth(set.spansTime)
        truth(set.takesGroups)
        optionalString(set.summary)
        optionalString(set.status)
        optionalString(set.sector)
        optionalString(set.completeness)
        optionalString(set.completeFor)
        optionalString(set.missing)
        strings(set.source)
        optionalDate(set.validFrom)
        optionalDate(set.validTo)
    }
}

extension ByteReader {
    mutating func strings() throws(Fault) -> [String] { try list { (reader) throws(Fault) in try reader.string() } }

    mutating func optionalString() throws(Fault) -> String? { try truth() ? try string() : nil }

    mutating func optionalDate() throws(Fault) -> CalendarDate? {
        try optional { (reader) throws(Fault) in CalendarDate(days: try reader.integer()) }
    }

    /// Elements under their names, in order.
    @inline(__always)
    private mutating func table<Element>(
        _ name: (Element) -> String, _ read: (inout ByteReader) throws(Fault) -> Element
    ) throws(Fault) -> OrderedDictionary<String, Element> {
        let elements = try list(read)
        return OrderedDictionary(uncheckedUniqueKeysWithValues: elements.map { (name($0), $0) })
    }

    mutating func schema() throws(Fault) -> Schema {
        var schema = Schema()
        schema.version = try integer()
        for entry in try list({ (reader) throws(Fault) in (key: try reader.string(), value: try reader.string()) }) {
            schema.prefixes[entry.key] = entry.value
        }
        schema.labels = try table({ $0.name }) { (reader) throws(Fault) in try reader.label() }
        schema.relationships = try table({ $0.name }) { (reader) throws(Fault) in try reader.relationship() }
        schema.mappingSets = try table({ $0.name }) { (reader) throws(Fault) in try reader.mappingSet() }
        schema.reviewMonths = try optional { (reader) throws(Fault) in try reader.integer() }
        return schema
    }

    private mutating func label() throws(Fault) -> Schema.Label {
        Schema.Label(
            name: try string(), summary: try optionalString(), also: try strings(), aliases: try strings(),
            isAbstract: try truth(), isGenerated: try truth(), unique: try strings(),
            properties: try table({ $0.name }) { (reader) throws(Fault) in try reader.property() })
    }

    private mutating func property() throws(Fault) -> Schema.Property {
        Schema.Property(
            name: try string(), kind: try choice(Schema.Property.Kind.self), isRequired: try truth(), values: try strings(),
            targets: try strings(), relationship: try optionalString(), summary: try optionalString())
    }

    private mutating func relationship() throws(Fault) -> Schema.Relationship {
        Schema.Relationship(
            name: try string(), from: try strings(), to: try strings(), multiplicity: try choice(Schema.Relationship.Multiplicity.self),
            isMembership: try truth(), isSymmetric: try truth(), spansTime: try truth(), summary: try optionalString())
    }

    private mutating func mappingSet() throws(Fault) -> Schema.MappingSet {
        Schema.MappingSet(
            name: try string(), relationship: try string(), from: try strings(), to: try strings(), spansTime: try truth(),
            takesGroups: try truth(), summary: try optionalString(), status: try optionalString(), sector: try optionalString(),
            completeness: try optionalString(), completeFor: try optionalString(), missing: try optionalString(), source: try strings(),
            validFrom: try optionalDate(), validTo: try optionalDate())
    }

    @inline(__always)
    private mutating func choice<Choice: CaseIterable>(_: Choice.Type) throws(Fault) -> Choice where Choice.AllCases == [Choice] {
        let place = Int(try byte())
        guard Choice.allCases.indices.contains(place) else { throw .malformed }
        return Choice.allCases[place]
    }
}
