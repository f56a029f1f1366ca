import Bolt
import Foundation
import NIOCore
import Synchronization

/// The thread on which one client's requests are answered, one after the other.
final class BoltConversation: @unchecked Sendable {
    // The session is touched by the thread alone; all else that is shared lies under the lock.
    private let session: BoltSession
    private let channel: any Channel
    private let lock = NSCondition()
    private var waiting: [[UInt8]] = []
    /// Resets among them: what comes before one is not to be done any more.
    private var resets = 0
    private var isOver = false
    private var hasAnswered = false
    private var out = ByteBuffer()

    /// Bytes that are put together before they are sent; a client that does not read is waited for.
    private static let portion = 64 << 10
    /// A client that takes nothing for so long has gone.
    private static let patience = TimeAmount.seconds(60)
    /// Requests that may wait; an honest client sends few before it reads.
    private static let mostWaiting = 1000

    init(_ session: BoltSession, _ channel: any Channel) {
        self.session = session
        self.channel = channel
        let thread = Thread { self.run() }
        // Operators of a plan and deep values lie on the stack.
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// Whether a request has been answered.
    var hasBegun: Bool { lock.withLock { hasAnswered } }

    /// From the event loop.
    func take(_ message: [UInt8]) {
        let isFlood = lock.withLock {
            guard !isOver, waiting.count < Self.mostWaiting else { return !isOver }
            waiting.append(message)
            if BoltInterrupt.isReset(message) {
                resets += 1
                session.cancellation.cancel()
            }
            lock.signal()
            return false
        }
        guard isFlood else { return }
        // Not under the lock: closing calls `end()` at once, on this same thread.
        end()
        channel.close(promise: nil)
    }

    /// From the event loop: the client has gone.
    func end() {
        session.cancellation.cancel()
        lock.withLock {
            isOver = true
            lock.signal()
        }
    }

    private func next() -> (message: [UInt8], isInterrupted: Bool)? {
        lock.lock()
        defer { lock.unlock() }
        while waiting.isEmpty, !isOver { lock.wait() }
        guard !isOver else { return nil }
        let message = waiting.removeFirst()
        let isReset = BoltInterrupt.isReset(message)
        if isReset { resets -= 1 }
        return (message, !isReset && resets > 0)
    }

    private func run() {
        while let (message, isInterrupted) = next() {
            if isInterrupted { session.interrupt() }
            session.answer(message) { send($0) }
            // A reset that came meanwhile still has to stop what stands before it.
            if lock.withLock({ hasAnswered = true; return resets > 0 }) { session.cancellation.cancel() }
            flush()
            if session.isOver { break }
        }
        lock.withLock { isOver = true }
        channel.close(promise: nil)
    }

    private func send(_ value: PackedValue) {
        out.writeBytes(BoltChunks.bytes(of: value))
        if out.readableBytes >= Self.portion { flush() }
    }

    private func flush() {
        guard out.readableBytes > 0 else { return }
        let written = channel.writeAndFlush(out)
        out = ByteBuffer()
        let channel = channel
        let timer = channel.eventLoop.scheduleTask(in: Self.patience) { channel.close(promise: nil) }
        do {
            try written.wait()
        } catch {
            session.cancellation.cancel()
        }
        timer.cancel()
    }
}
