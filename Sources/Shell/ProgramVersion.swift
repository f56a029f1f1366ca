/// Of `cqcq` and of the programs beside it, which are released together.
public enum ProgramVersion {
    public static let current = "0.1.0"
}
