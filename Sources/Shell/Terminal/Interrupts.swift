#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import CReadline
import QueryEngine
import Synchronization

/// Ctrl-C. The handler stores a flag and nothing more; a query reads it through its limits,
/// the prompt reads it when its wait ends.
enum Interrupts {
    /// Set by SIGINT. Whoever waits for it resets it first.
    static let cancellation = Cancellation()

    static func install() {
        // The handler must not be the first to touch the global: that would run its initialiser in a signal.
        cancellation.reset()
        cqcq_on_signal(SIGINT) { _ in Interrupts.cancellation.cancel() }
        // A parent that blocks signals hands that down, as threads of Swift's own pool do.
        cqcq_block_signals(0)
        // A reader that has gone away ends the program without a word, also where the parent ignored the signal.
        cqcq_on_signal(SIGPIPE, SIG_DFL)
    }

    /// Resizes are told to readline when its wait ends.
    static func noticeResizes() {
        cqcq_on_signal(SIGWINCH) { _ in }
    }
}
