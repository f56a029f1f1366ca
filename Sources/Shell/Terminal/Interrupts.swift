import CReadline
import Platform
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
        guardFiles()
    }

    /// What programs need that are ended by Ctrl-C as the system does it.
    static func guardFiles() {
        // Writing past a limit on the size of files is an error, and no end of the program.
        cqcq_on_signal(SIGXFSZ, SIG_IGN)
        endOnLostFile()
    }

    /// A mapped file that somebody cuts off has pages that are not there any more: nothing can go on, and nothing is half done.
    private static func endOnLostFile() {
        #if os(Linux)
        var action = sigaction()
        action.sa_flags = SA_SIGINFO
        action.__sigaction_handler.sa_sigaction = { number, info, _ in
            guard info?.pointee.si_code == Interrupts.noPage else {
                signal(number, SIG_DFL)
                raise(number)
                return
            }
            TerminalMode.asFound.set()
            let text: StaticString = "error: a file of --load was cut off while it was read [UnreadableFile]\n"
            _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
            _exit(1)
        }
        sigaction(SIGBUS, &action, nil)
        #endif
    }

    /// BUS_ADRERR: the address has nothing behind it.
    private static var noPage: Int32 { 2 }

    /// Resizes are passed to readline when its wait ends.
    static func noticeResizes() {
        cqcq_on_signal(SIGWINCH) { _ in }
    }
}
