import Diagnostics
import PropertyGraph

/// Without an argument each says how it is set.
extension ColonCommand {
    static let asOf = ColonCommand(
        name: "asof", usage: ":asof [YYYY-MM-DD|now]", summary: "show the graph as it was on a day", argument: .day
    ) { session, argument throws(Diagnostics) in
        switch argument {
        case nil: session.tell("as of \(session.settings.asOf.map(String.init(describing:)) ?? "now")")
        case "now": session.settings.asOf = nil
        case let text?: session.settings.asOf = try OptionText.date(text)
        }
        return .goOn
    }

    static let knownOn = ColonCommand(
        name: "knownon", usage: ":knownon [YYYY-MM-DD|now]", summary: "show only what was published or recorded by a day",
        argument: .day
    ) { session, argument throws(Diagnostics) in
        switch argument {
        case nil: session.tell("known on \(session.settings.knownOn.map(String.init(describing:)) ?? "now")")
        case "now": session.settings.knownOn = nil
        case let text?: session.settings.knownOn = try OptionText.date(text)
        }
        return .goOn
    }

    static let format = ColonCommand(
        name: "format", usage: ":format [NAME]", summary: "how results are written: table, csv, json …", argument: .format
    ) { session, argument throws(Diagnostics) in
        if let argument {
            session.settings.format = try ResultFormat(named: argument, option: ":format")
        } else {
            session.tell("format \(session.settings.format)")
        }
        return .goOn
    }

    static let timer = ColonCommand(
        name: "timer", usage: ":timer [on|off]", summary: "tell the time that each statement takes", argument: .onOff
    ) { session, argument throws(Diagnostics) in
        switch argument {
        case nil: session.tell("timer \(session.settings.timer ? "on" : "off")")
        case "on": session.settings.timer = true
        case "off": session.settings.timer = false
        case let text?:
            throw Diagnostics(UsageFault.unknownValue(option: ":timer", value: text, known: ["on", "off"]))
        }
        return .goOn
    }
}
