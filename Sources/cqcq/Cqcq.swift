import ArgumentParser
import Diagnostics
import PropertyGraph
import Shell
import Synchronization

/// `cqcq` itself. Its options stand in `ProgramOption.all`: the parser, which looks for wrapped properties, finds one in the mirror for each.
struct Cqcq: ParsableCommand, CommandLineProgram, CustomReflectable {
    static let version = ProgramVersion.current

    static let configuration = CommandConfiguration(
        commandName: "cqcq",
        abstract: "Query English care regulation.",
        discussion: """
            Without -c or -f it opens a shell on a terminal, and runs a script that comes on standard input.

            Subcommands, each with a --help of its own (`cqcq help NAME`):
            \(Subprogram.list)

            Exit codes: \(ExitStatus.list).
            """,
        version: "cqcq \(version)")

    /// What the command line says; as if nothing had been said until the parser has read it.
    private(set) var options = ShellOptions()

    init() { options.version = Self.version }

    var customMirror: Mirror {
        Mirror(self, children: ProgramOption.all.map { (label: $0.name, value: $0.declaration) })
    }

    init(from decoder: any Decoder) throws {
        self.init()
        let values = try decoder.container(keyedBy: OptionKey.self)
        let given = try ProgramOption.all.flatMap { try $0.given(in: values) }
        for given in given.sorted(by: { $0.order < $1.order }) { given.change(&options) }
    }

    func validate() throws {
        if let conflict = options.conflict { throw ValidationError(conflict) }
    }

    func perform() -> ExitStatus { ShellProgram.run(options) }
}

/// What one value of an option changes, and its place among all values: the parser reads the words in order, yet keeps each option apart.
struct GivenOption: Sendable {
    let order: Int
    let change: ProgramOption.Change

    private static let count = Atomic<Int>(0)

    init(_ change: @escaping ProgramOption.Change) {
        order = Self.count.add(1, ordering: .relaxed).newValue
        self.change = change
    }
}

/// An option by its name, as the parser keeps it.
struct OptionKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension ProgramOption {
    /// The option as the parser takes it.
    var declaration: Any {
        let names: NameSpecification = name.count == 1 ? .customShort(Character(name)) : .customLong(name)
        let help = ArgumentHelp(summary, valueName: valueName)
        if valueName == nil { return Flag(wrappedValue: false, name: names, help: help) }
        let read: @Sendable (String) throws -> GivenOption = { text in
            try usage { () throws(Diagnostics) in GivenOption(try change(text)) }
        }
        if repeats {
            return Option<[GivenOption]>(
                wrappedValue: [], name: names, parsing: takesAnyText ? .unconditionalSingleValue : .singleValue, help: help, completion: words, transform: read)
        }
        return Option<GivenOption?>(name: names, help: help, completion: words, transform: read)
    }

    private var words: CompletionKind? {
        switch completion {
        case .none: nil
        case .files: .file()
        case .folders: .directory
        case .words(let words): .list(words)
        }
    }

    /// What the parser has read of it.
    func given(in values: KeyedDecodingContainer<OptionKey>) throws -> [GivenOption] {
        let key = OptionKey(stringValue: name)
        if valueName == nil {
            guard try values.decode(Flag<Bool>.self, forKey: key).wrappedValue else { return [] }
            return try usage { () throws(Diagnostics) in [GivenOption(try change(""))] }
        }
        if repeats { return try values.decode(Option<[GivenOption]>.self, forKey: key).wrappedValue }
        return try values.decode(Option<GivenOption?>.self, forKey: key).wrappedValue.map { [$0] } ?? []
    }
}

/// The value of an option that takes one of a few words.
func choice<Choice: NamedChoice & Sendable>(_ option: String, ignoringCase: Bool = false) -> @Sendable (String) throws -> Choice {
    { text in try usage { () throws(Diagnostics) in try Choice(named: text, option: option, ignoringCase: ignoringCase) } }
}

/// The value of an option as a function of its text.
func reading<Value>(_ value: @escaping @Sendable (String) throws(Diagnostics) -> Value) -> @Sendable (String) throws -> Value {
    { text in try usage { () throws(Diagnostics) in try value(text) } }
}

/// Runs a reader of an option's text. Throws its errors as the parser's own type, which prints them as they are.
func usage<Result>(_ read: () throws(Diagnostics) -> Result) throws -> Result {
    do {
        return try read()
    } catch {
        let faults = error.list.map(\.fault)
        throw ValidationError(faults.map { ([$0.sentence] + ($0.hint.map { ["  hint: " + $0] } ?? [])).joined(separator: "\n") }.joined(separator: "\n"))
    }
}
