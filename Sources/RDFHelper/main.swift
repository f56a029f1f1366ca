import CSerd
import Platform

// The helper program of `cqcq` for Turtle and N-Triples, by way of Serd:
//
//   cqcq-rdf BASE < FILE
//
// One line per triple, fields separated by tabs: subject, predicate, object and, of a literal, its datatype and language.
// A letter says what each is: `i` an IRI, `b` a blank node, `l` a literal. A backslash, tab, line feed and carriage return
// are written `\\`, `\t`, `\n` and `\r`. The last line is `E`, or `F`, line, column and sentence of what is wrong.

/// What the callbacks of the reader share.
final class TripleOutput {
    let environment: OpaquePointer
    private var buffer: [UInt8] = []
    private(set) var hasFailed = false

    init(environment: OpaquePointer) { self.environment = environment }

    func write(_ subject: SerdNode, _ predicate: SerdNode, _ object: SerdNode, datatype: SerdNode?, language: SerdNode?) {
        field(subject)
        buffer.append(0x09)
        field(predicate)
        buffer.append(0x09)
        field(object)
        if object.type == SERD_LITERAL {
            buffer.append(0x09)
            if let datatype { field(datatype) }
            buffer.append(0x09)
            if let language { append(text(of: language)) }
        }
        endLine()
    }

    func fail(line: UInt32, column: UInt32, _ sentence: String) {
        guard !hasFailed else { return }
        hasFailed = true
        append("F\t\(line)\t\(column)\t".utf8, escaped: false)
        append(sentence.split(whereSeparator: \.isNewline).joined(separator: " ").utf8)
        endLine()
    }

    func end() {
        if !hasFailed {
            buffer.append(UInt8(ascii: "E"))
            endLine()
        }
        flush()
    }

    private func field(_ node: SerdNode) {
        switch node.type {
        case SERD_LITERAL:
            buffer.append(UInt8(ascii: "l"))
            append(text(of: node))
        case SERD_BLANK:
            buffer.append(UInt8(ascii: "b"))
            append(text(of: node))
        default:
            // Prefixed names and relative addresses become whole IRIs.
            var short = node
            var whole = serd_env_expand_node(environment, &short)
            defer { serd_node_free(&whole) }
            buffer.append(UInt8(ascii: "i"))
            append(text(of: whole.type == SERD_NOTHING ? node : whole))
        }
    }

    private func text(of node: SerdNode) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: node.buf, count: node.n_bytes) }

    private func append(_ bytes: some Sequence<UInt8>, escaped: Bool = true) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\\") where escaped: buffer += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
            case 0x09 where escaped: buffer += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
            case 0x0A where escaped: buffer += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case 0x0D where escaped: buffer += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
            default: buffer.append(byte)
            }
        }
    }

    private func endLine() {
        buffer.append(0x0A)
        if buffer.count > 1 << 16 { flush() }
    }

    private func flush() {
        var sent = 0
        while sent < buffer.count {
            let count = buffer.withUnsafeBytes { write(1, $0.baseAddress! + sent, buffer.count - sent) }
            if count <= 0, errno != EINTR { exit(1) }
            sent += max(0, count)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private func write(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
        #if canImport(Glibc)
        Glibc.write(descriptor, bytes, count)
        #else
        Darwin.write(descriptor, bytes, count)
        #endif
    }
}

func output(_ handle: UnsafeMutableRawPointer?) -> TripleOutput {
    Unmanaged<TripleOutput>.fromOpaque(handle!).takeUnretainedValue()  // safe: set below, for as long as the reader lives
}

signal(SIGPIPE, SIG_IGN)
let base = CommandLine.arguments.dropFirst().first ?? "file:///"
var baseNode = serd_node_new_uri_from_string(Array(base.utf8) + [0], nil, nil)
guard let environment = serd_env_new(&baseNode) else { exit(1) }
let triples = TripleOutput(environment: environment)
let reader = serd_reader_new(
    SERD_TURTLE, Unmanaged.passUnretained(triples).toOpaque(), nil,
    { handle, address in serd_env_set_base_uri(output(handle).environment, address) },
    { handle, name, address in serd_env_set_prefix(output(handle).environment, name, address) },
    { handle, _, _, subject, predicate, object, datatype, language in
        output(handle).write(subject.pointee, predicate.pointee, object.pointee, datatype: datatype?.pointee, language: language?.pointee)
        return SERD_SUCCESS
    }, nil)
guard let reader, let input = fdopen(0, "r") else { exit(1) }
serd_reader_set_strict(reader, true)
serd_reader_set_error_sink(
    reader,
    { handle, error in
        var text = [CChar](repeating: 0, count: 1000)
        cqcq_serd_message(error, &text, text.count)
        output(handle).fail(line: error.pointee.line, column: error.pointee.col, String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
        return SERD_SUCCESS
    }, Unmanaged.passUnretained(triples).toOpaque())
let status = serd_reader_read_file_handle(reader, input, Array("standard input".utf8) + [0])
if status.rawValue > SERD_FAILURE.rawValue { triples.fail(line: 1, column: 1, String(cString: serd_strerror(status))) }
triples.end()
exit(triples.hasFailed ? 1 : 0)
