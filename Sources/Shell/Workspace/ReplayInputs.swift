import PropertyGraph
import QueryEngine
import Synchronization

/// What a statement is given besides its text and its parameters. A workspace keeps it, so that a replay is given the same.
struct ReplayInputs {
    /// What `date()` and its relatives answer: it stands still while the statement runs.
    var clock: EpochInstant
    var random: ReplayableRandom
    /// What LOAD CSV reads from.
    var records: (any RecordSource)?
}

/// Random bits that follow from a seed: SplitMix64 (Steele, Lea and Flood, 2014).
final class ReplayableRandom: Sendable {
    let seed: UInt64
    private let state: Mutex<(word: UInt64, isUsed: Bool)>

    init(seed: UInt64 = .random(in: .min ... .max)) {
        self.seed = seed
        state = Mutex((seed, false))
    }

    /// Whether bits have been drawn.
    var isUsed: Bool { state.withLock { $0.isUsed } }

    func next() -> UInt64 {
        state.withLock { state in
            state.isUsed = true
            state.word &+= 0x9E37_79B9_7F4A_7C15
            var word = state.word
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
    }
}
