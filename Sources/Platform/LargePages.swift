/// Memory that is gone through in no order: on small pages, most of the time goes into finding them.
package enum LargePages {
    /// Has the system put large pages behind memory that is about to be filled, where it has some and the memory is of 4 MiB or more.
    package static func ask(for memory: UnsafeMutableRawPointer, bytes: Int) {
        #if os(Linux)
        guard bytes >= 1 << 22 else { return }
        let page = 4096
        let start = (Int(bitPattern: memory) + page - 1) / page * page
        // That there are none is not a failure.
        _ = madvise(UnsafeMutableRawPointer(bitPattern: start), Int(bitPattern: memory) + bytes - start, MADV_HUGEPAGE)
        #endif
    }
}
