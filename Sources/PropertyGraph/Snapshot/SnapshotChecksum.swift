/// Tells bytes that have changed, at the speed of memory. Not for bytes that somebody forges.
///
/// Each step turns one sum into another without loss, so that a change within eight bytes can never go unseen, and any
/// other only by a chance of one in 2⁶⁴.
package enum SnapshotChecksum {
    /// Bytes that are summed up on their own, whatever the number of cores.
    static let pieceSize = 1 << 20

    /// Of bytes as a whole: the sum of the sums of their pieces. O(bytes), on all cores.
    package static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        let pieces = (bytes.count + pieceSize - 1) / pieceSize
        let sums = Slots<UInt64>(pieces)
        // Read only while this waits.
        nonisolated(unsafe) let bytes = bytes
        let perJob = 8
        Workers.run((pieces + perJob - 1) / perJob) { job in
            for piece in job * perJob..<min(pieces, (job + 1) * perJob) {
                let start = piece * pieceSize
                sums[piece] = ofPiece(UnsafeRawBufferPointer(rebasing: bytes[start..<min(bytes.count, start + pieceSize)]))
            }
        }
        return of(sums: sums.all)
    }

    static func of(sums: [UInt64]) -> UInt64 { sums.withUnsafeBytes(ofPiece) }

    /// Four sums side by side, so that the processor need not wait for one of them.
    static func ofPiece(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        func step(_ sum: UInt64, _ word: UInt64) -> UInt64 {
            let product = (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
            return product << 29 | product >> 35
        }
        var (a, b, c, d): (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
        var at = 0
        while at + 32 <= bytes.count {
            a = step(a, bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            b = step(b, bytes.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self))
            c = step(c, bytes.loadUnaligned(fromByteOffset: at + 16, as: UInt64.self))
            d = step(d, bytes.loadUnaligned(fromByteOffset: at + 24, as: UInt64.self))
            at += 32
        }
        while at < bytes.count {
            a = step(a, UInt64(bytes[at]))
            at += 1
        }
        return step(step(step(step(UInt64(bytes.count), a), b), c), d)
    }
}

/// The checksum of bytes that come bit by bit, which are handed on in whole pieces.
struct SnapshotStream<Failure: Error> {
    private var piece: [UInt8] = []
    private var sums: [UInt64] = []
    private(set) var count = 0
    private let write: (UnsafeRawBufferPointer) throws(Failure) -> Void

    init(_ write: @escaping (UnsafeRawBufferPointer) throws(Failure) -> Void) {
        self.write = write
        piece.reserveCapacity(SnapshotChecksum.pieceSize)
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let taken = rest.prefix(SnapshotChecksum.pieceSize - piece.count)
            piece.append(contentsOf: taken)
            rest = rest.dropFirst(taken.count)
            if piece.count == SnapshotChecksum.pieceSize { try flush() }
        }
        count += bytes.count
    }

    mutating func align(to alignment: Int) throws(Failure) {
        let zeros = [UInt8](repeating: 0, count: (alignment - count % alignment) % alignment)
        try append(zeros)
    }

    mutating func append(_ bytes: [UInt8]) throws(Failure) {
        // Arrays give their bytes to closures that throw any error, so the pieces are taken here.
        var start = 0
        while start < bytes.count {
            let taken = min(bytes.count - start, SnapshotChecksum.pieceSize - piece.count)
            piece.append(contentsOf: bytes[start..<start + taken])
            start += taken
            if piece.count == SnapshotChecksum.pieceSize { try flush() }
        }
        count += bytes.count
    }

    private mutating func flush() throws(Failure) {
        sums.append(piece.withUnsafeBytes(SnapshotChecksum.ofPiece))
        var failure: Failure?
        piece.withUnsafeBytes { bytes in
            do throws(Failure) { try write(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
        piece.removeAll(keepingCapacity: true)
    }

    /// Hands on what is left; the checksum of all.
    mutating func finish() throws(Failure) -> UInt64 {
        if !piece.isEmpty { try flush() }
        return SnapshotChecksum.of(sums: sums)
    }
}
