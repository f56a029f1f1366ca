import Foundation

/// What Foundation knows about text, in a file of its own: Foundation too has an `Expression`.
enum NaiveText {
    /// Over the whole text. ICU's expressions follow Java's, as the language's do, but for `\w`, which is ASCII in Java.
    static func matches(_ text: String, _ pattern: String) throws -> Bool {
        let expression = try NSRegularExpression(pattern: "\\A(?:\(pattern.replacing("\\w", with: "[a-zA-Z_0-9]")))\\z")
        return expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
    }

    static func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespaces) }
    static func split(_ text: String, at mark: String) -> [String] { text.components(separatedBy: mark) }
    static func replaced(_ text: String, _ old: String, _ new: String) -> String { text.replacingOccurrences(of: old, with: new) }
}
