/// docs/grammar.md and its pictures, one for each comment that heads a group of rules.
public struct GrammarPage {
    /// Names relative to docs/, and texts.
    public private(set) var files: [(name: String, text: String)] = []

    public init(_ grammar: Grammar) {
        var page = """
            # Grammar

            Made from [grammar/cqcq.ebnf](../grammar/cqcq.ebnf) by `scripts/grammar-pictures`; not to be edited.
            A word in a round box is written as it stands, in any case; a square box names a rule.


            """
        var pictures: [(String, String)] = []
        var rules = grammar.rules[...]
        while let first = rules.first {
            let group = Array(rules.prefix { $0.group == first.group })
            rules = rules.dropFirst(group.count)
            let end = first.group.firstIndex { ".:,".contains($0) } ?? first.group.endIndex
            let title = String(first.group[..<end])
            let name = title.lowercased().split { !$0.isLetter }.joined(separator: "-")
            page += """
                ## \(title)

                \(first.group)

                ![\(group.map(\.name).joined(separator: ", "))](grammar/\(name).svg)

                ```ebnf
                \(group.map(\.text).joined(separator: "\n"))
                ```


                """
            pictures.append(("grammar/\(name).svg", Railroad.picture(of: group)))
        }
        files = [("grammar.md", String(page.dropLast()))] + pictures
    }
}
