import Diagnostics
import Shell

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A program that lies beside this one: what it needs does not belong on the way to the first answer.
enum Helper {
    /// Goes on as that program. Returns only as the end of this one, where it is not there.
    static func become(_ name: String, _ words: [String]) -> Never {
        let path = place(of: name)
        var arguments: [UnsafeMutablePointer<CChar>?] = ([path] + words).map { strdup($0) }
        arguments.append(nil)
        execv(path, arguments)
        let output = Output.standardError()
        output.line("error: \(path.escapingControls) cannot be started: \(String(cString: strerror(errno)))")
        output.flush()
        exit(ExitStatus.failure.rawValue)
    }

    /// In the folder of this program, links followed.
    private static func place(of name: String) -> String {
        var own = [CChar](repeating: 0, count: Int(PATH_MAX))
        #if os(Linux)
        let found = readlink("/proc/self/exe", &own, own.count - 1) > 0
        #else
        let found = realpath(CommandLine.arguments[0], &own) != nil
        #endif
        let path = found ? String(decoding: own.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : CommandLine.arguments[0]
        guard let slash = path.lastIndex(of: "/") else { return name }
        return path[...slash] + name
    }
}
