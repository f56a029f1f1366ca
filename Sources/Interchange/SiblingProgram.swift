import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A program that lies in the folder of this one: what it needs does not belong on the way to the first answer.
public enum SiblingProgram {
    /// Where it should be, links of this program's own place followed. Whether it is there is not checked.
    public static func path(of name: String) -> String {
        FilePath(ownPath).removingLastComponent().appending(name).string
    }

    private static var ownPath: String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        #if canImport(Glibc)
        let count = readlink("/proc/self/exe", &path, Int(PATH_MAX))
        guard count > 0 else { return CommandLine.arguments.first ?? "" }
        return String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        #else
        var size = UInt32(path.count)
        guard _NSGetExecutablePath(&path, &size) == 0, let real = realpath(path, nil) else { return CommandLine.arguments.first ?? "" }
        defer { free(real) }
        return String(cString: real)
        #endif
    }
}
