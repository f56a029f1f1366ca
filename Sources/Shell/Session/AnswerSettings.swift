import Diagnostics
import Knowledge
public import PropertyGraph
import ShippedKnowledge

/// How a question that is given in words on the command line is answered: `cqcq evidence gaps`, `cqcq directory summary`.
public struct AnswerSettings: Sendable {
    /// A folder laid out as kb/; nil for what the executable carries.
    public var knowledgeDirectory: String?
    /// nil for that of the output.
    public var format: ResultFormat?
    /// Standard output where there is none.
    public var outputPath: String?
    /// Today where there is none.
    public var asOf: CalendarDate?
    /// Of the program.
    public var version = ""

    public init() {}

    func knowledge() throws(Diagnostics) -> KnowledgeBase { try KnowledgeBase.named(knowledgeDirectory) }

    /// - Parameter graph: asked in place of the knowledge base.
    func session(
        of knowledge: KnowledgeBase, graph: Graph? = nil, readOnly: Bool = false, output: Output, errors: Output
    ) -> Session {
        let settings = Session.Settings(
            format: format ?? .standard(onTerminal: output.isTerminal), asOf: asOf.map(AsOf.day) ?? .now, readOnly: readOnly)
        let session = Session(knowledge: knowledge, graph: graph, settings: settings, output: output, errors: errors)
        session.version = version
        return session
    }
}

extension Session {
    /// Runs the words as one command, into the file where one is named.
    func answer(_ words: [String], into path: String?) throws(Diagnostics) {
        if let path { try redirect(to: path) }
        _ = try execute(Statement(command: words.map(Self.quoted).joined(separator: " ")))
        try finishFile()
        output.flush()
    }

    /// A word of the command line as a command has it.
    private static func quoted(_ word: String) -> String {
        guard word.contains(where: \.isWhitespace) else { return word }
        if word.hasPrefix("--"), let equals = word.firstIndex(of: "=") {
            return String(word[...equals]) + quoted(String(word[word.index(after: equals)...]))
        }
        return word.contains("'") ? "\"\(word)\"" : "'\(word)'"
    }
}

extension Statement {
    /// A command that was not typed at the prompt.
    init(command text: String) {
        let bytes = Array(text.utf8)
        self.init(kind: .command, span: SourceSpan(0, bytes.count), in: bytes, lineStart: 0, firstLine: 1, name: nil)
    }
}
