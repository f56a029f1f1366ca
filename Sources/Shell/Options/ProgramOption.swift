import Diagnostics

/// An option of `cqcq` itself, described once (`ProgramOption.all`): the parser of the command line, its help, the man page, the completion of
/// shells, the quick reader and, if it is a setting as well, `:set` are made from this. docs/shell.md is compared with it.
package struct ProgramOption: Sendable {
    package typealias Change = @Sendable (inout ShellOptions) -> Void

    /// What the shell that the program is started from completes.
    package enum Completion: Sendable { case none, files, folders, words([String]) }

    /// Without dashes; one letter for a short option: `as-of`, `c`.
    package let name: String
    /// What stands for the value in help: `yyyy-mm-dd`. nil for a flag, which has no value.
    package let valueName: String?
    /// An imperative sentence.
    package let summary: String
    package var completion = Completion.none
    /// It may be given several times, and each counts. Of others the last counts.
    package var repeats = false
    /// Its value may begin with a dash.
    package var takesAnyText = false
    /// The setting of the session that it sets at the start.
    var setting: Setting?
    /// Reads the value; of a flag, nothing.
    let read: @Sendable (_ text: String) throws(Diagnostics) -> Change

    /// As it is typed: `--as-of`, `-c`.
    package var spelling: String { (name.count == 1 ? "-" : "--") + name }

    /// What a value changes. Throws the fault of a value that it does not take.
    package func change(_ text: String) throws(Diagnostics) -> Change { try read(text) }
}

// The kinds that options are of.
extension ProgramOption {
    static func flag(_ name: String, _ summary: String, _ path: WritableKeyPath<ShellOptions, Bool> & Sendable) -> ProgramOption {
        ProgramOption(name: name, valueName: nil, summary: summary) { _ in { $0[keyPath: path] = true } }
    }

    /// A flag that only the session has to know.
    static func flag(session name: String, _ summary: String, _ path: WritableKeyPath<Session.Settings, Bool> & Sendable) -> ProgramOption {
        ProgramOption(name: name, valueName: nil, summary: summary) { _ in { $0.settings.append { $0[keyPath: path] = true } } }
    }

    /// A text as it stands.
    static func text(
        _ name: String, _ valueName: String, _ summary: String, completion: Completion = .none, _ path: WritableKeyPath<ShellOptions, String?> & Sendable
    ) -> ProgramOption {
        value(name, valueName, summary, completion: completion, path) { (text: String) throws(Diagnostics) in text }
    }

    static func value<Value: Sendable>(
        _ name: String, _ valueName: String, _ summary: String, completion: Completion = .none, _ path: WritableKeyPath<ShellOptions, Value?> & Sendable,
        _ read: @escaping @Sendable (String) throws(Diagnostics) -> Value
    ) -> ProgramOption {
        ProgramOption(name: name, valueName: valueName, summary: summary, completion: completion) { text throws(Diagnostics) in
            let value = try read(text)
            return { $0[keyPath: path] = value }
        }
    }

    /// Each value is added to those before it.
    static func list<Value: Sendable>(
        _ name: String, _ valueName: String, _ summary: String, completion: Completion = .none, takesAnyText: Bool = false,
        _ path: WritableKeyPath<ShellOptions, [Value]> & Sendable, _ read: @escaping @Sendable (String) throws(Diagnostics) -> Value
    ) -> ProgramOption {
        ProgramOption(name: name, valueName: valueName, summary: summary, completion: completion, repeats: true, takesAnyText: takesAnyText) {
            text throws(Diagnostics) in
            let value = try read(text)
            return { $0[keyPath: path].append(value) }
        }
    }

    /// A setting, by its own name or another one: `:asof` is `--as-of`. One that is on or off is a flag.
    static func setting(_ setting: Setting, name: String? = nil, summary: String? = nil) -> ProgramOption {
        let name = name ?? setting.name, isFlag = setting.argument == .onOff
        return ProgramOption(
            name: name, valueName: isFlag ? nil : setting.values.lowercased(), summary: summary ?? setting.summary + ".",
            completion: isFlag ? .none : .words(setting.argument.words), setting: setting
        ) { text throws(Diagnostics) in
            let change = try setting.read(isFlag ? "on" : text, "--" + name)
            return { $0.settings.append(change) }
        }
    }
}
