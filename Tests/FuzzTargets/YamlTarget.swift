import Diagnostics
import Interchange

enum YamlTarget {
    static func run(_ bytes: [UInt8]) {
        do throws(Diagnostics) {
            _ = try YamlReader.read(UTF8Text.source(bytes, name: "input.yaml"))
        } catch {
            _ = DiagnosticRenderer().render(error)
        }
    }
}
