import Foundation
import Testing

/// A case of Screens/: sections, each headed by a line `--- name`, after lines that say what it is about.
///
/// | section | what it does |
/// | --- | --- |
/// | `size 40x12` | columns and rows, before the start |
/// | `arguments` | one line each, before the start; without them the fixture's knowledge base |
/// | `environment` | `NAME=value`, before the start; `$HOME` is the folder of the case |
/// | `file NAME` | a file below that folder |
/// | `newcomer` | there is no history yet |
/// | `start` | starts the program; a second time beside the first, which is left as it is |
/// | `type` | each line and Return |
/// | `keys` | keys by the names that tmux has for them, `'text'` as it stands |
/// | `paste` | as terminals paste |
/// | `resize 40x12` | |
/// | `wait` | for each line to be somewhere on the screen |
/// | `screen`, `colours` | what is to be seen, and with its colours as `‹1;34›` |
struct ScreenCase {
    struct Section {
        var name: String
        var argument: String
        var text: String
    }

    private var about = ""
    private var sections: [Section] = []

    init(_ text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if let head = line.wholeMatch(of: #/--- (\w+) ?(.*)/#) {
                sections.append(Section(name: String(head.1), argument: String(head.2), text: ""))
            } else if sections.isEmpty {
                about += line + "\n"
            } else {
                sections[sections.count - 1].text += line + "\n"
            }
        }
    }

    var text: String {
        about + sections.map { "--- \($0.name)\($0.argument.isEmpty ? "" : " " + $0.argument)\n\($0.text)" }.joined()
    }

    /// Goes through the sections. What is seen is put in place of what was to be seen where `updates` says so.
    mutating func run(updates: Bool) throws {
        let home = try TemporaryFolder()
        var environment = Executable.environment(home: home.url.path)
        environment["TERM"] = "screen"
        var arguments = ["--kb", Executable.repository.appending(path: "Tests/EndToEndTests/Fixture").path]
        var size = (columns: 80, rows: 24)
        var screens: [Screen] = []
        let history = home.url.appending(path: ".local/state/cqcq/history")
        if !sections.contains(where: { $0.name == "newcomer" }) {
            try FileManager.default.createDirectory(at: history.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: history)
        }
        for index in sections.indices {
            let section = sections[index]
            let lines = section.text.split(separator: "\n").map(String.init)
            switch section.name {
            case "size": size = try Self.size(section.argument)
            case "newcomer": break
            case "arguments": arguments = lines
            case "environment":
                for line in lines {
                    let pair = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                    environment[String(pair[0])] = String(pair[1]).replacing("$HOME", with: home.url.path)
                }
            case "file":
                let file = home.url.appending(path: section.argument)
                try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try section.text.write(to: file, atomically: true, encoding: .utf8)
            case "start":
                screens.append(
                    try Screen(
                        arguments, environment: environment, columns: size.columns, rows: size.rows, folder: home.url))
                try Self.wait(for: "cqcq", on: screens[screens.count - 1])
            case "screen", "colours":
                let screen = try #require(screens.last)
                let hasColours = section.name == "colours"
                let look = { try screen.text(colours: hasColours).replacing(home.url.path, with: "$HOME") }
                let seen = try updates ? Self.settled(look) : Self.comesToShow(section.text, look)
                if updates { sections[index].text = seen }
                #expect(updates || seen == section.text, "saw\n\(seen)")
            default: try Self.perform(section, lines, on: try #require(screens.last))
            }
        }
    }

    private static func perform(_ section: Section, _ lines: [String], on screen: Screen) throws {
        switch section.name {
        case "type":
            for (index, line) in lines.enumerated() {
                try screen.type(line)
                if index < lines.count - 1 { try screen.pressReturn() } else { try screen.press(["Enter"]) }
            }
        case "keys":
            for word in section.text.matches(of: #/'([^']*)'|\S+/#) {
                if let text = word.1 { try screen.type(String(text)) } else { try screen.press([String(word.0)]) }
                // Readline tells an escape from the start of a key by the time between.
                usleep(60_000)
            }
        case "paste": try screen.paste(section.text)
        case "resize":
            let size = try size(section.argument)
            try screen.resize(columns: size.columns, rows: size.rows)
        case "wait": for line in lines { try wait(for: line, on: screen) }
        default: Issue.record("there is no section \(section.name)")
        }
    }

    private static func size(_ text: String) throws -> (columns: Int, rows: Int) {
        let numbers = text.split(separator: "x").compactMap { Int($0) }
        try #require(numbers.count == 2)
        return (numbers[0], numbers[1])
    }

    // MARK: Waiting

    private static let patience = 60.0

    private static func wait(for text: String, on screen: Screen) throws {
        let deadline = Date().addingTimeInterval(patience)
        while try !screen.text().contains(text) {
            guard Date() < deadline else {
                Issue.record("waited in vain for \(text), saw \(try screen.text())")
                return
            }
            usleep(20_000)
        }
    }

    /// What is shown as soon as it is what was wanted, or else after some patience.
    private static func comesToShow(_ wanted: String, _ look: () throws -> String) throws -> String {
        let deadline = Date().addingTimeInterval(patience)
        while true {
            let seen = try look()
            if seen == wanted || Date() > deadline { return seen }
            usleep(30_000)
        }
    }

    /// What is shown when nothing has changed for a while.
    private static func settled(_ look: () throws -> String) throws -> String {
        var seen = ""
        var since = Date()
        while Date().timeIntervalSince(since) < 1.5 {
            let now = try look()
            if now != seen { (seen, since) = (now, Date()) }
            usleep(50_000)
        }
        return seen
    }
}
