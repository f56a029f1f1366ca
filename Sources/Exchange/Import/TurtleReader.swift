import Diagnostics
import Interchange
import Platform
import SystemPackage

/// Reads Turtle and N-Triples by way of `cqcq-rdf`, which lies beside this program.
enum TurtleReader {
    /// Throws `ImportFault.malformedRDF` with its place, and `.helperFailed`.
    static func read(_ source: SourceText, path: String, base: String) throws(Diagnostics) -> [RDFStatement] {
        let output = try run(path, base)
        var (statements, isWhole) = ([RDFStatement](), false)
        for line in output.split(separator: 0x0A) {
            let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
            switch (fields.first?.first, fields.count) {
            case (UInt8(ascii: "E"), 1): isWhole = true
            case (UInt8(ascii: "F"), 4):
                let numbers = fields[1...2].map { Int(String(decoding: $0, as: UTF8.self)) ?? 1 }
                let offset = offset(line: numbers[0], column: numbers[1], in: source)
                throw Diagnostics(
                    ImportFault.malformedRDF(problem: text(fields[3])), span: SourceSpan(offset, min(offset + 1, source.text.utf8.count)), source: source)
            case (_, 3...):
                let object: RDFStatement.Object =
                    fields[2].first == UInt8(ascii: "l")
                    ? .literal(text(fields[2].dropFirst()), language: fields.count > 4 && !fields[4].isEmpty ? text(fields[4]) : nil)
                    : .node(node(fields[2]))
                statements.append(RDFStatement(subject: node(fields[0]), predicate: node(fields[1]), object: object))
            default: throw Diagnostics(ImportFault.helperFailed(reason: "a line of it cannot be read"))
            }
        }
        guard isWhole else { throw Diagnostics(ImportFault.helperFailed(reason: "it ended too early")) }
        return statements
    }

    private static func node(_ field: ArraySlice<UInt8>) -> String {
        (field.first == UInt8(ascii: "b") ? "_:" : "") + text(field.dropFirst())
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String {
        var (bytes, isEscaped) = ([UInt8](), false)
        for byte in field {
            if isEscaped {
                bytes.append(byte == UInt8(ascii: "t") ? 0x09 : byte == UInt8(ascii: "n") ? 0x0A : byte == UInt8(ascii: "r") ? 0x0D : byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") { isEscaped = true } else { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func offset(line: Int, column: Int, in source: SourceText) -> Int {
        var (offset, number) = (0, 1)
        for byte in source.text.utf8 {
            if number == line { break }
            offset += 1
            if byte == 0x0A { number += 1 }
        }
        return min(offset + max(0, column - 1), source.text.utf8.count)
    }

    /// All that it writes.
    private static func run(_ path: String, _ base: String) throws(Diagnostics) -> [UInt8] {
        func failed(_ error: any Error) -> Diagnostics { Diagnostics(ImportFault.helperFailed(reason: (error as? Errno)?.description ?? "\(error)")) }
        do {
            let file = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
            defer { try? file.close() }
            let pipe = try FileDescriptor.pipe()
            defer { try? pipe.readEnd.close() }
            _ = fcntl(pipe.readEnd.rawValue, F_SETFD, FD_CLOEXEC)
            let process = SiblingProgram.spawn([SiblingProgram.path(of: "cqcq-rdf"), base], input: file.rawValue, output: pipe.writeEnd.rawValue)
            let code = errno
            try pipe.writeEnd.close()
            guard let process else { throw Errno(rawValue: code) }
            defer {
                var status: Int32 = 0
                while waitpid(process, &status, 0) < 0, errno == EINTR {}
            }
            var output: [UInt8] = []
            while true {
                let portion = try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                    count = try pipe.readEnd.read(into: UnsafeMutableRawBufferPointer(buffer))
                }
                if portion.isEmpty { return output }
                output += portion
            }
        } catch { throw failed(error) }
    }
}
