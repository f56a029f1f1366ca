import Shell

/// The options read without the parser of the command line, which takes longer to be set up than a question to be answered.
/// What they mean stands in `ProgramOption`, where the parser has them from; whatever is not plain is left to that.
enum FastOptions {
    /// nil unless each word is an option in its full spelling, or the value of one that it will do for.
    static func options(_ words: [String]) -> ShellOptions? {
        var options = ShellOptions()
        options.version = Cqcq.version
        var given: Set<String> = []
        var rest = words[...]
        while let word = rest.popFirst() {
            guard let option = ProgramOption.all.first(where: { $0.spelling == word }), given.insert(option.name).inserted || option.repeats else { return nil }
            var text = ""
            if option.valueName != nil {
                guard let value = rest.popFirst(), option.takesAnyText || !value.isEmpty && !value.hasPrefix("-") else { return nil }
                text = value
            }
            guard let change = try? option.change(text) else { return nil }
            change(&options)
        }
        return options.conflict == nil ? options : nil
    }
}
