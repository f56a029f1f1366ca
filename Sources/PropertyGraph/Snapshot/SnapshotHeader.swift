import Diagnostics

/// The first 64 bytes of a snapshot: what they mean stays the same in all versions.
package struct SnapshotHeader: Equatable {
    package static let size = 64
    /// A byte that is not text, the name, and line ends that a transfer as text would change.
    static let magic: [UInt8] = [0x89] + Array("cqcq".utf8) + [0x0D, 0x0A, 0x1A]
    static let version: UInt32 = 2
    private static let byteOrder: UInt32 = 0x0102_0304

    /// Of the whole file.
    var fileSize: Int
    /// Where the catalogue begins; it goes on to the end of the file.
    var catalogue: Int
    /// Of all after the header.
    var checksum: UInt64

    package var bytes: [UInt8] {
        // In the machine's own order, as the lanes are.
        let words: [UInt64] = [
            UInt64(Self.byteOrder) | UInt64(Self.version) << 32, UInt64(fileSize), UInt64(catalogue), checksum, 0, 0,
        ]
        let bytes = Self.magic + words.withUnsafeBytes { Array($0) }
        let sum = bytes.withUnsafeBytes(SnapshotChecksum.ofPiece)
        return bytes + withUnsafeBytes(of: sum) { Array($0) }
    }

    package init(fileSize: Int, catalogue: Int, checksum: UInt64) {
        self.fileSize = fileSize
        self.catalogue = catalogue
        self.checksum = checksum
    }

    /// Of the bytes of a whole file.
    init(_ bytes: UnsafeRawBufferPointer) throws(SnapshotFault) {
        let known = min(bytes.count, Self.magic.count)
        guard bytes.prefix(known).elementsEqual(Self.magic.prefix(known)), known > 0 else { throw .notASnapshot }
        guard bytes.count >= Self.size else { throw .truncated(bytes: bytes.count, wanted: nil) }
        func word(_ offset: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
        let order = UInt32(truncatingIfNeeded: word(8))
        if order == Self.byteOrder.byteSwapped { throw .otherByteOrder }
        let sum = SnapshotChecksum.ofPiece(UnsafeRawBufferPointer(rebasing: bytes[..<(Self.size - 8)]))
        guard word(56) == sum, order == Self.byteOrder else { throw .corrupt(part: .header) }
        let version = UInt32(truncatingIfNeeded: word(8) >> 32)
        guard version == Self.version else { throw .otherVersion(Int(version), known: Int(Self.version)) }
        guard let fileSize = Int(exactly: word(16)), let catalogue = Int(exactly: word(24)), catalogue <= fileSize,
            catalogue >= Self.size
        else { throw .corrupt(part: .header) }
        guard bytes.count >= fileSize else { throw .truncated(bytes: bytes.count, wanted: fileSize) }
        guard bytes.count == fileSize else { throw .corrupt(part: .end) }
        self.init(fileSize: fileSize, catalogue: catalogue, checksum: word(32))
    }
}
