import Platform
import Synchronization

/// Threads for work that falls into independent jobs.
public enum Workers {
    /// As many as the machine has cores, unless set.
    public static var count: Int {
        get {
            let wanted = wanted.load(ordering: .relaxed)
            return wanted > 0 ? wanted : cores
        }
        set { wanted.store(newValue, ordering: .relaxed) }
    }

    private static let wanted = Atomic<Int>(0)
    private static let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    /// Calls `body` once for each job, several at a time, in order of their numbers as cores come free; returns when
    /// all are done. With one thread or one job nothing is started.
    public static func run(_ jobs: Int, on count: Int = count, _ body: @escaping @Sendable (Int) -> Void) {
        let queue = Queue(jobs: jobs, watch: ValueWatch.current, body: body)
        var threads: [pthread_t] = []
        for _ in 1..<max(1, min(count, jobs)) {
            var thread = pthread_t()
            let argument = Unmanaged.passRetained(queue)
            let failed = pthread_create(&thread, nil, { argument in
                Unmanaged<Queue>.fromOpaque(argument!).takeRetainedValue().work()
                return nil
            }, argument.toOpaque())
            // Without a thread of its own the work is done by those there are.
            if failed != 0 { argument.release() } else { threads.append(thread) }
        }
        queue.work()
        for thread in threads { pthread_join(thread, nil) }
    }

    private final class Queue: Sendable {
        private let next = Atomic<Int>(0)
        private let jobs: Int
        /// That of the thread that waits for the jobs.
        private let watch: ValueWatch?
        private let body: @Sendable (Int) -> Void

        init(jobs: Int, watch: ValueWatch?, body: @escaping @Sendable (Int) -> Void) {
            (self.jobs, self.watch) = (jobs, watch)
            self.body = body
        }

        func work() {
            ValueWatch.with(watch) {
                while true {
                    let job = next.add(1, ordering: .relaxed).oldValue
                    guard job < jobs else { return }
                    body(job)
                }
            }
        }
    }
}
