import Diagnostics
import Shell

enum WorkspaceTarget {
    /// Blocks behind lines `=== N`, which get the heading that fits them; what comes before the first stands for the head.
    /// Bytes without such a line are the file itself.
    static func run(_ bytes: [UInt8]) {
        read(bytes)
        var parts: [[UInt8]] = [[]]
        var counts: [Int] = []
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if line.starts(with: "=== ".utf8) {
                counts.append(Int(String(decoding: line.dropFirst(4).prefix(4), as: UTF8.self)) ?? 1)
                parts.append([])
            } else {
                parts[parts.count - 1] += line + [0x0A]
            }
        }
        guard !counts.isEmpty else { return }
        var file = parts[0].count > 1 ? parts[0] : Array(WorkspaceText.head(knowledge: String(repeating: "0", count: 64)).utf8)
        for (index, body) in parts.dropFirst().enumerated() {
            let heading = WorkspaceHeading(
                number: index + 1, statements: counts[index], bytes: body.count, checksum: WorkspaceHeading.checksum(of: body))
            file += Array((heading.text + "\n").utf8) + body
        }
        read(file)
    }

    private static func read(_ file: [UInt8]) {
        do throws(Diagnostics) {
            _ = try WorkspaceText(file, path: "input.cqcq", commands: ["why", "propose", "gaps"])
        } catch {
            _ = DiagnosticRenderer().render(error)
        }
    }
}
