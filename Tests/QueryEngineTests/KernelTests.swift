import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// Operations over columns of one type against the same operation on two constants, which has code of its own.
struct KernelTests {
    private static let integers: [Value] = [0, 1, -1, 7, -7, 1000, 1 << 31, 1 << 32, -1 << 32, 1 << 53, 1 << 53 + 1, .max, .min].map { .integer($0) }
    private static let floats: [Value] = [0, -0.0, 0.5, -0.5, 7, 1e300, -1e300, 0x1p53, 0x1p63, .infinity, .nan].map { .float($0) }
    /// Each fills a column of one type, or of one type and null.
    private static let columns = [integers, floats, integers + [.null], floats + [.null], near, near + [.null], [.integer(3)], [.float(2.5)]]
    /// Numbers for which there can be a place each.
    private static let near: [Value] = [3, -2, 0, 11, 7].map { .integer($0) }
    private static let texts: [Value] = ["", "a", "b", "ab", "a,b,,c", ",", "é", "e\u{301}", "zz,é", "\u{10FFFF}", "A b, C", " a\t", "\u{A0}b\u{2003}", "\r\n", "2024-02-29"].map { .string($0) }
    private static let textColumns = [texts, texts + [.null], [.string("a,b")], [.string("a"), .null]]
    private static let pieces: [Value] = ["", "a", "a,b,,c", ",", "zz,é"].map { .string($0) }
    private static let pieceColumns = [pieces, pieces + [.null], [.string("a,b")]]
    private static let days: [Value] = ["1970-01-01", "2000-02-29", "1999-12-31", "0000-03-01", "-0044-03-15", "2024-01-31", "9999-12-31"].map { .date(CalendarDate(anyYear: $0)) }
    /// The last ones lie so far off that they are not kept as days.
    private static let dateColumns = [days, days + [.null], [.date(CalendarDate(anyYear: "2023-10-30"))], days + [.date(CalendarDate.earliest), .date(CalendarDate.latest)]]

    private func answer(_ expression: String, _ pairs: [(Value, Value)]) -> [String] {
        do {
            let engine = Engine(graph: GraphBuilder().build())
            let text = "UNWIND range(0, size($a) - 1) AS i WITH $a[i] AS x, $b[i] AS y RETURN \(expression) AS result"
            let cursor = try engine.prepare(SourceText(text), parameters: ["a", "b"])
                .run(parameters: ["a": .list(ValueList(pairs.map(\.0))), "b": .list(ValueList(pairs.map(\.1)))])
            var rows: [String] = []
            while let batch = try cursor.next() { rows += batch.map { cursor.graph.text(of: $0[0]) } }
            return rows
        } catch {
            return [error.list[0].fault.code]
        }
    }

    private func constant(_ expression: String, _ x: Value, _ y: Value) throws -> String {
        do {
            let cursor = try Engine(graph: GraphBuilder().build())
                .prepare(SourceText("WITH $x AS x, $y AS y RETURN \(expression) AS result"), parameters: ["x", "y"])
                .run(parameters: ["x": x, "y": y])
            return try cursor.next().map { cursor.graph.text(of: $0[0][0]) } ?? "none"
        } catch {
            return error.list[0].fault.code
        }
    }

    @Test(arguments: ["x + y", "x - y", "x * y", "x / y", "x % y", "x ^ y", "x = y", "x <> y", "x < y", "x <= y", "x > y", "x >= y", "-x", "abs(x)", "sign(x)",
        "sqrt(x)", "floor(x)", "ceil(x)", "round(x)", "toFloat(x)", "toInteger(x)", "toString(x)", "'a' + x", "x + 'b'", "toString(x) + y", "right(toString(x), 3)", "CASE WHEN x > y THEN x ELSE 0 END", "CASE x WHEN y THEN 'same' WHEN 0 THEN 'none' END"])
    func numbers(_ expression: String) throws { try check(expression, Self.columns) }

    @Test(arguments: ["x + y", "x + ' ' + y", "x < y", "x <= y", "x > y", "x >= y", "x >= 'a,b'", "'b' > x", "x = y", "coalesce(x, y)", "coalesce(x, 'none', y)", "coalesce(null, x)",
        "split(x, ',')[0]", "split(x, ',')[2]", "split(x, 'b,')[1]", "split(x, y)[1]", "split(x, '')[0]", "toUpper(split(x, ',')[0]) + '-' + y", "CASE WHEN x < y THEN x ELSE 'other' END",
        "CASE WHEN x < y THEN 'less' WHEN x > y THEN 'more' ELSE y END", "size(x)", "toUpper(x)", "toLower(x)", "left(x, 2)", "right(x, 3)", "substring(x, 1)", "substring(x, 1, 2)", "left(x, size(y))", "substring(x, 40, 2)", "x + 7 + y", "1 + x", "left(x, 1) + right(y, 1)", "replace(x, 'b', y)", "x + size(y)",
        "replace(x, 'b', 'zz')", "replace(x, ',', '')", "replace(x, '', 'a')", "trim(x)", "lTrim(x)", "rTrim(x)", "reverse(x)", "toString(x)", "isEmpty(x)", "nullIf(x, y)", "nullIf('a', y)", "date(x)"])
    func texts(_ expression: String) throws { try check(expression, Self.textColumns) }

    @Test(arguments: ["split(x, ',')", "head(split(x, ','))", "last(split(x, ','))", "split(x, ',')[-1]", "split(x, ',')[-2]", "split(x, ',')[1..]", "split(x, ',')[-2..-1]", "split(x, ',')[..9]",
        "tail(split(x, ','))", "isEmpty(tail(split(x, ',')))", "size(split(x, ',')[0..2])", "y IN split(x, ',')", "'b' IN split(x, ',')", "null IN split(x, ',')", "[x, y]", "[x, null, y][1..]",
        "[x, y, 7]", "y IN [x, null]", "x IN [y, 'a', null]", "[w IN split(x, ',') WHERE w <> y]", "[w IN split(x, ',') | w + y]", "[w IN split(x, ',') | size(w)][1]", "[w IN [x, y] | w IS NULL]",
        "any(w IN split(x, ',') WHERE w = y)", "all(w IN [x, y] WHERE w < 'b')", "none(w IN [x, y] WHERE w < 'b')", "single(w IN split(x, ',') WHERE w = y)", "size([w IN split(x, ',') WHERE w > y])",
        "reduce(s = '', w IN split(x, ',') | w + s)", "reduce(n = 0, w IN split(x, ',') | n + size(w))", "split(x, ',') = split(y, ',')", "split(x, ',') < split(y, ',')", "split(x, ',') + y",
        "{a: x, b: y}", "{a: x, b: y}.b", "{a: x, b: 1}.none", "[{a: x}, {a: y}]", "[m IN [{a: x, b: y}, {a: y, b: 'q'}] | m.a + m.b]", "[{a: x, b: y}, {b: y, a: x}][1].a", "{a: x, b: {c: y}}", "{a: x} = {a: y}",
        "keys({a: x, b: y})", "[m IN [{a: x}, null] | m.a]", "CASE WHEN x < y THEN {a: x} ELSE {a: y} END", "CASE WHEN x < y THEN {a: x} END.a", "coalesce(CASE WHEN x < y THEN {a: x} END, {b: y})", "{a: x, a: y}.a",
        "coalesce(split(x, ','), [y])", "CASE WHEN x < y THEN split(x, ',') ELSE [y] END", "nullIf(split(x, ','), [y])", "[split(x, ','), [y]]", "reverse(split(x, ','))", "split(x, ',')[size(y)]"])
    func lists(_ expression: String) throws { try check(expression, Self.pieceColumns) }

    @Test(arguments: ["range(0, x)", "range(x, y)", "range(x, y, -2)", "size(range(y, x))", "[x, y]", "[x, y, 2.5]", "x IN [y, 3]", "[x, null, y][0]", "last([x, y])", "[i IN range(1, x) | i * y]", "nullIf(x, y)",
        "reduce(s = 0, i IN range(1, x) | s + i * y)", "reduce(s = y, i IN range(1, x) | s + i * 0.5)", "reduce(s = 0.5, i IN range(x, y) | s + i / 2.0)", "reduce(s = 0, i IN [x, y, 2] | s + i)",
        "reduce(s = 9223372036854775800, i IN range(1, x) | s + i)", "reduce(s = x, i IN CASE WHEN y > 2 THEN range(1, y) END | s + i)", "[x, y][y]", "toString(range(1, x)[y])"])
    func lists(ofNumbers expression: String) throws { try check(expression, [Self.near, Self.near + [.null], [.integer(3)]]) }

    @Test(arguments: ["x.year", "x.month", "x.day", "x.dayOfWeek", "x.week", "x < y", "x = y", "coalesce(x, y)", "coalesce(x, date('2020-01-01'))", "x + duration({months: 1})", "x - duration('P1Y2M3DT25H')",
        "duration('P-1M2DT-49H') + x", "x + duration({days: 4000000000})", "x - duration({years: 999999999})", "duration.between(x, y).years", "duration.between(x, y).quarters",
        "duration.between(x, y).months", "duration.between(x, y).monthsOfYear", "duration.between(x, y).days", "duration.inMonths(x, y).years", "duration.inDays(x, y).days", "duration.inDays(y, x).weeks",
        "duration.inSeconds(x, y).hours", "duration.inSeconds(x, y).minutes", "duration.inSeconds(x, y).seconds", "duration.between(x, date('2020-02-29')).months",
        "toString(x)", "date(toString(x))", "date({year: x.year, month: x.month, day: x.day})", "date({month: y.month, year: x.year})", "date({year: x.year})", "date({year: x.year, month: x.month, day: y.day})",
        "[x, y]", "x IN [y, date('2000-02-29')]", "nullIf(x, y)", "[d IN [x, y] | d.year]", "x + duration({days: y.day})", "x - duration({days: y.day * y.year})", "date('2000-01-01') + duration({days: x.day})",
        "x + duration({days: y.year * 4000000000000})", "x - duration({days: y.month, weeks: 1})"])
    func dates(_ expression: String) throws { try check(expression, Self.dateColumns) }

    @Test(arguments: ["x AND y", "x OR y", "x XOR y", "NOT x", "x AND y AND x", "x OR (y AND x)", "x AND y OR NOT x", "NOT (x OR y)"])
    func truths(_ expression: String) throws {
        let truths: [Value] = [.boolean(true), .boolean(false), .boolean(true), .boolean(true)]
        try check(expression, [truths, truths + [.null], [.boolean(true)], [.boolean(false)], [.boolean(false), .null, .null]])
    }

    /// What is said of a column, one row or many, is what is said of each pair by itself.
    private func check(_ expression: String, _ columns: [[Value]]) throws {
        for a in columns {
            for b in columns {
                let pairs = a.flatMap { x in b.map { (x, $0) } }
                let expected = try pairs.map { try constant(expression, $0.0, $0.1) }
                let isFault = expected.map { $0.first?.isLetter == true && $0.first?.isUppercase == true && $0 != "NaN" && $0 != "Infinity" }
                let right = pairs.indices.filter { !isFault[$0] }
                if !right.isEmpty { #expect(answer(expression, right.map { pairs[$0] }) == right.map { expected[$0] }) }
                // One pair that fails makes the column fail as it does.
                if let wrong = isFault.firstIndex(of: true) {
                    #expect(answer(expression, right.map { pairs[$0] } + [pairs[wrong]]) == [expected[wrong]])
                }
            }
        }
    }
}

extension CalendarDate {
    /// Of ISO 8601, for years of any sign.
    fileprivate init(anyYear text: String) {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        self = CalendarDate(year: text.hasPrefix("-") ? -parts[0] : parts[0], month: parts[1], day: parts[2]) ?? .earliest
    }
}
