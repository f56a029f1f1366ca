/// Random choices that a seed repeats (SplitMix64).
package struct Dice: RandomNumberGenerator {
    private var state: UInt64

    /// The seed goes through the mixer, or neighbouring seeds would give one sequence, a step apart.
    package init(seed: Int) {
        state = UInt64(bitPattern: Int64(seed)) &* 0xD120_0000_0000_0357
        state = next() ^ 0x5DEE_CE66_D1CE_4E5B
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// True this number of times in a hundred.
    package mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    package mutating func roll(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    package mutating func pick<Element>(_ choices: [Element]) -> Element { choices[Int.random(in: 0..<choices.count, using: &self)] }

    package mutating func some<Element>(of choices: [Element], percent: Int) -> [Element] {
        choices.filter { _ in chance(percent) }
    }
}
