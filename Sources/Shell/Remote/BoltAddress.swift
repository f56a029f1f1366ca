import Diagnostics

/// `bolt://USER@HOST:PORT/DATABASE`, as the drivers of Neo4j write it.
struct BoltAddress: Equatable {
    /// Whether what is sent is encrypted, and whether the server's certificate is checked.
    enum Security: Equatable { case plain, checked, unchecked }

    var host: String
    var port = 7687
    var user: String?
    var database: String?
    var security = Security.plain

    static let schemes: [(name: String, security: Security)] = [
        ("bolt", .plain), ("neo4j", .plain), ("bolt+s", .checked), ("neo4j+s", .checked), ("bolt+ssc", .unchecked), ("neo4j+ssc", .unchecked),
    ]

    /// Throws `ServiceFault.badAddress` and `.passwordInAddress`.
    init(_ text: String) throws(Diagnostics) {
        let fault = Diagnostics(ServiceFault.badAddress(text))
        guard let mark = text.firstRange(of: "://"), let scheme = Self.schemes.first(where: { $0.name == text[..<mark.lowerBound].lowercased() }) else {
            throw fault
        }
        security = scheme.security
        var rest = text[mark.upperBound...]
        if let slash = rest.firstIndex(of: "/") {
            let name = rest[rest.index(after: slash)...]
            if !name.isEmpty { database = String(name) }
            rest = rest[..<slash]
        }
        if let at = rest.lastIndex(of: "@") {
            let name = rest[..<at]
            if name.contains(":") { throw Diagnostics(ServiceFault.passwordInAddress) }
            guard !name.isEmpty else { throw fault }
            user = String(name)
            rest = rest[rest.index(after: at)...]
        }
        if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
            host = String(rest[rest.index(after: rest.startIndex)..<end])
            rest = rest[rest.index(after: end)...]
        } else {
            let end = rest.firstIndex(of: ":") ?? rest.endIndex
            host = String(rest[..<end])
            rest = rest[end...]
        }
        if !rest.isEmpty {
            guard rest.first == ":", let number = Int(rest.dropFirst()), (1...65535).contains(number) else { throw fault }
            port = number
        }
        // The host becomes part of a command where the connection is encrypted.
        let isPlain = host.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || [0x2D, 0x2E, 0x3A, 0x5F].contains(byte)
        }
        guard !host.isEmpty, isPlain, !host.hasPrefix("-") else { throw fault }
    }

    /// Without the user.
    var text: String {
        let host = host.contains(":") ? "[\(host)]" : host
        return (Self.schemes.first { $0.security == security }?.name ?? "bolt") + "://\(host):\(port)" + (database.map { "/\($0)" } ?? "")
    }
}
