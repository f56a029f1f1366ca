/// The words of a plain question that say what is asked, and those that say nothing of the subject.
enum QuestionWords {
    static let gaps: Set = ["gap", "gaps", "missing", "uncovered", "lack", "lacks", "lacking", "without", "unmatched"]
    static let coverage: Set = ["coverage", "covered"]
    static let amounts: Set = ["many", "much", "share", "percentage", "proportion", "far"]
    static let saying: Set = ["say", "says", "saying"]
    static let said: Set = ["said", "announced", "proposed", "claimed", "promised", "claim", "claims"]
    static let sources: Set = ["source", "sources", "document", "documents", "come", "comes", "reference", "references", "cite", "cites"]
    static let links: Set = ["link", "links", "linked", "connect", "connects", "connected", "connection", "relate", "related", "relates", "relationship", "why", "tie", "tied"]
    static let changes: Set = ["change", "changed", "changes", "new", "since", "different", "difference", "compare", "between"]
    static let history: Set = ["happened", "became", "become", "replaced", "replaces", "old", "former", "previous", "ended"]
    static let fits: Set = ["fit", "fits", "suit", "suits", "suggest", "suggestions", "candidate", "candidates", "might", "could", "would", "match", "matches"]

    /// Words that ask: a line that begins with one is a question whatever command its first word resembles.
    static let asking: Set = [
        "what", "whats", "which", "who", "whom", "whose", "where", "when", "why", "how", "is", "are", "was", "were", "do", "does", "did", "can",
        "could", "should", "must", "has", "have", "tell", "list", "give", "i", "we", "any", "please",
    ]

    /// Said of every subject.
    static let silent: Set<String> = TermText.silent.union(asking).union([
        "show", "find", "me", "need", "needs", "needed", "require", "requires", "required", "cover", "covers", "covering", "apply", "applies",
        "deal", "deals", "mean", "means", "happened", "happen", "happens", "become", "became", "replaced", "replaces", "replace", "inspects",
        "inspect", "inspected", "regulates", "regulate", "assess", "assesses", "assessed", "cqc", "rule", "rules", "explain", "behind", "sit",
        "sits", "stand", "stands", "want", "know", "look", "looking", "see", "get", "concern", "concerns", "a", "thing", "things", "statement", "people", "there", "exist",
        "say", "says", "talk", "talks", "speak", "speaks", "worst", "best", "s",
    ])
}
