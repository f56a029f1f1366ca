import Platform

/// A file that goes when its use ends, also where a signal ends the program meanwhile.
package enum TemporaryFile {
    /// What the handler removes: the bytes of a path and a zero, or nothing.
    nonisolated(unsafe) private static let path: UnsafeMutablePointer<CChar> = {
        let path = UnsafeMutablePointer<CChar>.allocate(capacity: longest)
        path.initialize(repeating: 0, count: longest)
        return path
    }()
    private static let longest = 4096
    private static let signals = [SIGHUP, SIGINT, SIGTERM, SIGQUIT]

    /// Runs `body`, then removes the file. Signals that would end the program remove it first; those that the program
    /// handles itself are left alone. One file at a time: of two, the second is not guarded.
    package static func removing<Result, Failure: Error>(
        _ name: String, after body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let bytes = name.utf8CString
        let isGuarded = path[0] == 0 && bytes.count <= longest
        var replaced: [Int32] = []
        if isGuarded {
            for (index, byte) in bytes.enumerated() { path[index] = byte }
            for number in signals {
                var old = sigaction()
                sigaction(number, nil, &old)
                guard Self.isDefault(old) else { continue }
                signal(number) { number in
                    unlink(TemporaryFile.path)
                    signal(number, SIG_DFL)
                    raise(number)
                }
                replaced.append(number)
            }
        }
        defer {
            for number in replaced { signal(number, SIG_DFL) }
            unlink(name)
            if isGuarded { path[0] = 0 }
        }
        return try body()
    }

    private static func isDefault(_ action: sigaction) -> Bool {
        #if os(Linux)
        action.__sigaction_handler.sa_handler == nil
        #else
        action.__sigaction_u.__sa_handler == nil
        #endif
    }
}
