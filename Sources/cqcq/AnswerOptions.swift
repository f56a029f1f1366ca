import ArgumentParser
import PropertyGraph
import Shell

/// The options of a question that is given in words: of `cqcq evidence` and `cqcq directory`.
struct AnswerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Write the answer in this format: table, csv, json, xlsx or another one of cqcq.", valueName: "format"),
        transform: choice("--format", ignoringCase: true))
    var format: ResultFormat?

    @Option(name: [.short, .customLong("output")], help: ArgumentHelp("Write the answer to this file.", valueName: "file"), completion: .file())
    var output: String?

    @Option(name: .customLong("kb"), help: ArgumentHelp("Read this folder instead of the built-in knowledge base.", valueName: "dir"), completion: .directory)
    var knowledgeDirectory: String?

    @Option(help: ArgumentHelp("Ask about this day.", valueName: "yyyy-mm-dd"),
        transform: reading(OptionText.date))
    var asOf: CalendarDate?

    var settings: AnswerSettings {
        var settings = AnswerSettings()
        settings.format = format
        settings.outputPath = output
        settings.knowledgeDirectory = knowledgeDirectory
        settings.asOf = asOf
        settings.version = Cqcq.version
        return settings
    }
}
