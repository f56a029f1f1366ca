import Interchange

/// The first line of a block: `// block 3: 2 statements, 418 bytes, sha256 9f86…`
package struct WorkspaceHeading {
    var number: Int
    var statements: Int
    /// Of what follows this line.
    var bytes: Int
    var checksum: String

    static let start = "// block "

    package static func checksum(of bytes: [UInt8]) -> String { SHA256.digest(of: bytes) }

    package init(number: Int, statements: Int, bytes: Int, checksum: String) {
        self.number = number
        self.statements = statements
        self.bytes = bytes
        self.checksum = checksum
    }

    /// nil where the line is not exactly as `text` makes it.
    init?(_ line: ArraySlice<UInt8>) {
        guard let text = String(validating: line, as: UTF8.self), text.hasPrefix(Self.start) else { return nil }
        let words = text.dropFirst(Self.start.count).split(separator: " ")
        guard words.count == 7, let number = Int(words[0].dropLast()), let statements = Int(words[1]),
            let bytes = Int(words[3]), number > 0, statements > 0, bytes >= 0
        else { return nil }
        self.init(number: number, statements: statements, bytes: bytes, checksum: String(words[6]))
        guard self.text == text else { return nil }
    }

    package var text: String {
        "\(Self.start)\(number): \(statements) statement\(statements == 1 ? "" : "s"), \(bytes) bytes, sha256 \(checksum)"
    }
}
