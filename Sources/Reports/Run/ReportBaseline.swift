import Diagnostics
import Interchange

/// The gaps of an earlier report, out of its JSON.
package struct ReportBaseline: Sendable {
    package let gaps: Set<[String]>

    /// Throws `ReportFault.badBaseline` where the file is not JSON of that report, and the fault of a file that cannot be read.
    package init(path: String, of report: String) throws(Diagnostics) {
        let bytes = try FileReader.bytes(of: path)
        func bad(_ problem: String) -> Diagnostics { Diagnostics(ReportFault.badBaseline(path: path, problem: problem)) }
        let root: YamlNode
        do {
            // All JSON is YAML.
            root = try YamlReader.read(try UTF8Text.source(bytes, name: path))
        } catch {
            throw bad(error.list.first?.fault.sentence ?? "it cannot be read")
        }
        guard let name = root["report"]?.text else { throw bad("it has no member `report`") }
        guard name == report else { throw bad("it is of the report \(name)") }
        guard let items = root["gaps"]?.items else { throw bad("it has no list `gaps`") }
        var gaps: Set<[String]> = []
        for item in items {
            guard let key = item.texts else { throw bad("a gap in it is not a list of texts") }
            gaps.insert(key)
        }
        self.gaps = gaps
    }
}
