import CReadline
import Platform
import QueryEngine
import Synchronization

/// A line on the terminal, through standard error, that tells how far a statement has come. It begins after half a
/// second and is wiped off when the statement ends or has something to show. A thread writes it, since the statement
/// has the one it runs on to itself.
final class ProgressLine: @unchecked Sendable {
    let progress = Progress()
    private let rows = Atomic<Int>(0)
    private let start = ContinuousClock.now
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    // Both under the lock.
    private var isOver = false
    private var isDrawn = false

    init() {
        pthread_mutex_init(lock, nil)
        Self.initialise(change)
        let context = Unmanaged.passRetained(self)
        let failure = cqcq_start_thread({ context in
            Unmanaged<ProgressLine>.fromOpaque(context!).takeRetainedValue().draw()
            return nil
        }, context.toOpaque())
        if failure != 0 { context.release() }
    }

    deinit {
        pthread_cond_destroy(change)
        pthread_mutex_destroy(lock)
        change.deallocate()
        lock.deallocate()
    }

    func count(_ more: Int) { rows.add(more, ordering: .relaxed) }

    /// Wipes the line off, for good.
    func stop() {
        pthread_mutex_lock(lock)
        isOver = true
        if isDrawn { Self.put("\r\u{1B}[K") }
        isDrawn = false
        pthread_cond_signal(change)
        pthread_mutex_unlock(lock)
    }

    #if os(Linux)
    /// One that nobody can set, so that the line neither waits long nor flickers when the machine's clock is put right.
    private static var clock: clockid_t { CLOCK_MONOTONIC }
    #else
    /// Darwin waits by this one alone.
    private static var clock: clockid_t { CLOCK_REALTIME }
    #endif

    private static func initialise(_ condition: UnsafeMutablePointer<pthread_cond_t>) {
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        #if os(Linux)
        pthread_condattr_setclock(&attributes, clock)
        #endif
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    private func draw() {
        pthread_mutex_lock(lock)
        var due = timespec()
        clock_gettime(Self.clock, &due)
        due.add(milliseconds: 500)
        var next = start + .milliseconds(500)
        while !isOver {
            guard pthread_cond_timedwait(change, lock, &due) == ETIMEDOUT, !isOver else { continue }
            // Where a library gives the process another clock, the wait can be over at once, again and again.
            guard ContinuousClock.now >= next else { continue }
            Self.put("\r\u{1B}[K" + text)
            isDrawn = true
            next += .milliseconds(200)
            due.add(milliseconds: 200)
        }
        pthread_mutex_unlock(lock)
    }

    private var text: String {
        let tenths = Int((ContinuousClock.now - start) / .milliseconds(100))
        var parts = ["running \(tenths / 10).\(tenths % 10) s"]
        let (done, total) = (progress.done, progress.total)
        if total > 1, done > 0 { parts.append("\(done) / \(total) nodes") }
        let rows = rows.load(ordering: .relaxed)
        if rows > 0 { parts.append("\(rows) rows") }
        let columns = Int(cqcq_columns(STDERR_FILENO))
        // What went on in the next line could not be wiped off.
        return String((parts.joined(separator: ", ") + ", Ctrl-C stops it").prefix(columns > 0 ? columns - 1 : .max))
    }

    private static func put(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}

extension timespec {
    fileprivate mutating func add(milliseconds: Int) {
        let nanoseconds = Int(tv_nsec) + milliseconds * 1_000_000
        tv_sec += nanoseconds / 1_000_000_000
        tv_nsec = nanoseconds % 1_000_000_000
    }
}
