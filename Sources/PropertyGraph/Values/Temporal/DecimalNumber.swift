/// A number with a decimal point, exactly as written: `digits` / 10^`scale`.
package struct DecimalNumber: Hashable, Sendable {
    package let digits: Int128
    /// 0 to 18.
    package let scale: Int

    static let largestScale = 18

    var denominator: Int128 { Self.power(scale) }

    package init(_ integer: Int) {
        digits = Int128(integer)
        scale = 0
    }

    /// What lies behind the 18th digit after the point is dropped.
    init(digits: Int128, scale: Int) {
        let extra = max(0, scale - Self.largestScale)
        self.digits = extra > 38 ? 0 : digits / Self.power(extra)
        self.scale = scale - extra
    }

    /// The shortest decimal that reads as the number; nil for NaN, the infinities, and beyond 10^27.
    package init?(_ number: Double) {
        guard number.isFinite, number.magnitude < 1e27 else { return nil }
        var (digits, scale, exponent) = (Int128(0), 0, 0)
        let parts = "\(number.magnitude)".split(separator: "e")
        var isFraction = false
        for character in parts[0].utf8 {
            if character == 0x2E {
                isFraction = true
            } else {
                digits = digits * 10 + Int128(character - 0x30)
                if isFraction { scale += 1 }
            }
        }
        if parts.count > 1 { exponent = Int(parts[1])! }
        scale -= exponent
        if scale < 0 {
            digits *= Self.power(-scale)
            scale = 0
        }
        self.init(digits: number < 0 ? -digits : digits, scale: scale)
    }

    /// The digits over a larger scale; nil where they do not fit.
    func digits(atScale wanted: Int) -> Int128? { digits.times(Self.power(wanted - scale)) }

    static func power(_ exponent: Int) -> Int128 {
        var power = Int128(1)
        for _ in 0..<exponent { power *= 10 }
        return power
    }
}
