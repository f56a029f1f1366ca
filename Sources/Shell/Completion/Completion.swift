/// What can stand where the cursor is.
struct Completion: Equatable {
    /// UTF-8 offset at which the text to be replaced begins; it ends at the cursor.
    var start: Int
    /// Whole replacements, in the order to be shown.
    var candidates: [String]
    /// A blank follows where there is one candidate only.
    var addsSpace: Bool
    /// What is listed for each, where it says more than the candidate: a function with its arguments.
    var signatures: [String]?

    var listed: [String] { signatures ?? candidates }

    static func none(at offset: Int) -> Completion {
        Completion(start: offset, candidates: [], addsSpace: false)
    }
}
