import Diagnostics
import PropertyGraph

/// Something that a session keeps from statement to statement. Each is a colon command of its own name, and `:set`
/// lists them.
struct Setting: Sendable {
    let name: String
    /// `on|off`
    let values: String
    let summary: String
    let argument: ColonCommand.Argument
    /// As it would be typed.
    let value: @Sendable (Session.Settings) -> String
    let change: @Sendable (inout Session.Settings, String) throws(Diagnostics) -> Void

    static let all: [Setting] = [
        .format, .chart, .asOf, .knownOn,
        .flag("timer", "show how long each statement takes", \.timer),
        .timeout, .limit,
        .flag("wide", "show the detail columns of commands too", \.wide),
        .flag("with-sources", "show the column of sources too", \.withSources),
        .flag("wrap", "continue long prose in a table on the next line instead of cutting it", \.wrap),
        .flag("pager", "results that do not fit go to $PAGER, else less -RS", \.pager),
        .color,
    ]

    /// `:timer` tells the value, `:timer on` changes it.
    var command: ColonCommand {
        ColonCommand(name: name, usage: ":\(name) [\(values)]", summary: summary, argument: argument) {
            session, argument throws(Diagnostics) in
            if let argument {
                try change(&session.settings, argument)
            } else {
                session.tell("\(name) \(value(session.settings))")
            }
            return .goOn
        }
    }

    static let format = Setting(
        name: "format", values: "NAME", summary: "how results are written: table, csv, json …", argument: .format,
        value: { $0.format.rawValue }
    ) { settings, text throws(Diagnostics) in
        settings.format = try ResultFormat(named: text, option: ":format", ignoringCase: true)
    }

    static let chart = Setting(
        name: "chart", values: "bar|line|heat|off", summary: "show results as charts: in the terminal, or as svg, html or xlsx", argument: .chart,
        value: { $0.chart?.rawValue ?? "off" }
    ) { settings, text throws(Diagnostics) in
        let word = text.lowercased()
        guard word == "off" || ChartKind(rawValue: word) != nil else {
            throw Diagnostics(UsageFault.unknownValue(option: ":chart", value: text, known: ChartKind.allCases.map(\.rawValue) + ["off"]))
        }
        settings.show(ChartKind(rawValue: word))
    }

    static let asOf = Setting(
        name: "asof", values: "YYYY-MM-DD|now|all", summary: "show what held on a day, what holds today, or all days", argument: .day,
        value: { $0.asOf.description }
    ) { settings, text throws(Diagnostics) in
        settings.asOf = try AsOf(text)
    }

    static let knownOn = Setting(
        name: "knownon", values: "YYYY-MM-DD|now", summary: "show only what was published or recorded by a day",
        argument: .day, value: { $0.knownOn?.description ?? "now" }
    ) { settings, text throws(Diagnostics) in
        settings.knownOn = text == "now" ? nil : try OptionText.date(text)
    }

    static let timeout = Setting(
        name: "timeout", values: "TIME|off", summary: "stop a statement that takes longer: 500ms, 5s, 2m", argument: .off,
        value: { $0.timeout.map { "\($0 / .milliseconds(1))ms".replacing(".0ms", with: "ms") } ?? "off" }
    ) { settings, text throws(Diagnostics) in
        settings.timeout = text == "off" ? nil : try OptionText.duration(text)
    }

    static let limit = Setting(
        name: "limit", values: "ROWS|off", summary: "show no more rows of a result", argument: .off,
        value: { $0.limit.map(String.init) ?? "off" }
    ) { settings, text throws(Diagnostics) in
        if text == "off" { return settings.limit = nil }
        guard let number = Int(text), number > 0 else {
            throw Diagnostics(UsageFault.unknownValue(option: ":limit", value: text, known: ["off", "a number of rows"]))
        }
        settings.limit = number
    }

    static let color = Setting(
        name: "color", values: "auto|always|never", summary: "colours; auto: on a terminal unless NO_COLOR is set",
        argument: .color, value: { $0.color.rawValue }
    ) { settings, text throws(Diagnostics) in
        settings.color = try ColorChoice(named: text, option: ":color")
    }

    private static func flag(
        _ name: String, _ summary: String, _ path: WritableKeyPath<Session.Settings, Bool> & Sendable
    ) -> Setting {
        Setting(
            name: name, values: "on|off", summary: summary, argument: .onOff,
            value: { $0[keyPath: path] ? "on" : "off" }
        ) { settings, text throws(Diagnostics) in
            switch text {
            case "on": settings[keyPath: path] = true
            case "off": settings[keyPath: path] = false
            default: throw Diagnostics(UsageFault.unknownValue(option: ":" + name, value: text, known: ["on", "off"]))
            }
        }
    }
}
