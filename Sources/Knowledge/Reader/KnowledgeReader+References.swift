import Diagnostics
import Interchange
import PropertyGraph

extension KnowledgeReader {
    /// Makes a relationship of each id in a cell, with the row's own source, confidence and validity.
    mutating func resolveReferences() {
        contents.relationships.reserveCapacity(pending.count * 2)
        // The references of a node follow one another, and share what they have of its row.
        var sharedBy = -1
        var properties = PropertyMap()
        for reference in pending {
            let table = tables[reference.place.table]
            let text = table.text(row: reference.place.row, column: reference.column)
            let node = contents.nodes[reference.node]
            if sharedBy != reference.node {
                sharedBy = reference.node
                properties = Self.shared(node.properties)
            }
            for id in Self.parts(of: text) {
                guard let target = lookUp(id, labels: reference.property.targets) else {
                    let span = Self.span(of: id, in: table, row: reference.place.row, column: reference.column)
                    _ = position(of: id, labels: reference.property.targets, span, table.source)
                    continue
                }
                // A document may name itself as its source; that is not a relationship.
                guard let type = reference.property.relationship, target != reference.node else { continue }
                contents.relationships.append(
                    .init(
                        type: type, source: reference.node, target: target, properties: properties,
                        validity: node.validity))
                referenceCells.append(
                    ReferenceCell(
                        place: reference.place, column: reference.column,
                        relationship: contents.relationships.count - 1))
            }
        }
        pending = []
    }

    /// What a relationship made from a cell of a row has of the row.
    private static func shared(_ properties: PropertyMap) -> PropertyMap {
        var out = PropertyMap()
        for key in ["source", "confidence", "valid_from", "valid_to"] {
            if let value = properties[key] { out[key] = value }
        }
        return out
    }

    /// The id's own place within its cell.
    static func span(of id: String, in table: DelimitedText, row: Int, column: Int) -> SourceSpan {
        let span = table.span(row: row, column: column)
        let cell = Array(table.source[span].utf8)
        let wanted = Array(id.utf8)
        var at = 0
        for part in cell.split(separator: 0x7C, omittingEmptySubsequences: false) {
            if Array(part) == wanted { return SourceSpan(span.start + at, span.start + at + wanted.count) }
            at += part.count + 1
        }
        return span
    }
}
