#if canImport(Glibc)
import CMalloc
#endif

/// The C library's allocator of memory.
package enum Allocator {
    /// Has it keep up to 64 MiB of freed memory, each time a batch of rows is done, for the next: it would give memory back to the system, and pay for each page
    /// of it once more. For a program, as it is one for all of a process.
    package static func keepFreedMemory() {
        #if canImport(Glibc)
        _ = mallopt(M_TRIM_THRESHOLD, 64 << 20)
        _ = mallopt(M_MMAP_THRESHOLD, 8 << 20)
        #endif
    }
}
