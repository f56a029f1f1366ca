import Diagnostics
import Interchange
public import PropertyGraph

/// Parameters out of a file: a mapping in JSON or YAML. Numbers, true, false, null, text, lists and mappings become values
/// of the query language; a day or a time is text, which date() and its sisters read.
public enum ParameterFile {
    public static func read(_ path: String) throws(Diagnostics) -> [String: Value] {
        let root = try YamlReader.read(UTF8Text.source(FileReader.bytes(of: path, streams: true), name: path))
        guard let entries = root.entries else {
            throw Diagnostics(DataFault.unexpectedShape(what: "the file of parameters", expected: "a mapping of names to values"))
        }
        return Dictionary(uniqueKeysWithValues: entries.map { ($0.key, value(of: $0.value)) })
    }

    private static func value(of node: YamlNode) -> Value {
        switch node.content {
        case .scalar(let text): node.isPlain ? node.isNull ? .null : OptionText.value(text) : .string(text)
        case .sequence(let items): .list(items.map(value))
        case .mapping(let entries): .map(PropertyMap(uniqueKeysWithValues: entries.map { ($0.key, value(of: $0.value)) }))
        }
    }
}
