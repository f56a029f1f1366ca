#if canImport(Glibc)
import CMalloc
#endif

/// The memory that the process has for itself, as the system counts it: what it has written to, without mapped files.
package enum ProcessMemory {
    /// Bytes; nil where the system does not tell. A few microseconds.
    package static var bytes: Int? {
        #if os(Linux)
        let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        // Sizes in pages: all, resident, of these shared with files, and others.
        var pages = [0, 0, 0]
        let isRead = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 128) { buffer in
            let count = read(file, buffer.baseAddress, buffer.count)
            guard count > 0 else { return false }
            var field = 0
            for byte in buffer.prefix(count) {
                if byte == UInt8(ascii: " ") { field += 1 } else if field < 3, byte >= 48, byte < 58 { pages[field] = pages[field] * 10 + Int(byte - 48) }
            }
            return field >= 2
        }
        return isRead ? (pages[1] - pages[2]) * pageSize : nil
        #else
        return nil
        #endif
    }

    /// Hands what the allocator keeps of freed memory back to the system.
    package static func giveBack() {
        #if canImport(Glibc)
        malloc_trim(0)
        #endif
    }

    private static let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
}
