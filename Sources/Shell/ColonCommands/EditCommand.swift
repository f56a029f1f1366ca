import Diagnostics
import Interchange
import Platform
import SystemPackage

extension ColonCommand {
    static let edit = ColonCommand(
        name: "edit", usage: ":edit", summary: "Change the last statement in $VISUAL or $EDITOR; it then stands at the prompt",
        argument: .none
    ) { session, _ throws(Diagnostics) in
        guard session.isInteractive else { throw Diagnostics(ShellFault.needsTerminal(":edit")) }
        try session.require(.processes, for: ":edit")
        let editor = [Environment["VISUAL"], Environment["EDITOR"]].compactMap(\.self).first { !$0.isEmpty } ?? "vi"
        return .edit(try edited(session.last.typed, with: editor))
    }

    /// The text as the editor has left it, without line ends behind it. The file is the user's alone.
    private static func edited(_ text: String, with editor: String) throws(Diagnostics) -> String {
        var template = Array(((Environment["TMPDIR"] ?? "/tmp") + "/cqcq-XXXXXX.cypher").utf8CString)
        let path = template.withUnsafeMutableBufferPointer { buffer in
            let descriptor = mkstemps(buffer.baseAddress!, Int32(".cypher".utf8.count))
            if descriptor >= 0 { close(descriptor) }
            return descriptor >= 0 ? String(cString: buffer.baseAddress!) : nil
        }
        guard let path else {
            throw Diagnostics(DataFault.unwritableFile(path: "a file to edit", reason: Errno(rawValue: errno).description))
        }
        return try TemporaryFile.removing(path) { () throws(Diagnostics) in try edited(text, with: editor, in: path) }
    }

    private static func edited(_ text: String, with editor: String, in path: String) throws(Diagnostics) -> String {
        try FileWriter.save(Array((text + "\n").utf8), to: path)
        let code = ChildProcess.run("\(editor) '\(path.replacing("'", with: "'\\''"))'")
        guard code == 0 else { throw Diagnostics(ShellFault.editorFailed(editor, code: code)) }
        var input = try LineInput(path: path)
        var lines: [String] = []
        while let line = try input.next() { lines.append(line) }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}
