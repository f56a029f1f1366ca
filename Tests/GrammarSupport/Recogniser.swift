/// Tells whether input is a sentence of a grammar: Earley's algorithm over automata,
/// which takes every context-free grammar, ambiguous ones too.
public struct Recogniser: Sendable {
    /// What a grammar's prose says, and its rules cannot.
    public struct Restrictions: Sendable {
        /// The rule stands nowhere where a beginning of the other does.
        public var unlessStarts: [String: String] = [:]
        /// The rule does not end before a beginning of the other.
        public var notBefore: [String: String] = [:]
        public init() {}
    }

    private let automaton: Automaton
    private let first: [Bits]
    private let follow: [Bits]
    private let unlessStarts: [Int: Int]
    private let notBefore: [Int: Int]

    public init(
        _ grammar: Grammar, restrictions: Restrictions = Restrictions(), isTerminal: (Grammar.Definition) -> Bool
    ) {
        let automaton = Automaton(grammar, isTerminal: isTerminal)
        self.automaton = automaton
        first = automaton.states.map { Bits($0.first) }
        follow = automaton.follow.map { Bits($0) }
        func numbers(_ rules: [String: String]) -> [Int: Int] {
            Dictionary(uniqueKeysWithValues: rules.map { (automaton.number(of: $0)!, automaton.number(of: $1)!) })
        }
        unlessStarts = numbers(restrictions.unlessStarts)
        notBefore = numbers(restrictions.notBefore)
    }

    /// What a piece of input is matched with.
    public var terminals: [Grammar.Definition] { automaton.terminals }

    /// The terminals that a piece of input is, by their numbers.
    public struct Piece: Hashable, Sendable {
        fileprivate let bits: Bits
        public init(_ terminals: some Sequence<Int>) { bits = Bits(terminals) }
    }

    public func accepts(_ pieces: [Piece], as rule: String) -> Bool {
        guard let rule = automaton.number(of: rule) else { preconditionFailure("no rule \(rule)") }
        return recognises(pieces[...], as: rule, prefix: false)
    }

    /// Some beginning of the input is a sentence.
    private func starts(_ pieces: ArraySlice<Piece>, with rule: Int) -> Bool {
        recognises(pieces, as: rule, prefix: true)
    }

    private struct Item: Hashable {
        let state: Int32
        let origin: Int32
    }

    private func recognises(_ pieces: ArraySlice<Piece>, as start: Int, prefix: Bool) -> Bool {
        let base = pieces.startIndex
        var columns = [[Item]](repeating: [], count: pieces.count + 1)
        // Where rules are awaited, by column: the items to go on with.
        var awaiting = [[Int: [Item]]](repeating: [:], count: pieces.count + 1)
        columns[0] = [Item(state: Int32(automaton.starts[start]), origin: 0)]
        for at in 0...pieces.count {
            let next = at < pieces.count ? pieces[base + at].bits : Bits()
            var seen = Set(columns[at])
            // Rules that ended where they began.
            var empty: Set<Int> = []
            var index = 0
            func add(_ state: Int, _ origin: Int32) {
                // What cannot go on with the next piece nor end before it is left out.
                guard automaton.states[state].isNullable || first[state].meets(next) else { return }
                let item = Item(state: Int32(state), origin: origin)
                if seen.insert(item).inserted { columns[at].append(item) }
            }
            while index < columns[at].count {
                let item = columns[at][index]
                index += 1
                let state = automaton.states[Int(item.state)]
                for (rule, target) in state.rules {
                    let goOn = Item(state: Int32(target), origin: item.origin)
                    let isNew = awaiting[at][rule] == nil
                    awaiting[at][rule, default: []].append(goOn)
                    if isNew, !isBarred(rule, pieces[(base + at)...]) { add(automaton.starts[rule], Int32(at)) }
                    if empty.contains(rule) { add(target, item.origin) }
                }
                guard state.isFinal, mayEnd(state.rule, pieces[(base + at)...], prefix: prefix) else { continue }
                if state.rule == start, item.origin == 0, prefix { return true }
                if Int(item.origin) == at { empty.insert(state.rule) }
                guard prefix || state.rule == start || at == pieces.count || follow[state.rule].meets(next) else { continue }
                for goOn in awaiting[Int(item.origin)][state.rule] ?? [] { add(Int(goOn.state), goOn.origin) }
            }
            guard at < pieces.count else { break }
            let after = at + 1 < pieces.count ? pieces[base + at + 1].bits : Bits()
            var seenNext: Set<Item> = []
            for item in columns[at] {
                for (terminal, target) in automaton.states[Int(item.state)].terminals where next.contains(terminal) {
                    guard automaton.states[target].isNullable || first[target].meets(after) else { continue }
                    let item = Item(state: Int32(target), origin: item.origin)
                    if seenNext.insert(item).inserted { columns[at + 1].append(item) }
                }
            }
            if columns[at + 1].isEmpty { return false }
        }
        return columns[pieces.count].contains {
            let state = automaton.states[Int($0.state)]
            return state.isFinal && state.rule == start && $0.origin == 0
        }
    }

    private func isBarred(_ rule: Int, _ rest: ArraySlice<Piece>) -> Bool {
        unlessStarts[rule].map { starts(rest, with: $0) } ?? false
    }

    private func mayEnd(_ rule: Int, _ rest: ArraySlice<Piece>, prefix: Bool) -> Bool {
        notBefore[rule].map { !starts(rest, with: $0) } ?? true
    }
}

/// A small set of small numbers.
private struct Bits: Hashable, Sendable {
    var words: SIMD4<UInt64> = .zero

    init() {}

    init(_ numbers: some Sequence<Int>) {
        for number in numbers {
            precondition(number < 256, "more terminals than fit")
            words[number / 64] |= 1 << UInt64(number % 64)
        }
    }

    func contains(_ number: Int) -> Bool { words[number / 64] & 1 << UInt64(number % 64) != 0 }
    func meets(_ other: Bits) -> Bool { words & other.words != .zero }
}
