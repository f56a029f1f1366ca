import Bolt
import CReadline
import Platform
import SystemPackage

/// A TCP connection. Waiting ends at Ctrl-C and at `deadline`; what has come by then is kept.
final class ServerConnection: BoltTransport {
    enum Failure: Error {
        case interrupted, late
        /// In words.
        case broken(String)
    }

    /// When waiting ends; nil for never.
    var deadline: ContinuousClock.Instant?
    private let descriptor: Int32
    /// The program that encrypts, where one does.
    private var helper: Int32?
    private var buffer: [UInt8] = []
    private var start = 0

    /// How long a server may take to accept.
    static let patience = Duration.seconds(10)
    /// Ctrl-C is looked for as often.
    private static let slice: Int32 = 100

    init(_ address: BoltAddress) throws(Failure) {
        deadline = ContinuousClock.now + Self.patience
        if address.security == .plain {
            descriptor = try Self.connect(address)
        } else {
            (descriptor, helper) = try Self.encrypted(address)
        }
    }

    deinit {
        close(descriptor)
        if let helper {
            kill(helper, SIGTERM)
            var status: Int32 = 0
            waitpid(helper, &status, 0)
        }
    }

    // MARK: Connecting

    private static func connect(_ address: BoltAddress) throws(Failure) -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(address.host, String(address.port), &hints, &list)
        guard code == 0 else { throw .broken(String(cString: gai_strerror(code))) }
        defer { freeaddrinfo(list) }
        var failure = ECONNREFUSED
        var next = list
        while let candidate = next?.pointee {
            next = candidate.ai_next
            let descriptor = socket(candidate.ai_family, candidate.ai_socktype | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), candidate.ai_protocol)
            guard descriptor >= 0 else {
                failure = errno
                continue
            }
            failure = Glibc.connect(descriptor, candidate.ai_addr, candidate.ai_addrlen) == 0 ? 0 : errno
            if failure == EINPROGRESS { failure = outcome(descriptor) }
            if failure == 0 {
                var one: Int32 = 1
                setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
                return descriptor
            }
            close(descriptor)
            if failure == EINTR { throw .interrupted }
        }
        throw .broken(Errno(rawValue: failure).description)
    }

    /// Waits until a connection is there; the number of the error, or 0.
    private static func outcome(_ descriptor: Int32) -> Int32 {
        let end = ContinuousClock.now + patience
        while ContinuousClock.now < end {
            if Interrupts.cancellation.isCancelled { return EINTR }
            var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard Glibc.poll(&poll, 1, slice) > 0 else { continue }
            var failure: Int32 = 0
            var size = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &failure, &size)
            return failure
        }
        return ETIMEDOUT
    }

    /// OpenSSL's own client carries the bytes: it knows the certificates of the system.
    private static func encrypted(_ address: BoltAddress) throws(Failure) -> (Int32, Int32) {
        guard ChildProcess.isInstalled("openssl") else { throw .broken("an encrypted connection needs the program openssl, which is not in the path") }
        var ends: [Int32] = [0, 0]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw .broken(Errno(rawValue: errno).description)
        }
        let check = address.security == .checked ? "-verify_return_error -verify_hostname \(address.host)" : ""
        let place = address.host.contains(":") ? "[\(address.host)]:\(address.port)" : "\(address.host):\(address.port)"
        // A group of its own: Ctrl-C is ours to answer.
        let command = "exec setsid openssl s_client -quiet \(check) -servername \(address.host) -connect \(place) >&0 2>/dev/null"
        let process = cqcq_start_shell(command, ends[1])
        close(ends[1])
        guard process > 0 else {
            close(ends[0])
            throw .broken("openssl cannot be started")
        }
        _ = fcntl(ends[0], F_SETFL, fcntl(ends[0], F_GETFL) | O_NONBLOCK)
        return (ends[0], process)
    }

    // MARK: Bytes

    func send(_ bytes: [UInt8]) throws(Failure) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL)) }
            if count > 0 {
                sent += count
            } else if errno == EAGAIN || errno == EINTR {
                try wait(for: POLLOUT)
            } else {
                throw .broken(Errno(rawValue: errno).description)
            }
        }
    }

    func receive(_ count: Int) throws(Failure) -> [UInt8] {
        while buffer.count - start < count { try fill() }
        defer { start += count }
        return Array(buffer[start..<start + count])
    }

    private func fill() throws(Failure) {
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(descriptor, &part, part.count, 0)
            if count > 0 {
                buffer += part[..<count]
                return
            }
            if count == 0 { throw .broken(helper == nil ? "the server closed it" : "the server closed it, or its certificate was refused") }
            guard errno == EAGAIN || errno == EINTR else { throw .broken(Errno(rawValue: errno).description) }
            try wait(for: POLLIN)
        }
    }

    private func wait(for event: Int32) throws(Failure) {
        if Interrupts.cancellation.isCancelled { throw .interrupted }
        if let deadline, ContinuousClock.now > deadline { throw .late }
        var poll = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        _ = Glibc.poll(&poll, 1, Self.slice)
    }
}
