import Platform
import PropertyGraph

extension FunctionTable {
    static let numberFunctions: [ScalarFunction] = [
        ScalarFunction("abs", "number", "Without its sign.", [.number]) {
            _, arguments throws(EvaluationError) in
            switch arguments[0] {
            case .integer(let value):
                guard value != .min else { throw EvaluationError(.integerOverflow("abs(\(value))")) }
                return .integer(abs(value))
            case .float(let value): return .float(abs(value))
            case let other: throw .wrongArgument(other, "a number", "abs()")
            }
        },
        ScalarFunction("sign", "number", "-1, 0 or 1.", [.number], returns: .integer) {
            _, arguments throws(EvaluationError) in
            let value = try number(arguments[0], "sign()")
            return .integer(value > 0 ? 1 : value < 0 ? -1 : 0)
        },
        ScalarFunction("rand", "", "A random float from 0 up to 1.", [], returns: .float, isDeterministic: false) {
            // As many bits as a float has digits.
            context, _ throws(EvaluationError) in .float(Double(context.random() >> 11) * 0x1p-53)
        },
        ScalarFunction("pi", "", "The number π.", [], returns: .float) {
            _, _ throws(EvaluationError) in .float(Double.pi)
        },
        ScalarFunction("e", "", "Euler's number.", [], returns: .float) {
            _, _ throws(EvaluationError) in .float(M_E)
        },
        ScalarFunction("atan2", "y, x", "The angle of the point.", [.number, .number], returns: .float) {
            _, arguments throws(EvaluationError) in
            .float(atan2(try number(arguments[0], "atan2()"), try number(arguments[1], "atan2()")))
        },
        float("ceil", "The least whole number not below.") { ceil($0) },
        float("floor", "The greatest whole number not above.") { floor($0) },
        rounding,
        float("sqrt", "The square root.") { sqrt($0) },
        float("exp", "e to the power.") { exp($0) },
        float("log", "The natural logarithm.") { log($0) },
        float("log10", "The logarithm to base 10.") { log10($0) },
        float("sin", "The sine.") { sin($0) },
        float("cos", "The cosine.") { cos($0) },
        float("tan", "The tangent.") { tan($0) },
        float("cot", "The cotangent.") { 1 / tan($0) },
        float("asin", "The arc sine.") { asin($0) },
        float("acos", "The arc cosine.") { acos($0) },
        float("atan", "The arc tangent.") { atan($0) },
        float("haversin", "Half the versine.") { (1 - cos($0)) / 2 },
        float("degrees", "Radians in degrees.") { $0 * 180 / .pi },
        float("radians", "Degrees in radians.") { $0 * .pi / 180 },
    ]

    /// Without places, halves go up, as in Java, on which the language was modelled; with places, away from zero, as in Neo4j.
    private static var rounding: ScalarFunction {
        var function = ScalarFunction(
            "round", "number [, places]", "Rounded to decimal places; without them to a whole number, halves up.", arity: 1...2,
            [.number, .integer], returns: .float
        ) { _, arguments throws(EvaluationError) in
            let value = try number(arguments[0], "round()")
            let places = try arguments.count > 1 ? length(arguments[1], "round()") : 0
            return .float(DecimalRounding.round(value, places: places))
        }
        function.onFloats = { DecimalRounding.round($0, places: 0) }
        return function
    }

    private static func float(
        _ name: String, _ summary: String, _ body: @escaping @Sendable (Double) -> Double
    ) -> ScalarFunction {
        var function = ScalarFunction(name, "number", summary, [.number], returns: .float) {
            _, arguments throws(EvaluationError) in .float(body(try number(arguments[0], name + "()")))
        }
        function.onFloats = body
        return function
    }

    private static func number(_ value: Value, _ function: String) throws(EvaluationError) -> Double {
        switch value {
        case .integer(let value): Double(value)
        case .float(let value): value
        default: throw .wrongArgument(value, "a number", function)
        }
    }
}
