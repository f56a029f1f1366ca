/// The grammar that the executable carries, for `:help syntax TOPIC`.
public enum GrammarHelp {
    struct Rule {
        let name: String
        /// As written, without a line break at the end.
        var text: String
        /// Words of the language that stand in it, in capitals, in order and each as often as it does.
        var words: [String] = []
        /// Other rules that it names.
        var names: [String] = []
    }

    /// The text of the rules that the topic, a rule's name or words of the language such as `order by`, leads to,
    /// and of those that these name. Nil where there are none. Case does not count.
    public static func rules(for topic: String) -> String? {
        let found = rules(named: topic) ?? rules(beginningWith: topic) ?? rules(holding: topic)
        guard let found, !found.isEmpty else { return nil }
        let names = Set(found.map(\.name))
        let further = Set(found.flatMap(\.names)).subtracting(names)
        return (found + all.filter { further.contains($0.name) }).map(\.text).joined(separator: "\n")
    }

    /// What a topic can be: rules' names, and the words of the language.
    public static let topics: [String] = all.map(\.name) + Set(all.flatMap(\.words)).sorted()

    // MARK: Finding

    private static func rules(named topic: String) -> [Rule]? {
        let wanted = topic.lowercased()
        return all.first { $0.name.lowercased() == wanted }.map { [$0] }
    }

    private static func rules(beginningWith topic: String) -> [Rule]? {
        let words = words(of: topic)
        let found = clauses.filter { !words.isEmpty && $0.words.starts(with: words) }
        return found.isEmpty ? nil : found
    }

    private static func rules(holding topic: String) -> [Rule]? {
        let words = words(of: topic)
        guard !words.isEmpty else { return nil }
        return clauses.filter { rule in
            rule.words.indices.contains { rule.words[$0...].starts(with: words) }
        }
    }

    private static func words(of topic: String) -> [String] {
        topic.split(whereSeparator: \.isWhitespace).map { $0.uppercased() }
    }

    /// Lists of words are no help with one of them.
    private static let clauses = all.filter { $0.name != "ReservedWord" && $0.name != "CallWord" }

    // MARK: Reading

    static let all: [Rule] = read(ShippedFiles.grammar)

    /// A rule begins with its name at the start of a line, and goes on in lines that do not.
    static func read(_ text: String) -> [Rule] {
        var rules: [Rule] = []
        var isInRule = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.first?.isLetter == true {
                rules.append(Rule(name: String(line.prefix { $0.isLetter }), text: String(line)))
                isInRule = true
            } else if isInRule, line.first == " " {
                rules[rules.count - 1].text += "\n" + line
            } else {
                isInRule = false
            }
        }
        for index in rules.indices { look(into: &rules[index]) }
        return rules
    }

    private static func look(into rule: inout Rule) {
        var rest = rule.text.drop { $0 != "=" }
        while let next = rest.first {
            if next == "'" || next == "\"" {
                let literal = rest.dropFirst().prefix { $0 != next }
                if literal.count > 1, literal.allSatisfy({ $0.isLetter && $0.isUppercase }) { rule.words.append(String(literal)) }
                rest = rest.dropFirst(literal.count + 2)
            } else if next == "[" {
                rest = rest.drop { $0 != "]" }.dropFirst()
            } else if next == "/" {
                // The rest is said in a comment.
                return
            } else if next.isLetter {
                let name = String(rest.prefix { $0.isLetter })
                if name != rule.name, !rule.names.contains(name) { rule.names.append(name) }
                rest = rest.dropFirst(name.count)
            } else {
                rest = rest.dropFirst()
            }
        }
    }
}
