import Diagnostics
import Knowledge
import PropertyGraph

enum KnowledgeTarget {
    /// Files of a knowledge base behind lines `=== NAME`, as the cases of the checks have them.
    static func run(_ bytes: [UInt8]) {
        var files: [KnowledgeFile] = []
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if line.starts(with: "=== ".utf8) {
                let name = String(decoding: line.dropFirst(4), as: UTF8.self)
                files.append(KnowledgeFile(name: name, displayName: "kb/" + name, bytes: []))
            } else if !files.isEmpty {
                files[files.count - 1].bytes += line + [0x0A]
            }
        }
        let check = KnowledgeCheck(
            files, faults: FaultList(), today: CalendarDate(year: 2026, month: 1, day: 10)!, limit: 20)
        for finding in check.findings { _ = DiagnosticRenderer().render(finding) }
    }
}
