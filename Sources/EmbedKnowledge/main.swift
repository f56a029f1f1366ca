// Reads kb/ as a knowledge base, packs it, and writes a Swift file that holds the text of every file and the version, and the pack: as bytes to a file of
// its own, or, if that is `-`, as text into the Swift file.
// Arguments: Swift file, file for the pack, two folders, files … A file's name is relative to the first of the folders if it lies
// below it, otherwise to the second. Of the files those are taken that a knowledge base or its reports are read from.
// A string literal costs the compiler little and the executable nothing at start:
// the bytes lie in its read-only data.
import Diagnostics
import Interchange
import Knowledge
import Platform

let endings = [".yaml", ".tsv", ".cypher", ".mustache", ".css", ".js", "/grammar/cqcq.ebnf", "/VERSION"]

func tell(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
}

func fail(_ message: String) -> Never {
    tell("EmbedKnowledge: error: \(message)")
    exit(1)
}

/// A raw literal whose delimiter does not occur in the text.
func literal(_ text: String) -> String {
    var hashes = "#"
    while text.contains("\"" + hashes) || text.contains("\\" + hashes) { hashes += "#" }
    let escape = "\\" + hashes
    var out = hashes + "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\n": out += escape + "n"
        case "\r": out += escape + "r"
        case "\t": out += escape + "t"
        default: out.unicodeScalars.append(scalar)
        }
    }
    return out + "\"" + hashes
}

let arguments = CommandLine.arguments
guard arguments.count >= 5 else { fail("usage: EmbedKnowledge OUTPUT PACK FOLDER FOLDER FILE …") }
let folders = arguments[3...4].map { $0.hasSuffix("/") ? $0 : $0 + "/" }

do {
    let read = try arguments[5...].filter { path in endings.contains { path.hasSuffix($0) } }.sorted().map { path in
        guard let folder = folders.first(where: path.hasPrefix) else { fail("\(path) is not below \(folders[1])") }
        let name = String(path.dropFirst(folder.count))
        return KnowledgeFile(name: name, displayName: "kb/" + name, bytes: try FileReader.bytes(of: path))
    }
    guard let version = read.first(where: { $0.name == "VERSION" }) else { fail("VERSION is missing") }
    let files = read.filter { $0.name != "VERSION" }
    let pack = try PackedKnowledge.bytes(of: files.filter { !$0.name.hasPrefix("reports/") && !$0.name.hasPrefix("grammar/") })
    var source = "// Made from kb/, grammar/ and VERSION by EmbedKnowledge; not to be edited.\n"
    source += "package let shippedVersion = \(literal(String(decoding: version.bytes, as: UTF8.self).filter { $0 != "\n" }))\n"
    source += "package let shippedTexts: [(name: String, text: StaticString)] = [\n"
    for file in files { source += "    (\(literal(file.name)), \(literal(String(decoding: file.bytes, as: UTF8.self)))),\n" }
    source += "]\n"
    let isText = arguments[2] == "-"
    source += "package let shippedPackSize = \(isText ? pack.count : 0)\n"
    source += "package let shippedPack: StaticString = #\"" + String(decoding: SixBitText.text(of: isText ? pack : []), as: UTF8.self) + "\"#\n"
    if !isText { try FileWriter.save(pack, to: arguments[2]) }
    try FileWriter.save(Array(source.utf8), to: arguments[1])
} catch let diagnostics as Diagnostics {
    // As the compiler words faults, so that editors find the place.
    tell(DiagnosticRenderer().render(diagnostics))
    fail("kb/ has faults")
} catch {
    fail("\(error)")
}
