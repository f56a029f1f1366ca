/// A version of the protocol, and what is said in the handshake (https://neo4j.com/docs/bolt/current/bolt/handshake/).
public struct BoltVersion: Comparable, Hashable, Sendable, CustomStringConvertible {
    public let major: UInt8
    public let minor: UInt8

    public init(_ major: UInt8, _ minor: UInt8) { (self.major, self.minor) = (major, minor) }

    /// What is spoken here, newest first.
    public static let supported = [BoltVersion(5, 4), BoltVersion(5, 3), BoltVersion(5, 2), BoltVersion(5, 1), BoltVersion(5, 0), BoltVersion(4, 4)]

    public static func < (a: BoltVersion, b: BoltVersion) -> Bool { (a.major, a.minor) < (b.major, b.minor) }

    public var description: String { "\(major).\(minor)" }

    /// Entities carry an element id, and points in time are sent in UTC.
    public var isFive: Bool { major >= 5 }
    /// The client says who it is in LOGON and no longer in HELLO.
    public var hasLogon: Bool { self >= BoltVersion(5, 1) }

    /// Length of what a client says first: four bytes to know the protocol by, and four proposals.
    public static let handshakeLength = 20
    public static let preamble: [UInt8] = [0x60, 0x60, 0xB0, 0x17]

    /// The first proposal that can be met, at the newest version that it allows; nil for none.
    /// Each is four bytes: nothing, how many minor versions below are meant too, minor, major.
    public static func chosen(from handshake: [UInt8]) -> BoltVersion? {
        guard handshake.count == handshakeLength, handshake.starts(with: preamble) else { return nil }
        for start in stride(from: 4, to: handshakeLength, by: 4) {
            let (range, minor, major) = (handshake[start + 1], handshake[start + 2], handshake[start + 3])
            let least = minor >= range ? minor - range : 0
            if let version = supported.first(where: { $0.major == major && $0.minor <= minor && $0.minor >= least }) { return version }
        }
        return nil
    }

    public var answer: [UInt8] { [0, 0, minor, major] }
}
