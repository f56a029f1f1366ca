import Diagnostics
import QueryEngine

/// What only the rows show not to have the same meaning in SQL. The engine stops there with a message that says so and where in the query it is.
package struct RowRefusal: Hashable, Sendable {
    /// Of a sentence: WORDS cannot be said in SQL with the same meaning.
    package let words: String
    private let place: Place

    package var span: SourceSpan? { place.span }

    init(_ words: String, _ place: Place = Place()) {
        self.words = words
        self.place = place
    }

    private static let (start, from, to, end) = ("not said in SQL with the same meaning: ", " (bytes ", " to ", " of the query).")

    /// The text of the error. It ends with a full stop, behind which PostgreSQL names a value.
    var message: String {
        Self.start + words + (span.map { "\(Self.from)\($0.start)\(Self.to)\($0.end)\(Self.end)" } ?? ".")
    }

    /// The refusal that an engine's message has somewhere in it; nil where it fails for another reason.
    package init?(in text: String) {
        guard let start = text.firstRange(of: Self.start) else { return nil }
        let rest = text[start.upperBound...]
        let stop = rest.firstIndex(of: ".") ?? rest.endIndex
        guard let from = rest.firstRange(of: Self.from), let end = rest.firstRange(of: Self.end), from.upperBound < end.lowerBound, end.lowerBound < stop else {
            self.init(String(rest[..<stop]))
            return
        }
        let numbers = rest[from.upperBound..<end.lowerBound].split(separator: " ").compactMap { Int($0) }
        self.init(String(rest[..<from.lowerBound]), Place(numbers.count == 2 && numbers[0] <= numbers[1] ? SourceSpan(numbers[0], numbers[1]) : nil))
    }
}
