import Diagnostics
import Interchange
import Platform
import Shell

/// A program that lies beside this one: what it needs does not belong on the way to the first answer.
enum Helper {
    /// Goes on as that program. Returns only as the end of this one, where it is not there.
    static func become(_ name: String, _ words: [String]) -> Never {
        let path = SiblingProgram.path(of: name)
        var arguments: [UnsafeMutablePointer<CChar>?] = ([path] + words).map { strdup($0) }
        arguments.append(nil)
        execv(path, arguments)
        let output = Output.standardError()
        output.line("error: \(path.escapingControls) cannot be started: \(String(cString: strerror(errno))). `make build` builds it.")
        output.flush()
        exit(ExitStatus.failure.rawValue)
    }
}
