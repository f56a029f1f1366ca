// Writes a Swift file whose string literals hold the text of every file given.
// Arguments: output file, two folders, files … A file's name is relative to the first of the folders if it lies
// below it, otherwise to the second.
// A string literal costs the compiler little and the executable nothing at start:
// the bytes lie in its read-only data.
import Foundation

func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("EmbedKnowledge: error: \(message)\n".utf8))
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
guard arguments.count >= 4 else { fail("usage: EmbedKnowledge OUTPUT FOLDER FOLDER FILE …") }
let folders = arguments[2...3].map { $0.hasSuffix("/") ? $0 : $0 + "/" }

var source = "// Made from kb/ and grammar/ by EmbedKnowledge; not to be edited.\n"
source += "let embeddedFiles: [(name: String, text: StaticString)] = [\n"
for path in arguments[4...].sorted() {
    guard let folder = folders.first(where: path.hasPrefix) else { fail("\(path) is not below \(folders[1])") }
    do {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        source += "    (\(literal(String(path.dropFirst(folder.count)))), \(literal(text))),\n"
    } catch {
        fail("cannot read \(path): \(error)")
    }
}
source += "]\n"
do {
    try source.write(toFile: arguments[1], atomically: true, encoding: .utf8)
} catch {
    fail("cannot write \(arguments[1]): \(error)")
}
