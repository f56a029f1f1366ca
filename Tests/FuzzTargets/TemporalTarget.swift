import Diagnostics
import PropertyGraph

enum TemporalTarget {
    /// Each line as a value of each kind: what it prints as is the same value.
    static func run(_ bytes: [UInt8]) throws(FuzzFailure) {
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n").prefix(8) {
            let text = String(line)
            try check(text) { (text) throws(TemporalError) in try CalendarDate(iso: text) }
            try check(text) { (text) throws(TemporalError) in try LocalTime(iso: text) }
            try check(text) { (text) throws(TemporalError) in try OffsetTime(iso: text) }
            try check(text) { (text) throws(TemporalError) in try LocalDateTime(iso: text) }
            try check(text) { (text) throws(TemporalError) in try ZonedDateTime(iso: text) }
            try check(text) { (text) throws(TemporalError) in try CalendarDuration(text) }
        }
    }

    private static func check<Temporal: Equatable & CustomStringConvertible>(
        _ text: String, _ read: (String) throws(TemporalError) -> Temporal
    ) throws(FuzzFailure) {
        guard let value = try? read(text) else { return }
        let printed = value.description
        guard let again = try? read(printed) else { throw FuzzFailure("`\(text)` prints as `\(printed)`, which is no \(Temporal.self)") }
        guard again == value, again.description == printed else {
            throw FuzzFailure("`\(text)` prints as `\(printed)`, and that is read as `\(again)`")
        }
    }
}
