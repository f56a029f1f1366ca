/// Tells whether input is a sentence of a grammar: Earley's algorithm over automata,
/// which takes every context-free grammar, ambiguous ones too.
public final class Recogniser: Sendable {
    /// What a grammar's prose says, and its rules cannot.
    public struct Restrictions: Sendable {
        /// The rule stands nowhere where a beginning of the other does.
        public var unlessStarts: [String: String] = [:]
        /// The rule does not end before a beginning of the other.
        public var notBefore: [String: String] = [:]
        public init() {}
    }

    private let automaton: Automaton
    private let states: [State]
    private let terminalArcs: [(terminal: Int32, target: Int32)]
    private let ruleArcs: [(rule: Int32, target: Int32)]
    private let follow: [Bits]
    /// By rule; -1 where nothing is said.
    private let unlessStarts: [Int]
    private let notBefore: [Int]

    /// A state without anything to count references to, as millions are tried.
    private struct State {
        let isFinal: Bool
        let isNullable: Bool
        let rule: Int32
        let first: Bits
        let terminals: Range<Int>
        let rules: Range<Int>
    }

    public init(
        _ grammar: Grammar, restrictions: Restrictions = Restrictions(), isTerminal: (Grammar.Definition) -> Bool
    ) {
        let automaton = Automaton(grammar, isTerminal: isTerminal)
        self.automaton = automaton
        follow = automaton.follow.map { Bits($0) }
        var states: [State] = []
        var terminalArcs: [(terminal: Int32, target: Int32)] = []
        var ruleArcs: [(rule: Int32, target: Int32)] = []
        for state in automaton.states {
            let (terminals, rules) = (terminalArcs.count, ruleArcs.count)
            terminalArcs += state.terminals.map { (Int32($0.terminal), Int32($0.target)) }
            ruleArcs += state.rules.map { (Int32($0.rule), Int32($0.target)) }
            states.append(State(
                isFinal: state.isFinal, isNullable: state.isNullable, rule: Int32(state.rule), first: Bits(state.first),
                terminals: terminals..<terminalArcs.count, rules: rules..<ruleArcs.count))
        }
        (self.states, self.terminalArcs, self.ruleArcs) = (states, terminalArcs, ruleArcs)
        func numbers(_ rules: [String: String]) -> [Int] {
            automaton.names.map { rules[$0].map { automaton.number(of: $0)! } ?? -1 }
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

    private struct Item: Hashable {
        let state: Int32
        let origin: Int32
    }

    /// With `prefix`, some beginning of the input is enough.
    private func recognises(_ pieces: ArraySlice<Piece>, as start: Int, prefix: Bool) -> Bool {
        let base = pieces.startIndex
        var column = [Item(state: Int32(automaton.starts[start]), origin: 0)]
        var following: [Item] = []
        var seen: Set<Item> = []
        var awaiting = Awaiting(rules: automaton.names.count)
        for at in 0...pieces.count {
            let next = at < pieces.count ? pieces[base + at].bits : Bits()
            awaiting.addColumn()
            seen.removeAll(keepingCapacity: true)
            seen.formUnion(column)
            // Rules that ended where they began.
            var empty: Set<Int32> = []
            var index = 0
            func add(_ state: Int32, _ origin: Int32) {
                // What cannot go on with the next piece nor end before it is left out.
                guard states[Int(state)].isNullable || states[Int(state)].first.meets(next) else { return }
                let item = Item(state: state, origin: origin)
                if seen.insert(item).inserted { column.append(item) }
            }
            while index < column.count {
                let item = column[index]
                index += 1
                let state = states[Int(item.state)]
                for arc in state.rules {
                    let (rule, target) = ruleArcs[arc]
                    let isNew = awaiting.add((target, item.origin), for: rule, at: at)
                    if isNew, !isBarred(Int(rule), pieces[(base + at)...]) { add(Int32(automaton.starts[Int(rule)]), Int32(at)) }
                    if empty.contains(rule) { add(target, item.origin) }
                }
                guard state.isFinal, mayEnd(Int(state.rule), pieces[(base + at)...]) else { continue }
                if Int(state.rule) == start, item.origin == 0, prefix { return true }
                if Int(item.origin) == at { empty.insert(state.rule) }
                guard prefix || at == pieces.count || follow[Int(state.rule)].meets(next) else { continue }
                awaiting.forEach(for: state.rule, at: Int(item.origin)) { add($0, $1) }
            }
            guard at < pieces.count else { break }
            let after = at + 1 < pieces.count ? pieces[base + at + 1].bits : Bits()
            following.removeAll(keepingCapacity: true)
            for item in column {
                for arc in states[Int(item.state)].terminals where next.contains(Int(terminalArcs[arc].terminal)) {
                    let target = terminalArcs[arc].target
                    if states[Int(target)].isNullable || states[Int(target)].first.meets(after) {
                        following.append(Item(state: target, origin: item.origin))
                    }
                }
            }
            if following.isEmpty { return false }
            swap(&column, &following)
        }
        return column.contains { states[Int($0.state)].isFinal && states[Int($0.state)].rule == start && $0.origin == 0 }
    }

    private func isBarred(_ rule: Int, _ rest: ArraySlice<Piece>) -> Bool {
        unlessStarts[rule] >= 0 && recognises(rest, as: unlessStarts[rule], prefix: true)
    }

    private func mayEnd(_ rule: Int, _ rest: ArraySlice<Piece>) -> Bool {
        notBefore[rule] < 0 || !recognises(rest, as: notBefore[rule], prefix: true)
    }
}

/// What goes on behind a rule that begins at a column, as lists linked within one array.
private struct Awaiting {
    private let rules: Int
    private var heads: [Int32] = []
    private var entries: [(state: Int32, origin: Int32, next: Int32)] = []

    init(rules: Int) { self.rules = rules }

    mutating func addColumn() { heads.append(contentsOf: repeatElement(-1, count: rules)) }

    /// True for the first of its rule and column.
    mutating func add(_ item: (state: Int32, origin: Int32), for rule: Int32, at column: Int) -> Bool {
        let head = column * rules + Int(rule)
        let next = heads[head]
        heads[head] = Int32(entries.count)
        entries.append((item.state, item.origin, next))
        return next < 0
    }

    func forEach(for rule: Int32, at column: Int, _ body: (Int32, Int32) -> Void) {
        var entry = heads[column * rules + Int(rule)]
        while entry >= 0 {
            body(entries[Int(entry)].state, entries[Int(entry)].origin)
            entry = entries[Int(entry)].next
        }
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
