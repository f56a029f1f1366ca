import Diagnostics
import PropertyGraph

@testable import QueryEngine

/// Asks functions and operators for what they do with arguments that they do not take, as text and as values of parameters.
struct WrongArguments {
    /// Something with places for arguments.
    struct Operation {
        let name: String
        let places: Int
        let text: @Sendable ([String]) -> String
    }

    /// An argument, as text in a query and as a value.
    struct Sample {
        let text: String
        let value: Value

        init(_ text: String, _ value: Value) { (self.text, self.value) = (text, value) }
    }

    enum Outcome: Hashable {
        case taken, null
        case fault(FaultPhase, FaultCategory, code: String)
    }

    /// What comes of samples in one place.
    struct Row: Hashable {
        let place: String
        var samples: [String]
        let asText, asValue: Outcome
    }

    static let swappedUnnoticed = Row(place: "", samples: ["first two swapped"], asText: .taken, asValue: .taken)

    static let operations: [Operation] = {
        // This one takes anything, and makes null of what is equal.
        var operations = FunctionTable.all.filter { $0.name != "nullIf" }.map { function in
            let places = min(3, max(function.arity.lowerBound, function.arity.upperBound == .max ? 1 : function.arity.upperBound))
            return Operation(name: function.name + "()", places: places) { "\(function.name)(\($0.joined(separator: ", ")))" }
        }
        operations += Aggregate.allCases.filter { $0 != .countRows }.map { function in
            Operation(name: function.rawValue + "()", places: function.takesParameter ? 2 : 1) { "\(function.rawValue)(\($0.joined(separator: ", ")))" }
        }
        for sign in ["-", "*", "/", "%", "^", "||", "IN", "=~", "STARTS WITH", "ENDS WITH", "CONTAINS", "<"] {
            operations.append(Operation(name: sign.replacing("|", with: "\\|"), places: 2) { "(\($0[0])) \(sign) (\($0[1]))" })
        }
        for first in ["1 +", "'a' +", "true AND", "false OR", "true XOR", "NOT", "-"] {
            operations.append(Operation(name: "\(first) x", places: 1) { "\(first) (\($0[0]))" })
        }
        operations.append(Operation(name: "list or map [index]", places: 2) { "(\($0[0]))[\($0[1])]" })
        operations.append(Operation(name: "list [from..to]", places: 3) { "(\($0[0]))[\($0[1])..\($0[2])]" })
        operations.append(Operation(name: ".key", places: 1) { "(\($0[0])).p" })
        operations.append(Operation(name: "[x IN list \\| x]", places: 1) { "[x IN \($0[0]) | x]" })
        operations.append(Operation(name: "reduce(a = 1, x IN list \\| x)", places: 1) { "reduce(a = 1, x IN \($0[0]) | x)" })
        operations.append(Operation(name: "all(x IN list WHERE true)", places: 1) { "all(x IN \($0[0]) WHERE true)" })
        return operations
    }()

    private static let graph: Graph = {
        var builder = GraphBuilder()
        builder.addNode(labels: ["A"], properties: ["p": .integer(1)])
        builder.addNode(labels: [], properties: [:])
        builder.addRelationship(type: "R", from: 0, to: 1, properties: ["p": .integer(1)])
        return builder.build()
    }()

    private static let day = CalendarDate(year: 2021, month: 7, day: 28)!

    /// Of each kind some samples: where one is taken, the kind is.
    static let kinds: [(words: String, samples: [Sample])] = [
        ("a boolean", [Sample("true", .boolean(true))]),
        ("an integer", [Sample("1", .integer(1))]),
        ("a float", [Sample("0.5", .float(0.5))]),
        ("a string", ["ab", "1", "true", "day", "2021-07-28", "10:00", "2021-07-28T10:00Z", "P1D", "DD/MM/YYYY", "Z"].map { Sample("'\($0)'", .string($0)) }),
        (
            "a list",
            [
                Sample("[1, 2]", .list([.integer(1), .integer(2)])), Sample("[1]", .list([.integer(1)])), Sample("['a']", .list([.string("a")])),
                Sample("[['a', 1]]", .list([.list([.string("a"), .integer(1)])])),
            ]
        ),
        (
            "a map",
            [["days": 1], ["day": 1], ["year": 2021], ["hour": 1], ["year": 2021, "hour": 1], ["p": 1]].map { (fields: KeyValuePairs<String, Int>) in
                Sample(
                    "{\(fields.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}",
                    .map(PropertyMap(uniqueKeysWithValues: fields.map { ($0.key, .integer($0.value)) })))
            }
        ),
        ("a node", [Sample("n", .node(NodeID(0)))]),
        ("a relationship", [Sample("r", .relationship(RelationshipID(0)))]),
        ("a path", [Sample("p", .path(Path(nodes: [NodeID(0), NodeID(1)], relationships: [RelationshipID(0)])))]),
        (
            "a date or time",
            [
                Sample("date('2021-07-28')", .date(day)),
                Sample("localdatetime('2021-07-28T00:00')", .localDateTime(LocalDateTime(date: day, time: .midnight))),
            ]
        ),
        ("a duration", [Sample("duration('P1D')", .duration(CalendarDuration(months: 0, days: 1, nanoseconds: 0)!))]),
        ("null", [Sample("null", .null)]),
    ]

    /// Arguments of a kind that is taken, and may be wrong all the same.
    static let contents: [(kind: String, samples: [Sample])] = [
        (
            "an integer",
            [
                Sample("-9223372036854775808", .integer(.min)), Sample("-1", .integer(-1)), Sample("0", .integer(0)),
                Sample("9223372036854775807", .integer(.max)),
            ]
        ),
        ("a float", [Sample("-0.5", .float(-0.5)), Sample("1e300", .float(1e300)), Sample("0.0 / 0.0", .float(.nan))]),
        ("a string", [Sample("''", .string("")), Sample("'('", .string("("))]),
        ("a list", [Sample("[]", .list([])), Sample("[true]", .list([.boolean(true)]))]),
        ("a map", [Sample("{}", .map([:])), Sample("{key: 1}", .map(["key": .integer(1)]))]),
    ]

    private static func query(_ operation: Operation, asText arguments: [Sample]?) -> SourceText {
        let texts = arguments?.map(\.text) ?? (0..<operation.places).map { "$a\($0)" }
        return SourceText("MATCH p = (n:A)-[r]->() RETURN \(operation.text(texts)) AS x")
    }

    private static func outcome(_ operation: Operation, _ arguments: [Sample], asText: Bool) -> Outcome {
        do throws(Diagnostics) {
            return outcome(try Engine(graph: graph).prepare(query(operation, asText: asText ? arguments : nil), parameters: ["a0", "a1", "a2"]), arguments)
        } catch {
            return .fault(error.list[0].phase, error.list[0].fault.category, code: error.list[0].fault.code)
        }
    }

    private static func outcome(_ prepared: PreparedQuery, _ arguments: [Sample]) -> Outcome {
        let parameters = Dictionary(uniqueKeysWithValues: arguments.enumerated().map { ("a\($0.offset)", $0.element.value) })
        do throws(Diagnostics) {
            return try prepared.run(parameters: parameters, limits: Limits(memory: 1 << 26)).next()?.first?.first?.isNull == false ? .taken : .null
        } catch {
            return .fault(error.list[0].phase, error.list[0].fault.category, code: error.list[0].fault.code)
        }
    }

    /// Arguments that the operation answers with more than null, both as text and as values.
    static func right(_ operation: Operation) throws -> [Sample]? {
        var tried: [[Sample]] = [[]]
        for _ in 0..<operation.places { tried = tried.flatMap { some in kinds.dropLast().flatMap { $0.samples.map { some + [$0] } } } }
        let prepared = try Engine(graph: graph).prepare(query(operation, asText: nil), parameters: ["a0", "a1", "a2"])
        return tried.first { outcome(prepared, $0) == .taken && outcome(operation, $0, asText: true) == .taken }
    }

    /// What the operation does with all that it does not take, in place of each of the right arguments. Null that makes null is left out.
    static func rows(_ operation: Operation, _ right: [Sample]) -> [Row] {
        var rows: [Row] = []
        func note(_ place: String, _ words: String, _ asText: Outcome, _ asValue: Outcome) {
            if let index = rows.firstIndex(where: { $0.place == place && $0.asText == asText && $0.asValue == asValue }) {
                rows[index].samples.append(words)
            } else {
                rows.append(Row(place: place, samples: [words], asText: asText, asValue: asValue))
            }
        }
        for place in right.indices {
            func outcomes(_ sample: Sample) -> (asText: Outcome, asValue: Outcome) {
                var arguments = right
                arguments[place] = sample
                return (outcome(operation, arguments, asText: true), outcome(operation, arguments, asText: false))
            }
            let name = right.count == 1 ? "" : ["first", "second", "third"][place]
            for kind in kinds {
                let all = kind.samples.map(outcomes)
                let isNull = kind.words == "null"
                if !isNull, all.contains(where: { $0 == (.taken, .taken) }) {
                    for sample in contents.first(where: { $0.kind == kind.words })?.samples ?? [] {
                        let (asText, asValue) = outcomes(sample)
                        if (asText, asValue) != (.taken, .taken) { note(name, "`\(sample.text)`", asText, asValue) }
                    }
                } else if !isNull || all[0] != (.null, .null) {
                    note(name, kind.words, all[0].asText, all[0].asValue)
                }
            }
        }
        if right.count > 1 {
            let swapped = [right[1], right[0]] + right.dropFirst(2)
            note("", "first two swapped", outcome(operation, swapped, asText: true), outcome(operation, swapped, asText: false))
        }
        return rows
    }
}
