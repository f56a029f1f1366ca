import Platform

/// The environment variables that the shell heeds.
enum Environment {
    static subscript(name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// The terminal can do nothing but write one line below the other.
    static var isDumb: Bool { ["dumb", ""].contains(self["TERM"] ?? "") }
}
