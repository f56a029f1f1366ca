import Diagnostics
import Platform

/// Colon commands that are run before the first prompt.
struct ConfigurationFile {
    let path: String

    /// `$XDG_CONFIG_HOME/cqcq/config`, by default below `~/.config`; nil where there is none.
    static func standard() -> ConfigurationFile? { path(of: "config").map(ConfigurationFile.init) }

    /// A file in the folder of settings; nil where there is none.
    static func path(of name: String) -> String? {
        var folder = Environment["XDG_CONFIG_HOME"] ?? ""
        if !folder.hasPrefix("/") {
            guard let home = Environment["HOME"], home.hasPrefix("/") else { return nil }
            folder = home + "/.config"
        }
        let path = folder + "/cqcq/" + name
        return access(path, F_OK) == 0 ? path : nil
    }

    /// What is wrong is reported with its line, and the lines after it are run all the same.
    func apply(to session: Session) {
        do {
            var input = try LineInput(path: path)
            var reader = StatementReader(commands: session.commandNames, name: path)
            while let line = try input.next() {
                for statement in reader.read(line) { run(statement, in: session) }
            }
            if let last = reader.finish() { run(last, in: session) }
        } catch {
            session.show(error)
        }
    }

    private func run(_ statement: Statement, in session: Session) {
        do {
            _ = try session.execute(statement)
        } catch {
            session.show(error)
        }
    }
}
