import Diagnostics
import Knowledge
import PropertyGraph
import Reports

/// A report that somebody asks for: its name, what it is asked, and the form that it is written in.
struct ReportRequest {
    /// The name of the report, and the words that its parameters take.
    var words: [String] = []
    var format: ReportFormat?
    /// Standard output where there is none.
    var outputPath: String?
    /// Which section CSV holds.
    var section: String?
    /// Show what is different from the graph without what was written.
    var isAgainstBase = false
    var withAppendix = false

    /// The words of `:report gaps well-led --format html -o gaps.html --against base`.
    static func read(_ words: [String]) throws(Diagnostics) -> ReportRequest {
        var request = ReportRequest()
        var rest = words[...]
        while let word = rest.popFirst() {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard let option = parts.first, options.contains(option) else {
                request.words.append(word)
                continue
            }
            if option == "--appendix", parts.count == 1 {
                request.withAppendix = true
                continue
            }
            guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
                throw Diagnostics(CommandFault.missingValue(option: option))
            }
            switch option {
            case "--format": request.format = try ReportFormat(named: value, option: "--format", ignoringCase: true)
            case "--section": request.section = value
            case "--against": request.isAgainstBase = try isBase(value)
            default: request.outputPath = value
            }
        }
        return request
    }

    static let options = ["--against", "--appendix", "--format", "--output", "--section", "-o"]

    /// Of `--against`, which knows `base` alone.
    static func isBase(_ text: String) throws(Diagnostics) -> Bool {
        guard text.lowercased() == "base" else {
            throw Diagnostics(UsageFault.unknownValue(option: "--against", value: text, known: ["base"]))
        }
        return true
    }

    /// As asked for, or as the ending of the file says. Throws where the two do not agree or the ending is of no format.
    func checkedFormat() throws(Diagnostics) -> ReportFormat {
        guard let outputPath else { return format ?? .text }
        try FileEnding.check(outputPath, asked: format?.rawValue, written: ReportFormat.allCases.map(\.rawValue) + ["pdf"])
        if isPDF { return .html }
        return format ?? FileEnding.format(of: outputPath).flatMap(ReportFormat.init) ?? .text
    }

    /// The page is to be printed to the file.
    var isPDF: Bool { outputPath.flatMap(FileEnding.format) == "pdf" }

    /// What has to be typed for the same report on that day.
    func commandLine(asOf day: CalendarDate) -> String {
        var parts = ["cqcq report", statement.text]
        if let section { parts.append("--section \(section)") }
        if isAgainstBase { parts.append("--against base") }
        if withAppendix { parts.append("--appendix") }
        parts.append("--as-of \(day)")
        if let outputPath { parts.append("-o \(Self.quoted(outputPath))") } else if let format { parts.append("--format \(format.rawValue)") }
        return parts.joined(separator: " ")
    }

    /// The words as a statement has them.
    var statement: SourceText { SourceText(words.map(Self.quoted).joined(separator: " "), name: "report") }

    private static func quoted(_ word: String) -> String {
        guard word.contains(where: \.isWhitespace) else { return word }
        let isNamed = word.prefix { !$0.isWhitespace }.contains("=")
        let (name, value) = isNamed ? word.split(at: word.firstIndex(of: "=")!) : ("", word)
        let quote = value.contains("'") ? "\"" : "'"
        return name + quote + value + quote
    }
}

extension String {
    /// Up to and with the character, and what comes after it.
    fileprivate func split(at index: Index) -> (String, String) {
        (String(self[...index]), String(self[self.index(after: index)...]))
    }
}
