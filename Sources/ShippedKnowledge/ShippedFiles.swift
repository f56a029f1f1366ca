import CShippedPack
import Knowledge
import PropertyGraph
import ShippedTexts

/// What `EmbedKnowledge` has put into the executable: kb/ packed, and the text of all its files.
package enum ShippedFiles {
    /// Of the program, as the file VERSION had it at build time.
    package static let version = shippedVersion

    static let packed = shippedPackSize == 0
        ? Lane(constant: UnsafeBufferPointer(start: shippedPackBytes(), count: Int(CShippedPack.shippedPackSize())))
        : shippedPack.withUTF8Buffer { SixBitText.bytes(of: $0, count: shippedPackSize) }

    /// The executable carries the grammar as well.
    private static let grammarName = "grammar/cqcq.ebnf"

    static var grammar: String { files { $0 == grammarName }.first.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "" }

    /// The files of kb/ that a knowledge base is read from.
    static var knowledge: [KnowledgeFile] { files { $0 != grammarName && !$0.hasPrefix("reports/") } }

    static var reports: [KnowledgeFile] { files { $0.hasPrefix("reports/") } }

    private static func files(where isWanted: (String) -> Bool) -> [KnowledgeFile] {
        shippedTexts.filter { isWanted($0.name) }.map { file in
            KnowledgeFile(name: file.name, displayName: "kb/" + file.name, bytes: file.text.withUTF8Buffer { Array($0) })
        }
    }
}
