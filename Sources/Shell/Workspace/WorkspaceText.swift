package import Diagnostics
import PropertyGraph
import QueryEngine

/// The bytes of a workspace file taken apart: a head, then blocks.
package struct WorkspaceText {
    /// Digest of the knowledge base that the last block was made over; before any block, that the file was made over.
    private(set) var knowledge = ""
    private(set) var blocks: [WorkspaceBlock] = []
    /// Where the last whole block ends; what follows is torn. 0 where the head itself is not whole.
    package private(set) var end = 0

    static let firstLine = "// cqcq workspace 1\n"

    /// The head of a new file.
    package static func head(knowledge: String) -> String {
        """
        \(firstLine)// What was written over kb with `cqcq --workspace`, which replays it at its start.
        // Each block carries a checksum: it is to be read, and not to be edited.
        \(WorkspaceBlock.knowledgeKey)\(knowledge)


        """
    }

    private static let digestLength = 64

    /// The line on which the offset lies up to which line ends have been counted.
    private var counted = (offset: 0, line: 1)
    /// How many bytes have been gone past to count lines.
    private(set) var steps = 0

    private let bytes: [UInt8]
    private let path: String
    private let commands: Set<String>

    /// `commands`: lower-case names, which tell a command from a query.
    /// Throws `WorkspaceFault.notAWorkspace` and `damagedBlock`. O(bytes).
    package init(_ bytes: [UInt8], path: String, commands: Set<String>) throws(Diagnostics) {
        self.bytes = bytes
        self.path = path
        self.commands = commands
        try readHead()
        while end > 0, end < bytes.count, try readBlock() {}
    }

    /// A block that was not written to its end follows the last whole one.
    var isTorn: Bool { end < bytes.count }

    /// Place of what is torn, for messages.
    var tornPlace: (span: SourceSpan, source: SourceText) { place(end) }

    // MARK: Head

    private mutating func readHead() throws(Diagnostics) {
        let first = Array(Self.firstLine.utf8)
        guard bytes.starts(with: first.prefix(bytes.count)) else {
            let isLater = bytes.starts(with: first.dropLast(2))
            throw Diagnostics(
                WorkspaceFault.notAWorkspace(
                    path: path, reason: isLater ? "it is of a later version" : "its first line is not `\(Self.firstLine.dropLast())`"))
        }
        var at = 0
        while let line = self.line(at), line.isEmpty || line.starts(with: Array("//".utf8)) {
            at = line.endIndex + 1
            if line.isEmpty {
                guard !knowledge.isEmpty else { break }
                end = at
                return
            }
            take(line)
        }
        // Power went before the head was there; there is nothing else to lose.
        let rest = bytes[at...]
        if bytes.count < Self.head(knowledge: knowledge).utf8.count + Self.digestLength, !rest.contains(0x0A),
            rest.starts(with: Array("//".utf8).prefix(rest.count))
        { return }
        throw Diagnostics(WorkspaceFault.notAWorkspace(path: path, reason: "its head is not whole"))
    }

    /// Notes the knowledge base that a line of comment speaks of.
    private mutating func take(_ line: ArraySlice<UInt8>) {
        let key = Array(WorkspaceBlock.knowledgeKey.utf8)
        if line.starts(with: key) { knowledge = String(decoding: line.dropFirst(key.count), as: UTF8.self) }
    }

    /// Up to its line feed; nil where none comes.
    private func line(_ start: Int) -> ArraySlice<UInt8>? {
        bytes[start...].firstIndex(of: 0x0A).map { bytes[start..<$0] }
    }

    // MARK: Blocks

    /// The block that begins at `end`; false where it is torn.
    private mutating func readBlock() throws(Diagnostics) -> Bool {
        let number = blocks.count + 1
        guard let line = self.line(end) else {
            let beginning = Array("\(WorkspaceHeading.start)\(number): ".utf8)
            if bytes[end...].prefix(beginning.count).elementsEqual(beginning.prefix(bytes.count - end)) { return false }
            return try torn(number, "its first line is not one of a block")
        }
        guard let heading = WorkspaceHeading(line) else { return try torn(number, "its first line is not one of a block") }
        guard heading.number == number else { throw damaged(number, "its number is \(heading.number)") }
        let start = line.endIndex + 1
        guard heading.bytes <= bytes.count - start else {
            // What was cut off ends in the middle. A whole body under another length is not cut off.
            let isWhole = WorkspaceHeading.checksum(of: Array(bytes[start...])) == heading.checksum
            if isWhole || followsBlock(from: start) { throw damaged(number, "it is shorter than it says") }
            return false
        }
        let body = Array(bytes[start..<start + heading.bytes])
        guard WorkspaceHeading.checksum(of: body) == heading.checksum, let text = String(validating: body, as: UTF8.self) else {
            return try torn(number, "its checksum is another")
        }
        blocks.append(try block(number, text, at: start))
        end = start + heading.bytes
        return true
    }

    /// Zeros up to the end of the file, or a disk sector of them, where bytes should be, and no block after: the file grew and
    /// its bytes never came. All else is damage.
    private func torn(_ number: Int, _ problem: String) throws(Diagnostics) -> Bool {
        if bytes.last == 0 || hasEmptySector(from: end), !followsBlock(from: end + 1) { return false }
        throw damaged(number, problem)
    }

    /// 512 zeros in a row, which no text has.
    private func hasEmptySector(from start: Int) -> Bool {
        var zeros = 0
        for byte in bytes[start...] {
            zeros = byte == 0 ? zeros + 1 : 0
            if zeros == 512 { return true }
        }
        return false
    }

    /// Whether a first line of a block begins a line further on.
    private func followsBlock(from start: Int) -> Bool {
        var at = start
        while let feed = bytes[at...].firstIndex(of: 0x0A) {
            at = feed + 1
            if let line = line(at), WorkspaceHeading(line) != nil { return true }
        }
        return false
    }

    /// Comments, then for each statement its clock and parameters where it has any.
    private mutating func block(_ number: Int, _ text: String, at start: Int) throws(Diagnostics) -> WorkspaceBlock {
        var block = WorkspaceBlock(author: "", time: EpochInstant(seconds: 0, nanosecond: 0), entries: [])
        var clock: EpochInstant?
        var parameters: [String: Value] = [:]
        var loaded: [KeptRecords] = []
        var seed: UInt64?
        count(upTo: start)
        var lineNumber = counted.line
        var reader = StatementReader(commands: commands, name: path, firstLine: lineNumber)
        func value(_ line: Substring, _ key: String) -> String? {
            line.hasPrefix(key) ? String(line.dropFirst(key.count)) : nil
        }
        // By bytes: to a character, CR LF is one that is not a line feed.
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map(Substring.init) {
            defer { lineNumber += 1 }
            if !reader.isWaiting {
                reader = StatementReader(commands: commands, name: path, firstLine: lineNumber)
                if let text = value(line, "// author: ") { block.author = text }
                if let text = value(line, "// reason: ") { block.reason = text }
                if let text = value(line, WorkspaceBlock.timeKey) { block.time = try instant(text, number) }
                take(Array(line.utf8)[...])
                if let text = value(line, WorkspaceBlock.clockKey) {
                    clock = try instant(text, number)
                    continue
                }
                if let text = value(line, WorkspaceBlock.parameterKey) {
                    let parameter = try parameter(text, number)
                    parameters[parameter.name] = parameter.value
                    continue
                }
                if let text = value(line, WorkspaceBlock.seedKey) {
                    guard let number = UInt64(text) else { throw damaged(number, "`\(text)` is not a seed") }
                    seed = number
                    continue
                }
                if let text = value(line, WorkspaceBlock.recordsKey) {
                    guard let records = KeptRecords(try self.value(of: text, number)) else { throw damaged(number, "these are not records") }
                    loaded.append(records)
                    continue
                }
            }
            for statement in reader.read(String(line)) {
                block.entries.append(
                    .init(statement: statement, parameters: parameters, loaded: loaded, clock: clock ?? block.time, seed: seed))
                parameters = [:]
                seed = nil
                loaded = []
            }
        }
        block.knowledge = knowledge
        return block
    }

    private func instant(_ text: String, _ number: Int) throws(Diagnostics) -> EpochInstant {
        do { return try ZonedDateTime(iso: text).instant } catch { throw damaged(number, "`\(text)` is not a time") }
    }

    private func parameter(_ text: String, _ number: Int) throws(Diagnostics) -> QueryParameter {
        if text.hasPrefix("{") {
            guard case .map(let map) = try value(of: text, number), case .string(let name)? = map["name"], let value = map["value"]
            else { throw damaged(number, "`\(text.prefix(60))` is not a parameter") }
            return QueryParameter(name: name, value: value)
        }
        let equals = text.firstIndex(of: "=") ?? text.endIndex
        let value = try value(of: String(text[equals...].dropFirst()), number)
        return QueryParameter(name: String(text[..<equals].filter { $0 != " " }), value: value)
    }

    private func value(of literal: String, _ number: Int) throws(Diagnostics) -> Value {
        do {
            let cursor = try Engine(graph: .empty).prepare(SourceText("RETURN \(literal) AS value")).run()
            guard let row = try cursor.next()?.first else { throw Diagnostics([]) }
            return row[0]
        } catch { throw damaged(number, "`\(literal.prefix(60))` is not a value") }
    }

    private func damaged(_ number: Int, _ problem: String) -> Diagnostics {
        let (span, source) = place(end)
        return Diagnostics(WorkspaceFault.damagedBlock(number: number, problem: problem), span: span, source: source)
    }

    // MARK: Places

    /// Blocks are read one after the other, and so are their lines counted.
    private mutating func count(upTo offset: Int) {
        counted.line += bytes[counted.offset..<offset].count { $0 == 0x0A }
        steps += offset - counted.offset
        counted.offset = offset
    }

    private func position(_ offset: Int) -> Int { 1 + bytes[..<offset].count { $0 == 0x0A } }

    /// The line that begins at an offset; of a heading what people read.
    private func place(_ offset: Int) -> (span: SourceSpan, source: SourceText) {
        var line = String(decoding: bytes[offset...].prefix { $0 != 0x0A }, as: UTF8.self)
        if line.hasPrefix(WorkspaceHeading.start) { line = String(line.prefix { $0 != "," }) }
        return (SourceSpan(0, line.utf8.count), SourceText(line, name: path, firstLine: position(offset)))
    }
}
