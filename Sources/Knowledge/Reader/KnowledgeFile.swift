import Diagnostics
import Interchange

/// A file of kb/ as bytes.
struct KnowledgeFile {
    /// Relative to kb/: `nodes/KLOE.tsv`.
    var name: String
    /// As messages name it: `kb/nodes/KLOE.tsv`.
    var displayName: String
    var bytes: [UInt8]

    /// `nodes`, `mappings`, `commands`, or nothing for schema.yaml.
    var folder: Substring { name.split(separator: "/").count > 1 ? name.split(separator: "/")[0] : "" }

    /// The file's name without folder and endings: `qs-regulation` of `mappings/qs-regulation.sssom.tsv`.
    var stem: String {
        let last = name.split(separator: "/").last ?? ""
        return String(last.prefix { $0 != "." })
    }

    /// The executable carries the grammar as well.
    static let grammarName = "grammar/cqcq.ebnf"

    /// The files of kb/ that the executable carries.
    static func embedded() -> [KnowledgeFile] {
        embeddedFiles.filter { $0.name != grammarName }.map { file in
            let bytes = file.text.withUTF8Buffer { Array($0) }
            return KnowledgeFile(name: file.name, displayName: "kb/" + file.name, bytes: bytes)
        }
    }

    /// The files of a folder laid out as kb/ is; what cannot be read becomes a fault.
    static func files(in directory: String, faults: inout FaultList) -> [KnowledgeFile] {
        let base = directory.hasSuffix("/") ? String(directory.dropLast()) : directory
        var files: [KnowledgeFile] = []
        func read(_ name: String, _ faults: inout FaultList) {
            do {
                files.append(
                    KnowledgeFile(name: name, displayName: base + "/" + name, bytes: try FileReader.bytes(of: base + "/" + name)))
            } catch {
                faults.add(error)
            }
        }
        read("schema.yaml", &faults)
        for (folder, ending) in [("nodes", ".tsv"), ("mappings", ".sssom.tsv"), ("commands", ".cypher")] {
            for name in FileReader.names(in: base + "/" + folder) where name.hasSuffix(ending) {
                read(folder + "/" + name, &faults)
            }
        }
        return files
    }

    /// The commands directly in a folder.
    static func commands(in directory: String, faults: inout FaultList) -> [KnowledgeFile] {
        let base = directory.hasSuffix("/") ? String(directory.dropLast()) : directory
        var files: [KnowledgeFile] = []
        for name in FileReader.names(in: base) where name.hasSuffix(".cypher") {
            do {
                let path = base + "/" + name
                files.append(KnowledgeFile(name: "commands/" + name, displayName: path, bytes: try FileReader.bytes(of: path)))
            } catch {
                faults.add(error)
            }
        }
        return files
    }
}
