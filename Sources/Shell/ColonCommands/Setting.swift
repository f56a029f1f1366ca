import Diagnostics

/// Something that a session keeps from statement to statement. Each is a colon command of its own name, `:set` lists them, and most are options
/// of the program too (`ProgramOption.all`).
package struct Setting: Sendable {
    package typealias Change = @Sendable (inout Session.Settings) -> Void

    let name: String
    /// `on|off`
    let values: String
    /// An imperative clause without its full stop.
    let summary: String
    let argument: ColonCommand.Argument
    /// As it would be typed.
    let value: @Sendable (Session.Settings) -> String
    /// Reads a value; errors call the setting by the name that it was given under, `:format` or `--format`.
    let read: @Sendable (_ text: String, _ name: String) throws(Diagnostics) -> Change

    static let all: [Setting] = [.format, .chart, .asOf, .knownOn, .timer, .timeout, .limit, .wide, .withSources, .wrap, .pager, .color]

    /// `:timer` shows the value, `:timer on` changes it.
    var command: ColonCommand {
        ColonCommand(name: name, usage: ":\(name) [\(values)]", summary: summary, argument: argument) {
            session, argument throws(Diagnostics) in
            if let argument {
                try read(argument, ":" + name)(&session.settings)
            } else {
                session.tell("\(name) \(value(session.settings))")
            }
            return .goOn
        }
    }

    static let format = Setting(
        name: "format", values: "NAME", summary: "Write results in this format", argument: .format, value: { $0.format.rawValue }
    ) { text, name throws(Diagnostics) in
        let format = try ResultFormat(named: text, option: name, ignoringCase: true)
        return { ($0.format, $0.isFormatChosen) = (format, true) }
    }

    static let chart = Setting(
        name: "chart", values: "bar|line|heat|off", summary: "Show results as charts: in the terminal, or in svg, html or xlsx", argument: .chart,
        value: { $0.chart?.rawValue ?? "off" }
    ) { text, name throws(Diagnostics) in
        let word = text.lowercased(), kind = ChartKind(rawValue: word)
        guard kind != nil || word == "off" else {
            throw Diagnostics(UsageFault.unknownValue(option: name, value: text, known: ChartKind.allCases.map(\.rawValue) + ["off"]))
        }
        return { $0.show(kind) }
    }

    static let asOf = Setting(
        name: "asof", values: "YYYY-MM-DD|now|all", summary: "Show what held on a day, what holds now (the default), or all days", argument: .day(["now", "all"]),
        value: { $0.asOf.description }
    ) { text, _ throws(Diagnostics) in
        let day = try AsOf(text)
        return { $0.asOf = day }
    }

    static let knownOn = Setting(
        name: "knownon", values: "YYYY-MM-DD|now", summary: "Show only what was published or recorded by a day", argument: .day(["now"]),
        value: { $0.knownOn?.description ?? "now" }
    ) { text, _ throws(Diagnostics) in
        let day = text == "now" ? nil : try OptionText.date(text)
        return { $0.knownOn = day }
    }

    static let timeout = Setting(
        name: "timeout", values: "TIME|off", summary: "Stop a statement that takes longer: 500ms, 5s, 2m", argument: .off,
        value: { $0.timeout.map { "\($0 / .milliseconds(1))ms".replacing(".0ms", with: "ms") } ?? "off" }
    ) { text, _ throws(Diagnostics) in
        let time = text == "off" ? nil : try OptionText.duration(text)
        return { $0.timeout = time }
    }

    static let limit = Setting(
        name: "limit", values: "ROWS|off", summary: "Show no more rows of a result than this", argument: .off,
        value: { $0.limit.map(String.init) ?? "off" }
    ) { text, name throws(Diagnostics) in
        let number = text == "off" ? nil : Int(text)
        guard text == "off" || number ?? 0 > 0 else {
            throw Diagnostics(UsageFault.unknownValue(option: name, value: text, known: ["off", "a number of rows"]))
        }
        return { $0.limit = number }
    }

    static let color = Setting(
        name: "color", values: "auto|always|never", summary: "Use colours; auto: on a terminal, unless NO_COLOR is set or TERM is dumb",
        argument: .color, value: { $0.color.rawValue }
    ) { text, name throws(Diagnostics) in
        let choice = try ColorChoice(named: text, option: name)
        return { $0.color = choice }
    }

    static let timer = flag("timer", "Show on standard error how long each statement takes", \.timer)
    static let wide = flag("wide", "Include the detail columns of commands in tables", \.wide)
    static let withSources = flag("with-sources", "Include the column of sources in tables", \.withSources)
    static let wrap = flag("wrap", "Continue long prose in a table on the next line instead of cutting it", \.wrap)
    static let pager = flag("pager", "Show results that do not fit on the screen with $PAGER (default: less -RS)", \.pager)

    private static func flag(
        _ name: String, _ summary: String, _ path: WritableKeyPath<Session.Settings, Bool> & Sendable
    ) -> Setting {
        Setting(
            name: name, values: "on|off", summary: summary, argument: .onOff, value: { $0[keyPath: path] ? "on" : "off" }
        ) { text, name throws(Diagnostics) in
            guard text == "on" || text == "off" else { throw Diagnostics(UsageFault.unknownValue(option: name, value: text, known: ["on", "off"])) }
            return { $0[keyPath: path] = text == "on" }
        }
    }
}
