import Platform
import SystemPackage

/// A program that lies in the folder of this one: what it needs does not belong on the way to the first answer.
package enum SiblingProgram {
    /// Where it should be, links of this program's own place followed. Whether it is there is not checked.
    package static func path(of name: String) -> String {
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

    /// Starts a program with two descriptors as its standard input and output; nil where that fails, with `errno` set.
    package static func spawn(_ words: [String], input: Int32, output: Int32) -> pid_t? {
        #if canImport(Glibc)
        var actions = posix_spawn_file_actions_t()
        #else
        var actions: posix_spawn_file_actions_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        let code = posix_spawn(&process, words[0], &actions, nil, &arguments, environ)
        errno = code
        return code == 0 ? process : nil
    }
}
