import Diagnostics
import Interchange
import SystemPackage

/// Text of a file as UTF-8, whatever it was written in: UTF-8, UTF-16 either way round, or Windows-1252, as Excel writes
/// "CSV". The mark at the start tells UTF-8 and UTF-16; without one, zeros tell UTF-16, and the first character beyond
/// ASCII tells UTF-8 from Windows-1252.
struct DecodedText {
    private let file: FileDescriptor
    /// nil until a character beyond ASCII tells.
    private(set) var encoding: TextEncoding?
    private var isBegun = false
    private var utf16: LegacyText.UTF16Decoder?
    /// Bytes that the next portion has to begin with.
    private var rest: [UInt8] = []
    private var atEnd = false

    init(_ file: FileDescriptor) { self.file = file }

    /// The next portion; empty at the end.
    mutating func next() throws(SheetFault) -> [UInt8] {
        while !atEnd {
            var bytes = rest
            bytes += try read()
            rest = []
            if !isBegun { begin(&bytes) }
            let out = decode(bytes)
            if !out.isEmpty { return out }
        }
        return []
    }

    private mutating func read() throws(SheetFault) -> [UInt8] {
        do {
            let bytes = try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            if bytes.isEmpty { atEnd = true }
            return bytes
        } catch {
            throw .file(.damaged, sentence: "the file cannot be read: \(FileReader.reason(error))", hint: nil)
        }
    }

    private mutating func begin(_ bytes: inout [UInt8]) {
        isBegun = true
        guard let found = LegacyText.sniff(bytes) else { return }
        encoding = found.isUTF16 ? .utf16 : .utf8
        if found.isUTF16 { utf16 = LegacyText.UTF16Decoder(isBigEndian: found.isBigEndian) }
        bytes.removeFirst(found.mark)
    }

    private mutating func decode(_ bytes: [UInt8]) -> [UInt8] {
        if utf16 != nil { return utf16?.decode(bytes[...], atEnd: atEnd) ?? [] }
        if encoding == .utf8 { return decodeUTF8(bytes) }
        if encoding == .windows1252 { return Array(LegacyText.windows1252(bytes).utf8) }
        guard let first = bytes.firstIndex(where: { $0 >= 0x80 }) else { return bytes }
        // Its character may go on in the next portion.
        if bytes.count - first < 4, !atEnd {
            rest = Array(bytes[first...])
            return Array(bytes[..<first])
        }
        encoding = Self.length(of: bytes[first...]) == nil ? .windows1252 : .utf8
        return decode(bytes)
    }

    /// What is not UTF-8 after all is taken as Windows-1252: files that were pasted together have both.
    private mutating func decodeUTF8(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var at = 0
        while at < bytes.count {
            if bytes[at] < 0x80 {
                out.append(bytes[at])
                at += 1
            } else if let length = Self.length(of: bytes[at...]) {
                out += bytes[at..<at + length]
                at += length
            } else if bytes.count - at < 4, !atEnd {
                rest = Array(bytes[at...])
                break
            } else {
                out += LegacyText.windows1252(bytes[at..<at + 1]).utf8
                at += 1
            }
        }
        return out
    }

    /// Bytes of the character beyond ASCII that begins here; nil where they are no UTF-8.
    private static func length(of bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first else { return nil }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
        guard length > 0, bytes.count >= length, String(validating: bytes.prefix(length), as: UTF8.self) != nil else { return nil }
        return length
    }
}
