import Diagnostics

/// From syntax tree to query text: on one line, keywords in capitals, with no parenthesis that is not needed.
/// Parsing what it prints gives the same tree.
public struct Printer {
    var text = ""

    /// A statement that parses to an equal tree, in the standard spelling.
    public static func text(of statement: Statement) -> String {
        var printer = Printer()
        if let prefix = statement.prefix { printer.write(prefix) }
        switch statement.mode {
        case .run: break
        case .explain: printer.text += "EXPLAIN "
        case .profile: printer.text += "PROFILE "
        }
        if let commit = statement.periodicCommit {
            printer.text += "USING PERIODIC COMMIT " + (commit.rows.map { "\($0) " } ?? "")
        }
        switch statement.body {
        case .query(let query): printer.write(query)
        case .schema(let command): printer.write(command)
        }
        return printer.text
    }

    /// A query that parses to an equal tree.
    public static func text(of query: Query) -> String {
        var printer = Printer()
        printer.write(query)
        return printer.text
    }

    /// A clause that parses to an equal tree.
    public static func text(of clause: Clause) -> String {
        var printer = Printer()
        printer.write(clause)
        return printer.text
    }

    /// An expression that parses to an equal tree.
    public static func text(of expression: Expression) -> String {
        var printer = Printer()
        printer.write(expression)
        return printer.text
    }

    /// A pattern that parses to an equal tree.
    public static func text(of pattern: Pattern) -> String {
        var printer = Printer()
        printer.write(pattern)
        return printer.text
    }

    /// A label, type or key, in backquotes where it needs them.
    public static func quoted(name: String) -> String {
        CharacterClass.isPlainName(name) ? name : backquoted(name)
    }

    /// A variable, in backquotes where it needs them, as reserved words do.
    public static func quoted(variable: String) -> String {
        Keyword.spelt(Array(variable.utf8)[...])?.isReserved == true ? backquoted(variable) : quoted(name: variable)
    }

    /// The variable of a place in FOR: the words of clauses need backquotes as well.
    static func quoted(place variable: String) -> String {
        Keyword.spelt(Array(variable.utf8)[...])?.startsClauseBehindName == true ? backquoted(variable) : quoted(variable: variable)
    }

    /// A string literal in single quotes.
    public static func quoted(string: String) -> String {
        var quoted = "'"
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\\": quoted += "\\\\"
            case "'": quoted += "\\'"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\u{8}": quoted += "\\b"
            case "\u{C}": quoted += "\\f"
            case "\u{0}"..."\u{1F}", "\u{7F}":
                let hexadecimal = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "'"
    }

    /// A name as it stands in backquotes, whatever is in it.
    package static func backquoted(_ name: String) -> String {
        "`" + name.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``") + "`"
    }

    /// Several things with something between.
    mutating func write<Item>(_ items: [Item], between separator: String, _ write: (inout Printer, Item) -> Void) {
        for (index, item) in items.enumerated() {
            if index > 0 { text += separator }
            write(&self, item)
        }
    }
}
