/// What an assistant reads about the data, beside the tools.
enum MCPTexts {
    struct Resource: Sendable {
        var address: String
        var name: String
        var summary: String
        /// nil where the program is asked.
        var text: String?
        var words: [String] = []
    }

    struct Prompt: Sendable {
        var name: String
        var summary: String
        var subject: String
        var text: String
    }

    static let instructions = """
        cqcq holds the rules that English health and care services are judged by: regulations, three generations of the CQC's assessment \
        framework, 'I' and 'We' statements, and the mappings among them. Every row has a source, a date, a basis and a confidence. \
        Quote rows only with their source, say whether a mapping is CQC's own or a reading by others, and say on which date it holds. \
        Where nothing is returned, say that nothing is recorded; do not fill the gap from memory. Statements are paraphrased, not quoted.
        """

    static let resources = [
        Resource(address: "cqcq://schema", name: "schema", summary: "Labels, relationship types and mapping sets with their properties", words: ["-c", ":schema"]),
        Resource(address: "cqcq://glossary", name: "glossary", summary: "What the words of the field mean here", text: glossary),
        Resource(address: "cqcq://citation", name: "citation", summary: "How to cite a row", text: citation),
    ]

    private static let glossary = """
        key question: Safe, Effective, Caring, Responsive, Well-led; asked of every service.
        KLOE: key line of enquiry; the framework of 2017/18, ended when quality statements replaced it. Drafts of 2026 use the word again for something else.
        quality statement: one of the 34 statements of the single assessment framework (from November 2023, region by region).
        'I' statement, Making It Real 'We' statement: published by Think Local Act Personal; CQC also says "we statement" for its quality statements.
        regulation: of the Regulated Activities Regulations 2014 or the Registration Regulations 2009.
        direct, considered, related: how CQC lists a regulation with a quality statement.
        basis: what a row rests on: an official page, a copy of one, another body, or our own reading.
        """

    private static let citation = """
        Give the id of the row, what it says, its basis, its source (title and address of the document) and the date it holds for.
        A mapping is a row of a mapping set: name the set. Never present our own reading as CQC's.
        Where a finding is "checked, none found", say who checked and where; where it is "not checked", say so.
        Data: CC BY 4.0; published titles under the Open Government Licence v3.0.
        """

    static let prompts = [
        Prompt(
            name: "law-behind", summary: "Explain the law behind a quality statement, with sources", subject: "A quality statement: W5, or its title",
            text: "Use the tool trace for SUBJECT. List the regulations that CQC lists directly, then those also considered, then related ones of 2009; give source and basis of each, and say what is our own reading."),
        Prompt(
            name: "gap-report", summary: "Report what a key question lacks, with sources", subject: "A key question: Well-led",
            text: "Use the tool gaps for SUBJECT. Report which statements no 'I' statement matches, who checked and where, and what that rests on. Do not give percentages of small numbers."),
    ]
}
