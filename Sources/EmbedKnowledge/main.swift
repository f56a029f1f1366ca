// Writes a Swift file whose string literals hold the text of every file given.
// Arguments: output file, folder the names are relative to, files …
// A string literal costs the compiler little and the executable nothing at start:
// the bytes lie in its read-only data.
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

func fail(_ message: String) -> Never {
    fputs("EmbedKnowledge: error: \(message)\n", stderr)
    exit(1)
}

func contents(of path: String) -> String {
    guard let file = fopen(path, "rb") else { fail("cannot read \(path)") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = fread(&chunk, 1, chunk.count, file)
        if count == 0 { break }
        bytes += chunk[..<count]
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { fail("\(path) is not UTF-8") }
    return text
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
guard arguments.count >= 3 else { fail("usage: EmbedKnowledge OUTPUT FOLDER FILE …") }
let folder = arguments[2].hasSuffix("/") ? arguments[2] : arguments[2] + "/"

var source = "// Made from kb/ by EmbedKnowledge; not to be edited.\n"
source += "let embeddedFiles: [(name: String, text: StaticString)] = [\n"
for path in arguments[3...].sorted() {
    guard path.hasPrefix(folder) else { fail("\(path) is not below \(folder)") }
    source += "    (\(literal(String(path.dropFirst(folder.count)))), \(literal(contents(of: path)))),\n"
}
source += "]\n"

let temporary = arguments[1] + ".new"
guard let output = fopen(temporary, "wb") else { fail("cannot write \(temporary)") }
guard fputs(source, output) >= 0, fclose(output) == 0, rename(temporary, arguments[1]) == 0 else {
    fail("cannot write \(arguments[1])")
}
