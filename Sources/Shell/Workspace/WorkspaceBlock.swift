import CypherSyntax
import Diagnostics
import PropertyGraph

/// What one commit wrote: the statements, in order, and what they were given.
struct WorkspaceBlock {
    struct Entry {
        var statement: Statement
        /// Values of the parameters that it names; of a command, also what its words meant.
        var parameters: [String: Value]
        /// What its LOAD CSV read.
        var loaded: [KeptRecords] = []
        /// What `date()` and its relatives answered.
        var clock: EpochInstant
        /// Where `rand()` was asked: what its answers follow from.
        var seed: UInt64?
    }

    var author: String
    var time: EpochInstant
    var reason: String?
    /// Digest of the knowledge base that it was made over; of a block to be written, where that is another than before.
    var knowledge: String?
    var entries: [Entry]

    /// The block as it stands in the file: a line with its number, the number of bytes below and their checksum,
    /// then comments, parameters and statements, and an empty line.
    /// Throws `WorkspaceFault.notRepeatable` for a parameter that no text can say.
    func text(number: Int) throws(Diagnostics) -> String {
        var body = "// author: \(author.escapingControls)\n// time: \(Self.text(of: time))\n"
        if let reason { body += "// reason: \(reason.escapingControls)\n" }
        if let knowledge { body += "\(Self.knowledgeKey)\(knowledge)\n" }
        var clock = time
        for entry in entries {
            if entry.clock != clock {
                clock = entry.clock
                body += "\(Self.clockKey)\(Self.text(of: clock))\n"
            }
            for (name, value) in entry.parameters.sorted(by: { $0.key < $1.key }) {
                body += try Self.line(of: name, value)
            }
            if let seed = entry.seed { body += "\(Self.seedKey)\(seed)\n" }
            for loaded in entry.loaded { body += "\(Self.recordsKey)\(LiteralText.text(of: loaded.value) ?? "")\n" }
            body += entry.statement.text + Self.end(of: entry.statement) + "\n"
        }
        body += "\n"
        return WorkspaceHeading(
            number: number, statements: entries.count, bytes: body.utf8.count,
            checksum: WorkspaceHeading.checksum(of: Array(body.utf8))
        ).text + "\n" + body
    }

    static let knowledgeKey = "// kb: sha256 "
    static let timeKey = "// time: "
    static let clockKey = ":clock "
    static let parameterKey = ":param "
    static let seedKey = ":seed "
    static let recordsKey = ":records "

    static func text(of instant: EpochInstant) -> String { ZonedDateTime(instant, in: .utc).description }

    /// `:param name = literal`; of a name that is not a plain word, `:param {name: 'a b', value: literal}`.
    private static func line(of name: String, _ value: Value) throws(Diagnostics) -> String {
        guard let literal = LiteralText.text(of: value) else {
            throw Diagnostics(
                WorkspaceFault.notRepeatable(reason: "$\(name) holds a node, a relationship or a path, which no file can name"))
        }
        let isPlain = !name.isEmpty && name.utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 || $0 == 0x5F || 0x30...0x39 ~= $0 }
        return parameterKey + (isPlain ? "\(name) = \(literal)" : "{name: \(LiteralText.quoted(name)), value: \(literal)}") + "\n"
    }

    /// A semicolon behind a query, below a comment at its end, which would swallow it.
    private static func end(of statement: Statement) -> String {
        guard statement.kind != .command else { return "" }
        let last = Tokenizer.tokens(of: statement.text).last { $0.kind != .end }
        return last?.kind == .comment ? "\n;" : ";"
    }
}
