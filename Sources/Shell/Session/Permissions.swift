import Diagnostics

/// What a session may do beside answering. Whoever would do it asks here first: `Session.require`.
public struct Permissions: Sendable {
    public enum Kind: Sendable {
        /// Files that a statement names: `:read`, `:output FILE`.
        case files
        /// Changes of the graph.
        case writes
        /// Other programs: the editor and the pager.
        case processes
    }

    public var files = true
    public var writes = true
    public var processes = true

    public init() {}

    /// Of `--safe`: questions and nothing else.
    static var none: Permissions {
        var permissions = Permissions()
        (permissions.files, permissions.writes, permissions.processes) = (false, false, false)
        return permissions
    }

    func allows(_ kind: Kind) -> Bool {
        switch kind {
        case .files: files
        case .writes: writes
        case .processes: processes
        }
    }
}

extension Session {
    /// Throws `ShellFault.notPermitted` where the session may not.
    func require(_ kind: Permissions.Kind, for command: String) throws(Diagnostics) {
        if !permissions.allows(kind) { throw Diagnostics(ShellFault.notPermitted(command)) }
    }
}
