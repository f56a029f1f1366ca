import Diagnostics
import Shell

/// The commonest options, read without the parser of the command line, which takes longer to be set up than a question to be answered.
/// They mean here what they mean in `Cqcq`; whatever else there is among the words is left to that.
enum FastOptions {
    /// nil unless each of the words is one of these options, given once and with a value that will do.
    static func options(_ words: [String]) -> ShellOptions? {
        var options = ShellOptions()
        options.version = Cqcq.version
        guard !words.isEmpty, words.count.isMultiple(of: 2) else { return nil }
        for index in stride(from: 0, to: words.count, by: 2) {
            let value = words[index + 1]
            switch words[index] {
            case "-c": options.inputs.append(.text(value))
            case "-f": options.inputs.append(.file(value))
            case _ where value.isEmpty || value.hasPrefix("-"): return nil
            case "--format" where options.format == nil:
                guard let format = try? ResultFormat(named: value, option: "--format", ignoringCase: true) else { return nil }
                options.format = format
            case "--kb" where options.knowledgeDirectory == nil: options.knowledgeDirectory = value
            case "--load" where options.loadPath == nil: options.loadPath = value
            default: return nil
            }
        }
        return options
    }
}
