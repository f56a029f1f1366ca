import Platform

/// Rounding of numbers as they are written in decimal digits: 1.005 to two places is 1.01, though the float of that name is
/// a little less.
enum DecimalRounding {
    /// The nearest number with that many decimal places, as near as a float comes to it. Halves go away from zero; without
    /// places they go up.
    ///
    /// Exact for up to 22 places, beyond which a power of ten is not a float.
    static func round(_ value: Double, places: Int) -> Double {
        // Adding a half first would round twice: just below a half, and where floats are whole.
        if places == 0 { return value - floor(value) >= 0.5 ? floor(value) + 1 : floor(value) }
        let scale = pow(10, Double(places))
        let below = floor(abs(value) * scale)
        // So large that there is nothing to round; or nothing to scale by.
        guard below < 0x1p52, scale.isFinite else { return value }
        // The float whose name is the half between two neighbours.
        let half = (2 * below + 1) / (2 * scale)
        let rounded = (abs(value) >= half ? below + 1 : below) / scale
        return value < 0 ? 0 - rounded : rounded
    }
}
