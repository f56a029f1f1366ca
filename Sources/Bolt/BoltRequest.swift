/// What a client asks (https://neo4j.com/docs/bolt/current/bolt/message/).
enum BoltRequest {
    case hello(PackedValue)
    case logon(PackedValue)
    case logoff
    case goodbye
    case reset
    case run(String, PackedValue, PackedValue)
    case discard(count: Int, result: Int)
    case pull(count: Int, result: Int)
    case begin(PackedValue)
    case commit
    case rollback
    case route(PackedValue)
    case telemetry

    var name: String {
        switch self {
        case .hello: "HELLO"
        case .logon: "LOGON"
        case .logoff: "LOGOFF"
        case .goodbye: "GOODBYE"
        case .reset: "RESET"
        case .run: "RUN"
        case .discard: "DISCARD"
        case .pull: "PULL"
        case .begin: "BEGIN"
        case .commit: "COMMIT"
        case .rollback: "ROLLBACK"
        case .route: "ROUTE"
        case .telemetry: "TELEMETRY"
        }
    }

    static let resetTag: UInt8 = 0x0F

    init(_ message: [UInt8]) throws(BoltFailure) {
        let value: PackedValue
        do throws(PackStreamReader.Fault) { value = try PackStreamReader.value(of: message) } catch {
            throw .request("a message is not PackStream: \(error)")
        }
        guard case .structure(let tag, let fields) = value else { throw .request("a message is a structure") }
        switch (tag, fields.count) {
        case (0x01, 1): self = .hello(fields[0])
        case (0x6A, 1): self = .logon(fields[0])
        case (0x6B, 0): self = .logoff
        case (0x02, 0): self = .goodbye
        case (Self.resetTag, 0): self = .reset
        case (0x10, 3):
            guard case .string(let text) = fields[0] else { throw .request("RUN begins with a text") }
            self = .run(text, fields[1], fields[2])
        case (0x2F, 1), (0x3F, 1):
            let count = fields[0]["n"]?.number ?? -1
            let result = fields[0]["qid"]?.number ?? -1
            self = tag == 0x2F ? .discard(count: count, result: result) : .pull(count: count, result: result)
        case (0x11, 1): self = .begin(fields[0])
        case (0x12, 0): self = .commit
        case (0x13, 0): self = .rollback
        case (0x66, 3): self = .route(fields[0])
        case (0x54, 1): self = .telemetry
        default: throw .request("there is no message with the tag \(tag) and \(fields.count) fields")
        }
    }
}

/// Whether a message asks to stop what is going on, which is not to wait for its turn.
public enum BoltInterrupt {
    public static func isReset(_ message: [UInt8]) -> Bool { message == [0xB0, BoltRequest.resetTag] }
}
