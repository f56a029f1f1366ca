import Diagnostics
import Interchange

/// A file of kb/ as bytes.
package struct KnowledgeFile: Sendable {
    /// Relative to kb/: `nodes/KLOE.tsv`.
    package var name: String
    /// As messages name it: `kb/nodes/KLOE.tsv`.
    package var displayName: String
    package var bytes: [UInt8]

    /// `nodes`, `mappings`, `commands`, `reports`, or nothing for schema.yaml.
    var folder: Substring { name.split(separator: "/").count > 1 ? name.split(separator: "/")[0] : "" }

    /// The file's name without folder and endings: `qs-regulation` of `mappings/qs-regulation.sssom.tsv`.
    var stem: String {
        let last = name.split(separator: "/").last ?? ""
        return String(last.prefix { $0 != "." })
    }

    package init(name: String, displayName: String, bytes: [UInt8]) {
        self.name = name
        self.displayName = displayName
        self.bytes = bytes
    }

    /// The files of `reports/` and of the folders in it, by name, of a folder laid out as kb/ is.
    /// What cannot be read becomes a fault.
    package static func reports(in directory: String, faults: inout FaultList) -> [KnowledgeFile] {
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
