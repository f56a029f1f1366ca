import Diagnostics
import Interchange
import SystemPackage

/// Text of a file as UTF-8, whatever it was written in: UTF-8, UTF-16 either way round, or Windows-1252, as Excel writes
/// "CSV". The mark at the start tells UTF-8 and UTF-16; without one, zeros tell UTF-16, and the first character beyond
/// ASCII tells UTF-8 from Windows-1252.
struct DecodedText {
    enum Encoding { case ascii, utf8, utf16Little, utf16Big, windows1252 }

    private let file: FileDescriptor
    private(set) var encoding: Encoding?
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
            if encoding == nil { begin(&bytes) }
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
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            encoding = .utf8
            bytes.removeFirst(3)
        } else if bytes.starts(with: [0xFF, 0xFE]) {
            encoding = .utf16Little
            bytes.removeFirst(2)
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            encoding = .utf16Big
            bytes.removeFirst(2)
        } else {
            let sample = bytes.prefix(1000)
            let zeros = [0, 1].map { side in sample.indices.count { $0 % 2 == side && sample[$0] == 0 } }
            encoding = zeros[1] * 4 > sample.count ? .utf16Little : zeros[0] * 4 > sample.count ? .utf16Big : .ascii
        }
    }

    private mutating func decode(_ bytes: [UInt8]) -> [UInt8] {
        switch encoding ?? .ascii {
        case .ascii:
            guard let first = bytes.firstIndex(where: { $0 >= 0x80 }) else { return bytes }
            // Its character may go on in the next portion.
            if bytes.count - first < 4, !atEnd {
                rest = Array(bytes[first...])
                return Array(bytes[..<first])
            }
            encoding = Self.length(of: bytes[first...]) == nil ? .windows1252 : .utf8
            return decode(bytes)
        case .utf8: return decodeUTF8(bytes)
        case .windows1252: return bytes.flatMap { $0 < 0x80 ? [$0] : Self.windows1252($0) }
        case .utf16Little, .utf16Big: return decodeUTF16(bytes)
        }
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
                out += Self.windows1252(bytes[at])
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

    private mutating func decodeUTF16(_ bytes: [UInt8]) -> [UInt8] {
        var units: [UInt16] = []
        let isLittle = encoding == .utf16Little
        var even = bytes.count / 2
        func unit(_ index: Int) -> UInt16 {
            let (first, second) = (UInt16(bytes[index * 2]), UInt16(bytes[index * 2 + 1]))
            return isLittle ? second << 8 | first : first << 8 | second
        }
        // Halves of a character stay together.
        if even > 0, !atEnd, UTF16.isLeadSurrogate(unit(even - 1)) { even -= 1 }
        units.reserveCapacity(even)
        for index in 0..<even { units.append(unit(index)) }
        if !atEnd { rest = Array(bytes[(even * 2)...]) }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    private static let upper: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ]

    private static func windows1252(_ byte: UInt8) -> [UInt8] {
        let code = (0x80...0x9F).contains(byte) ? upper[Int(byte) - 0x80] : UInt16(byte)
        return Array(String(decoding: [code], as: UTF16.self).utf8)
    }
}
