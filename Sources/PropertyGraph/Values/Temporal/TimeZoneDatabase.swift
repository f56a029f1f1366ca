import Platform
import Synchronization

/// The time zones of the system, read when they are first asked for.
final class TimeZoneDatabase: Sendable {
    static let shared = TimeZoneDatabase(
        folders: ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"])

    private let folders: [String]
    private let zones = Mutex<[String: NamedZone]>([:])
    private let merged = Mutex<[String: String]?>(nil)

    init(folders: [String]) {
        self.folders = folders
    }

    /// `name` as the database spells it, such as `Europe/London`.
    func zone(named name: String) throws(TemporalError) -> NamedZone {
        if let known = zones.withLock({ $0[name] }) { return known }
        guard Self.isName(name), let rules = rules(of: name) else { throw .unknownZone(name) }
        let zone = NamedZone(name: name, rules: rules)
        zones.withLock { $0[name] = zone }
        return zone
    }

    /// Letters, digits, `_`, `+`, `-` in parts with `/` between: nothing that leads out of the folder. A capital
    /// comes first; what else lies in the folder (`right/` with leap seconds, `localtime`) has a small letter there.
    static func isName(_ name: String) -> Bool {
        guard name.utf8.count <= 64, let first = name.utf8.first, first >= 0x41, first <= 0x5A else { return false }
        let parts = name.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
        return parts.allSatisfy { part in
            part.first.map { isLetter($0) } == true
                && part.allSatisfy { isLetter($0) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2B || $0 == 0x2D || $0 == 0x5F }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

    private func rules(of name: String) -> TimeZoneRules? {
        let own = contents(of: name).flatMap(TimeZoneFile.rules)
        guard own != nil, let other = mergedZones()[name] else { return own }
        return contents(of: other).flatMap(TimeZoneFile.rules) ?? own
    }

    /// The zones that the database has joined to a neighbour because their clocks agree since 1970, with that neighbour.
    ///
    /// Their clocks before 1970 are the neighbour's in the database as it is published, and their own where a
    /// distribution adds them back. The neighbour's are taken everywhere, so that an answer does not depend on the
    /// system. `zone.tab` has the zones by country as they once were, `zone1970.tab` as they are.
    private func mergedZones() -> [String: String] {
        if let known = merged.withLock({ $0 }) { return known }
        var current: [Substring: [Substring]] = [:]
        var names: Set<Substring> = []
        let (old, new) = (text(of: "zone.tab"), text(of: "zone1970.tab"))
        for row in Self.rows(new) {
            for country in row[0].split(separator: ",") { current[country, default: []].append(row[2]) }
            names.insert(row[2])
        }
        var found: [String: String] = [:]
        for row in Self.rows(old) where !names.contains(row[2]) {
            // A country with several zones does not say which one was joined.
            if let zones = current[row[0]], zones.count == 1 { found[String(row[2])] = String(zones[0]) }
        }
        merged.withLock { $0 = found }
        return found
    }

    /// The lines of three or more cells that are not comments.
    private static func rows(_ text: String) -> [[Substring]] {
        text.split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false) }.filter { $0.count >= 3 }
    }

    private func text(of file: String) -> String {
        contents(of: file).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// The bytes of a file of the first folder that has it; nil where none has, or it is unreasonably large.
    private func contents(of name: String) -> [UInt8]? {
        for folder in folders {
            guard let file = fopen("\(folder)/\(name)", "rb") else { continue }
            defer { fclose(file) }
            var bytes = [UInt8](repeating: 0, count: 1 << 20)
            let count = bytes.withUnsafeMutableBytes { fread($0.baseAddress!, 1, $0.count, file) }
            if count > 0, count < bytes.count { return Array(bytes[..<count]) }
        }
        return nil
    }
}
