public import Diagnostics
import SheetRows
import Tables

/// Which column of a register holds what.
public struct RegisterColumns: Sendable {
    public struct Column: Sendable {
        /// From 0.
        public var index: Int
        public var heading: String
        public var use: Use

        public var letters: String { SheetColumn.letters(index) }
    }

    public enum Use: Hashable, Sendable {
        case field(RegisterField)
        /// Left out, since it looks like data about people.
        case personal
        /// Not understood, or left out on request.
        case unused
    }

    public private(set) var columns: [Column]

    /// Corrections of the reading: a field, and the heading or letters of its column; nil for none.
    public typealias Choice = (field: String, column: String?)

    /// Reads the headings by their words; `sample` are rows below them.
    /// Throws `EvidenceFault` for choices that name no field or no column, and where nothing says what the evidence is for.
    public init(
        _ headings: [String], sample: [[String]], choices: [Choice], kept: [String], dropped: [String], looksLikeStatements: ([String]) -> Bool
    ) throws(Diagnostics) {
        columns = headings.enumerated().map { Column(index: $0.offset, heading: $0.element, use: .unused) }
        guess()
        preferStatements(sample, looksLikeStatements)
        for heading in kept { try keep(heading) }
        for heading in dropped { columns[try index(of: heading)].use = .unused }
        for choice in choices { try apply(choice) }
        let fields = Set(columns.compactMap { if case .field(let field) = $0.use { field } else { nil } })
        if fields.isDisjoint(with: [.statement, .keyQuestion, .regulation]) {
            throw Diagnostics(EvidenceFault.noTarget(headings: headings))
        }
    }

    private mutating func guess() {
        for index in columns.indices {
            let heading = columns[index].heading
            if let field = RegisterField.named(heading) { take(field, index) } else if PersonalData.isNamed(heading) { columns[index].use = .personal }
        }
        for index in columns.indices where columns[index].use == .unused {
            if let field = RegisterField.within(columns[index].heading) { take(field, index) }
        }
    }

    private mutating func take(_ field: RegisterField, _ index: Int) {
        if field.takesSeveral || self[field].isEmpty { columns[index].use = .field(field) }
    }

    /// `Ref` is the evidence's own number in one register and the statement's code in the next: the cells tell.
    private mutating func preferStatements(_ sample: [[String]], _ looksLikeStatements: ([String]) -> Bool) {
        guard self[.statement].isEmpty, let id = self[.id].first else { return }
        let cells = sample.compactMap { id < $0.count && !$0[id].isEmpty ? $0[id] : nil }
        // `E-1`, `E-2` are numbers of rows; codes of statements come from several key questions, and come again.
        let letters = Set(cells.compactMap { $0.first { $0.isLetter }?.uppercased() })
        let areNumbers = letters.count < 2 && Set(cells).count == cells.count || cells.contains { $0.contains("-") }
        if !cells.isEmpty, !areNumbers, looksLikeStatements(cells) { columns[id].use = .field(.statement) }
    }

    private mutating func keep(_ heading: String) throws(Diagnostics) {
        let index = try index(of: heading)
        columns[index].use = RegisterField.named(heading).map(Use.field) ?? .field(.note)
    }

    private mutating func apply(_ choice: Choice) throws(Diagnostics) {
        guard let field = RegisterField(rawValue: choice.field.replacing("-", with: "_").replacing(" ", with: "_").lowercased()) else {
            throw Diagnostics(
                EvidenceFault.unknownField(choice.field, near: Suggestion.nearest(to: choice.field, in: RegisterField.allCases.map(\.rawValue))))
        }
        if !field.takesSeveral || choice.column == nil {
            for index in self[field] { columns[index].use = .unused }
        }
        if let name = choice.column { columns[try index(of: name)].use = .field(field) }
    }

    /// By heading, else by letters.
    private func index(of name: String) throws(Diagnostics) -> Int {
        let plain = RegisterField.plain(name)
        if let found = columns.first(where: { $0.heading == name }) ?? columns.first(where: { RegisterField.plain($0.heading) == plain }) {
            return found.index
        }
        if let found = columns.first(where: { $0.letters == name.uppercased() }) { return found.index }
        throw Diagnostics(EvidenceFault.unknownColumn(name, near: Suggestion.nearest(to: name, in: columns.map(\.heading)), headings: columns.map(\.heading)))
    }

    /// Positions of the columns of a field.
    public subscript(_ field: RegisterField) -> [Int] {
        columns.filter { $0.use == .field(field) }.map(\.index)
    }

    public func heading(_ index: Int) -> String { columns.first { $0.index == index }?.heading ?? SheetColumn.letters(index) }

    // MARK: Choices as text

    /// `id=A,statement="QS code",owner=none`
    public static func choices(_ text: String) throws(Diagnostics) -> [Choice] {
        var choices: [Choice] = []
        for part in split(text) {
            guard let equals = part.firstIndex(of: "=") else { throw Diagnostics(EvidenceFault.badColumns(text)) }
            let value = unquoted(String(part[part.index(after: equals)...]))
            let field = unquoted(String(part[..<equals]))
            guard !field.isEmpty, !value.isEmpty else { throw Diagnostics(EvidenceFault.badColumns(text)) }
            choices.append((field, value.lowercased() == "none" ? nil : value))
        }
        return choices
    }

    /// The lines of a column file: `field = heading`; empty ones and those that begin with `#` are passed over.
    public static func choices(file text: String) throws(Diagnostics) -> [Choice] {
        var choices: [Choice] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let bare = line.drop(while: \.isWhitespace)
            if bare.isEmpty || bare.hasPrefix("#") { continue }
            guard let equals = bare.firstIndex(of: "=") else { throw Diagnostics(EvidenceFault.badColumns(String(line))) }
            let value = unquoted(String(bare[bare.index(after: equals)...]))
            choices.append((unquoted(String(bare[..<equals])), value.lowercased() == "none" ? nil : value))
        }
        return choices
    }

    /// The reading as a column file.
    public var fileText: String {
        let lines = columns.compactMap { column in
            if case .field(let field) = column.use { "\(field.rawValue) = \(column.heading)\n" } else { nil }
        }
        return "# Columns of an evidence register, for `cqcq evidence load FILE --columns-file`\n" + lines.joined()
    }

    private static func split(_ text: String) -> [String] {
        var (parts, quote) = ([""], nil as Character?)
        for character in text {
            if character == quote { quote = nil } else if quote == nil, character == "\"" || character == "'" { quote = character }
            if character == ",", quote == nil { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts.filter { !$0.isEmpty }
    }

    private static func unquoted(_ text: String) -> String {
        var text = text[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        if text.count >= 2, let quote = text.first, quote == "\"" || quote == "'", text.last == quote { text = text.dropFirst().dropLast() }
        return String(text)
    }
}

extension RegisterColumns {
    /// How many fields the headings name.
    public static func understood(_ headings: [String]) -> Int {
        Set(headings.compactMap { RegisterField.named($0) ?? RegisterField.within($0) }).count
    }
}
