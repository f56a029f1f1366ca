/// How much of a framework or a mapping set is held.
package enum Completeness: String, Sendable, CaseIterable {
    case complete
    /// The titles of its statements, not what they ask.
    case titlesOnly = "titles only"
    /// That it exists.
    case nameOnly = "name only"
    /// Some of it; a sentence says which part is missing.
    case partial
}
