import Diagnostics
import PropertyGraph

extension ColonCommand {
    static let set = ColonCommand(
        name: "set", usage: ":set [NAME [VALUE]]", summary: "List the settings, or show or change one", argument: .setting
    ) { session, argument throws(Diagnostics) in
        guard let argument else {
            session.write([
                SchemaSection(
                    name: "settings", columns: ["setting", "value", "values", "summary"],
                    rows: Setting.all.map { setting in
                        [setting.name, setting.value(session.settings), setting.values, setting.summary].map { .string($0) }
                    })
            ])
            return .goOn
        }
        let words = argument.split(separator: " ", maxSplits: 1).map(String.init)
        guard let setting = Setting.all.first(where: { $0.name == words[0].lowercased() }) else {
            let near = Suggestion.nearest(to: words[0], in: Setting.all.map(\.name))
            throw Diagnostics(ShellFault.unknownSetting(words[0], near: near))
        }
        return try setting.command.action(session, words.count > 1 ? words[1] : nil)
    }
}
