/// Puts numbers, texts and values one after the other, little end first.
package struct ByteWriter {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    package mutating func append(_ bytes: [UInt8]) { self.bytes += bytes }

    package mutating func integer(_ number: Int) {
        withUnsafeBytes(of: UInt64(bitPattern: Int64(number)).littleEndian) { bytes.append(contentsOf: $0) }
    }

    package mutating func truth(_ truth: Bool) { byte(truth ? 1 : 0) }

    package mutating func string(_ string: String) {
        var string = string
        string.withUTF8 { text in
            integer(text.count)
            bytes.append(contentsOf: text)
        }
    }

    package mutating func optional<Wrapped>(_ value: Wrapped?, _ write: (inout ByteWriter, Wrapped) -> Void) {
        truth(value != nil)
        if let value { write(&self, value) }
    }

    package mutating func list<Elements: Collection>(_ elements: Elements, _ write: (inout ByteWriter, Elements.Element) -> Void) {
        integer(elements.count)
        for element in elements { write(&self, element) }
    }
}

extension ByteWriter {
    /// A tag, and what the type needs.
    mutating func value(_ value: Value) {
        switch value {
        case .null: byte(0)
        case .boolean(let truth):
            byte(1)
            self.truth(truth)
        case .integer(let number):
            byte(2)
            integer(number)
        case .float(let number):
            byte(3)
            integer(Int(truncatingIfNeeded: number.bitPattern))
        case .string(let text):
            byte(4)
            string(text)
        case .date(let date):
            byte(5)
            integer(date.days)
        case .localTime(let time):
            byte(6)
            integer(time.nanosecondOfDay)
        case .time(let time):
            byte(7)
            integer(time.local.nanosecondOfDay)
            integer(time.offset.seconds)
        case .localDateTime(let moment):
            byte(8)
            integer(moment.date.days)
            integer(moment.time.nanosecondOfDay)
        case .dateTime(let moment):
            byte(9)
            integer(moment.instant.seconds)
            integer(moment.instant.nanosecond)
            integer(moment.offset.seconds)
            string(moment.zone.description)
        case .duration(let duration):
            byte(10)
            integer(duration.months)
            integer(duration.days)
            integer(duration.seconds)
            integer(duration.nanosecond)
        case .list(let values):
            byte(11)
            list(values) { $0.value($1) }
        case .map(let map):
            byte(12)
            list(map.entries.elements) { writer, entry in
                writer.string(entry.key)
                writer.value(entry.value)
            }
        case .node(let node):
            byte(13)
            integer(Int(node.index))
        case .relationship(let relationship):
            byte(14)
            integer(Int(relationship.index))
        case .path(let path):
            byte(15)
            list(path.nodes) { $0.integer(Int($1.index)) }
            list(path.relationships) { $0.integer(Int($1.index)) }
        }
    }
}
