import ShippedKnowledge

/// The version of `cqcq` and of its helper programs, which are released together.
public enum ProgramVersion {
    /// As the file VERSION of the repository has it.
    public static let current = ShippedFiles.version
}
