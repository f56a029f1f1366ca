import Diagnostics
import Interchange

/// A file of kb/ as bytes.
public struct KnowledgeFile: Sendable {
    /// Relative to kb/: `nodes/KLOE.tsv`.
    public var name: String
    /// As messages name it: `kb/nodes/KLOE.tsv`.
    public var displayName: String
    public var bytes: [UInt8]

    /// `nodes`, `mappings`, `commands`, `reports`, or nothing for schema.yaml.
    var folder: Substring { name.split(separator: "/").count > 1 ? name.split(separator: "/")[0] : "" }

    /// The file's name without folder and endings: `qs-regulation` of `mappings/qs-regulation.sssom.tsv`.
    var stem: String {
        let last = name.split(separator: "/").last ?? ""
        return String(last.prefix { $0 != "." })
    }

    /// The executable carries the grammar as well.
    static let grammarName = "grammar/cqcq.ebnf"

    /// The files of kb/ that the executable carries, but for its reports.
    static func embedded() -> [KnowledgeFile] {
        embedded { $0 != grammarName && !$0.hasPrefix("reports/") }
    }

    private static func embedded(where isWanted: (String) -> Bool) -> [KnowledgeFile] {
        embeddedFiles.filter { isWanted($0.name) }.map { file in
            let bytes = file.text.withUTF8Buffer { Array($0) }
            return KnowledgeFile(name: file.name, displayName: "kb/" + file.name, bytes: bytes)
        }
    }

    /// The files of `reports/` and of the folders in it, by name: of a folder laid out as kb/ is, or those that the
    /// executable carries where there is none. What cannot be read becomes a fault.
    static func reports(in directory: String?, faults: inout FaultList) -> [KnowledgeFile] {
        guard let directory else { return embedded { $0.hasPrefix("reports/") } }
        let base = (directory.hasSuffix("/") ? String(directory.dropLast()) : directory) + "/"
        var files: [KnowledgeFile] = []
        for name in FileReader.names(in: base + "reports") {
            let inside = FileReader.names(in: base + "reports/" + name)
            for path in inside.isEmpty ? ["reports/" + name] : inside.map({ "reports/" + name + "/" + $0 }) {
                do {
                    files.append(KnowledgeFile(name: path, displayName: base + path, bytes: try FileReader.bytes(of: base + path)))
                } catch {
                    faults.add(error)
                }
            }
        }
        return files
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
