import PropertyGraph

/// A line in plain English taken as a question: codes, titles, kinds, days and the words of the thesaurus in it become the
/// commands that answer it. There is no language model behind it, and what it does not understand it leaves.
package struct PlainQuestion {
    private let scope: NameScope
    private let text: String
    private var words: [Word] = []
    private var names: [Name] = []
    private var kinds: [String] = []
    private var days: [CalendarDate] = []

    /// No more commands are shown.
    private static let most = 4
    private static let nameLabels = [
        "KeyQuestion", "Criterion", "Regulation", "RegulationPart", "EvidenceCategory", "IStatement", "WeStatement", "Guideline", "Sector",
        "ServiceType", "Framework", "Prompt",
    ]

    private struct Word {
        let text: String
        let lower: String
        /// It is part of a name, a kind or a day.
        var isTaken = false
    }

    private struct Name {
        let text: String
        let resolution: NameResolution
        let start: Int

        var isCode: Bool { resolution.readings.first.map { $0.match <= .code } ?? false }
        var label: String? { resolution.readings.first?.label }
    }

    package init(_ text: String, in scope: NameScope) {
        self.scope = scope
        self.text = text
        let padding: Set<Character> = ["?", "!", ",", ".", ";", ":", "\"", "“", "”", "‘", "’", "'"]
        words = text.split(whereSeparator: \.isWhitespace).compactMap { word in
            var word = word.drop { padding.contains($0) }
            while let last = word.last, padding.contains(last) { word.removeLast() }
            return word.isEmpty ? nil : Word(text: String(word), lower: word.lowercased())
        }
        takeDays()
        takeNames()
        takeKinds()
    }

    /// Whether the line begins with a word that asks, or ends with a question mark.
    package var isAsking: Bool {
        text.last { !$0.isWhitespace } == "?" || words.first.map { QuestionWords.asking.contains($0.lower) } ?? false
    }

    // MARK: Commands

    /// Lines of commands that answer it, the likeliest first; none where nothing was understood.
    package var commands: [String] {
        var lines: [String] = []
        for line in answers where !lines.contains(line) { lines.append(line) }
        return Array(lines.prefix(Self.most))
    }

    private var answers: [String] {
        if let line = comparison { return [line] }
        if has(QuestionWords.gaps) || lower.contains("no") && !kinds.isEmpty || lower.contains("not") && has(["covered"]) {
            return ["gaps" + keyQuestion]
        }
        if let lines = suggestions { return lines }
        if let line = sayings { return [line] }
        if lower.contains("mapping") || lower.contains("mappings"), has(["set", "sets"]) { return ["sets"] }
        if names.count >= 2, has(QuestionWords.links), let lines = ways { return lines }
        if has(QuestionWords.sources), let name = names.first, name.label != "KeyQuestion" { return each(name, "sources") }
        if has(QuestionWords.coverage), names.allSatisfy({ $0.label == "KeyQuestion" }), topic(without: QuestionWords.coverage).isEmpty || has(QuestionWords.amounts) {
            return ["coverage" + keyQuestion]
        }
        if let lines = kindAnswers { return lines }
        if let name = names.first(where: { $0.label != "KeyQuestion" }) ?? names.first { return each(name, "trace") }
        return topic.isEmpty || !finds(topic) ? [] : ["find \(topic)"]
    }

    private var comparison: String? {
        if days.count > 1 { return "compare \(days[0]) \(days[1])" }
        guard let day = days.first, has(QuestionWords.changes) else { return nil }
        return "compare \(day) \(scope.today)"
    }

    /// `suggest W3 --from IStatement`
    private var suggestions: [String]? {
        guard has(QuestionWords.fits), let kind = kinds.first(where: { ["IStatement", "WeStatement", "Guideline"].contains($0) }),
            let name = names.first(where: { ["KeyQuestion", "QualityStatement", "KLOE"].contains($0.label) })
        else { return nil }
        return each(name, "suggest").map { $0 + " --from \(kind)" }
    }

    /// `said scoring`: what stands behind `about` or `on`, or else the subject.
    private var sayings: String? {
        let isPast = has(QuestionWords.said)
        guard isPast || has(QuestionWords.saying) else { return nil }
        let about = lower.firstIndex { ["about", "on", "regarding"].contains($0) }
        if !isPast, names.contains(where: { $0.isCode && $0.start < about ?? .max }) { return nil }
        let subject = about.map { words[($0 + 1)...].map(\.text).joined(separator: " ") } ?? topic
        return subject.isEmpty ? nil : "said \(subject)"
    }

    private var ways: [String]? {
        guard let first = names[0].resolution.readings.first, let second = names[1].resolution.readings.first, first.node != second.node else {
            return nil
        }
        return ["why \(names[0].text) \(names[1].text)"]
    }

    /// `show regulations`; of a kind and a subject, those of the kind that it fits.
    private var kindAnswers: [String]? {
        guard let kind = kinds.last(where: { $0 != "KeyQuestion" }) ?? kinds.first else { return nil }
        // Who asks says for whom; what is asked about stands beside it.
        let isForWhom = { (name: Name) in ["Sector", "ServiceType"].contains(name.label) && !topic.isEmpty }
        let named = names.first { $0.label != "KeyQuestion" && !isForWhom($0) }
        if let named, named.isCode { return nil }
        let subject = named?.text ?? topic
        if subject.isEmpty { return ["show \(scope.schema.labels[kind]?.aliases.dropFirst().first ?? kind)" + keyQuestion] }
        let readings = scope.resolver([kind]).resolve(subject).readings
        if readings.isEmpty { return named == nil ? (finds(subject) ? ["find \(subject)"] : []) : nil }
        return readings.map { "trace \($0.id)" } + (readings.count > 1 ? ["find \(subject)"] : [])
    }

    private func each(_ name: Name, _ command: String) -> [String] {
        let readings = name.resolution.readings
        // What happened to something is asked of what has ended, not of a draft that has its code.
        if has(QuestionWords.history), readings.allSatisfy(\.isDraft) {
            let ended = name.resolution.others.filter { !$0.isInForce }
            if !ended.isEmpty { return ended.map { "\(command) \($0.id)" } }
        }
        return readings.count > 1 ? readings.map { "\(command) \($0.id)" } : ["\(command) \(name.text)"]
    }

    /// With a blank before it.
    private var keyQuestion: String { names.first { $0.label == "KeyQuestion" }.map { " " + $0.text } ?? "" }

    // MARK: Words

    private var lower: [String] { words.map(\.lower) }

    private func has(_ wanted: Set<String>) -> Bool { words.contains { !$0.isTaken && wanted.contains($0.lower) } }

    /// What is left when all that asks is taken away.
    private var topic: String { topic(without: []) }

    private func topic(without others: Set<String>) -> String {
        words.filter { !$0.isTaken && !QuestionWords.silent.contains($0.lower) && !others.contains($0.lower) }.map(\.text).joined(separator: " ")
    }

    private func finds(_ topic: String) -> Bool {
        topic.contains(where: \.isLetter) && !TextSearch(graph: scope.graph, schema: scope.schema, day: scope.day).find(topic).isEmpty
    }

    private mutating func takeDays() {
        for (index, word) in words.enumerated() {
            guard let day = CalendarDate(word.text) else { continue }
            days.append(day)
            words[index].isTaken = true
        }
    }

    /// The longest runs of words that are wholly a name.
    private mutating func takeNames() {
        let resolver = scope.resolver(Self.nameLabels.filter { scope.schema.labels[$0] != nil })
        for length in stride(from: min(10, words.count), through: 1, by: -1) {
            for start in 0...(words.count - length) {
                let run = words[start..<start + length]
                guard !run.contains(where: \.isTaken), canName(run) else { continue }
                let name = run.map(\.text).joined(separator: " ")
                let resolution = resolver.resolve(name)
                guard resolution.isExact else { continue }
                names.append(Name(text: name, resolution: resolution, start: start))
                for index in run.indices { words[index].isTaken = true }
            }
        }
        names.sort { $0.start < $1.start }
    }

    /// A single letter or a number in a sentence is not a name, nor is a run that begins or ends with a word such as `what`.
    private func canName(_ run: ArraySlice<Word>) -> Bool {
        guard let first = run.first, let last = run.last else { return false }
        if run.count == 1, words.count > 2 {
            if first.text.count == 1 || first.text.allSatisfy(\.isNumber) { return false }
        }
        if run.count == words.count { return !(run.count == 1 && first.text.count == 1 && first.text.first!.isLowercase) }
        let isStatement = run.count > 1 && ["i", "we"].contains(first.lower)
        return (isStatement || !QuestionWords.silent.contains(first.lower)) && !QuestionWords.silent.contains(last.lower)
    }

    /// Words for kinds among what is left: `regulation`, `quality statements`, `law`.
    private mutating func takeKinds() {
        for length in stride(from: min(3, words.count), through: 1, by: -1) {
            for start in 0...(words.count - length) {
                let run = words[start..<start + length]
                guard !run.contains(where: \.isTaken) else { continue }
                guard let label = scope.schema.label(called: run.map(\.lower).joined(separator: " ")), !label.isGenerated else { continue }
                if run.count == 1, QuestionWords.sources.contains(run.first!.lower) { continue }
                kinds.append(label.name)
                for index in run.indices { words[index].isTaken = true }
            }
        }
    }
}
