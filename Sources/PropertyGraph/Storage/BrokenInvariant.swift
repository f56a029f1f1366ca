/// Thrown by `checkInvariants`, which tests call after every change: something that the code relies on does not hold.
package struct BrokenInvariant: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }

    /// Throws unless the condition holds.
    package static func require(_ condition: Bool, _ description: @autoclosure () -> String) throws(BrokenInvariant) {
        if !condition { throw BrokenInvariant(description()) }
    }
}
