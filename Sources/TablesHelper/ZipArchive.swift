import CZip
import Platform

/// The parts of a zip file, each read as a stream.
final class ZipArchive {
    private let archive: OpaquePointer
    private let limits: Limits
    private var unpacked = 0

    /// Takes the descriptor over. Throws where there is no zip file.
    init(descriptor: Int32, limits: Limits) throws(TableFault) {
        var code: Int32 = 0
        guard let archive = zip_fdopen(descriptor, 0, &code) else {
            throw .damaged("its directory of parts cannot be read")
        }
        self.archive = archive
        self.limits = limits
    }

    deinit { zip_discard(archive) }

    /// Names of its parts, in the order of its directory.
    var names: [String] {
        (0..<max(0, zip_get_num_entries(archive, 0))).compactMap { index in
            zip_get_name(archive, zip_uint64_t(index), 0).map { String(cString: $0) }
        }
    }

    func contains(_ name: String) -> Bool { zip_name_locate(archive, name, 0) >= 0 }

    /// Gives the part's bytes to `take`, in portions, until it answers false.
    func read(_ name: String, _ take: (UnsafeRawBufferPointer) throws(TableFault) -> Bool) throws(TableFault) {
        let index = zip_name_locate(archive, name, 0)
        guard index >= 0 else { throw .missingPart(name) }
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat_index(archive, zip_uint64_t(index), 0, &status) == 0 else { throw .missingPart(name) }
        if status.encryption_method != 0 { throw .encrypted }
        if status.size > UInt64(limits.unpacked) { throw tooLarge }
        guard let file = zip_fopen_index(archive, zip_uint64_t(index), 0) else { throw .damaged(reason) }
        defer { zip_fclose(file) }
        let size = 1 << 16
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = zip_fread(file, buffer.baseAddress, zip_uint64_t(size))
            if count < 0 {
                throw .damaged(String(cString: zip_error_strerror(zip_file_get_error(file))))
            }
            if count == 0 { return }
            unpacked += Int(count)
            // A part may hold more than the directory says.
            if unpacked > limits.unpacked { throw tooLarge }
            guard try take(UnsafeRawBufferPointer(rebasing: buffer[..<Int(count)])) else { return }
        }
    }

    /// A small part as a whole. Throws where it is over 16 MiB.
    func bytes(of name: String) throws(TableFault) -> [UInt8] {
        var bytes: [UInt8] = []
        try read(name) { (portion) throws(TableFault) in
            bytes += portion
            if bytes.count > 16 << 20 { throw .tooLarge("its part \(name)", limit: "16 MiB") }
            return true
        }
        return bytes
    }

    private var tooLarge: TableFault {
        let limit = limits.unpacked >= 1 << 30 ? "\(limits.unpacked >> 30) GiB" : limits.unpacked >= 1 << 20 ? "\(limits.unpacked >> 20) MiB" : "\(limits.unpacked) bytes"
        return .tooLarge("what the file unpacks to", limit: limit)
    }

    private var reason: String { String(cString: zip_error_strerror(zip_get_error(archive))) }
}
