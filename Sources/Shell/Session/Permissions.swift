import Diagnostics

/// What a session may do beside answering. Whoever would do it asks here first: `Session.require`.
public struct Permissions: OptionSet, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Files that a statement names: `:read`, `:output FILE`.
    public static let files = Permissions(rawValue: 1)
    /// Changes of the graph.
    public static let writes = Permissions(rawValue: 2)
    /// Other programs: the editor and the pager.
    public static let processes = Permissions(rawValue: 4)
    public static let all: Permissions = [.files, .writes, .processes]
}

extension Session {
    /// Throws `ShellFault.notPermitted` where the session may not.
    func require(_ permission: Permissions, for command: String) throws(Diagnostics) {
        if !permissions.contains(permission) { throw Diagnostics(ShellFault.notPermitted(command)) }
    }
}
