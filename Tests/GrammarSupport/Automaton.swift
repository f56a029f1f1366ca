/// The rules of a grammar as finite automata whose transitions are terminals and rules.
/// A terminal is what one piece of input can be: which pieces, the recogniser's user decides.
struct Automaton {
    struct State {
        var isFinal = false
        var terminals: [(terminal: Int, target: Int)] = []
        var rules: [(rule: Int, target: Int)] = []
        let rule: Int
        /// Terminals that can come next within the rule.
        var first: Set<Int> = []
        /// The rule can end here without another terminal.
        var isNullable = false
    }

    var terminals: [Grammar.Definition] = []
    var states: [State] = []
    /// By rule.
    var names: [String] = []
    var starts: [Int] = []
    /// Terminals that can come after the rule.
    var follow: [Set<Int>] = []

    private var terminalNumbers: [Grammar.Definition: Int] = [:]
    private var ruleNumbers: [String: Int] = [:]

    /// `isTerminal` tells which rules are pieces of input as a whole.
    init(_ grammar: Grammar, isTerminal: (Grammar.Definition) -> Bool) {
        for rule in grammar.rules where !isTerminal(.rule(rule.name)) {
            ruleNumbers[rule.name] = names.count
            names.append(rule.name)
        }
        for (number, name) in names.enumerated() {
            starts.append(add(grammar.definitions[name]!, rule: number, isTerminal))
        }
        findFirst()
        findFollow()
    }

    func number(of rule: String) -> Int? { ruleNumbers[rule] }

    // MARK: States

    /// Arcs without a label lead where they lead at once.
    private struct Sketch {
        var arcs: [[(label: Label?, target: Int)]] = []
        enum Label: Hashable { case terminal(Int), rule(Int) }
        mutating func node() -> Int {
            arcs.append([])
            return arcs.count - 1
        }
    }

    private mutating func add(_ definition: Grammar.Definition, rule: Int, _ isTerminal: (Grammar.Definition) -> Bool) -> Int {
        var sketch = Sketch()
        let start = sketch.node()
        let end = draw(definition, from: start, in: &sketch, isTerminal)
        func closure(_ nodes: Set<Int>) -> Set<Int> {
            var all = nodes, open = Array(nodes)
            while let node = open.popLast() {
                for arc in sketch.arcs[node] where arc.label == nil && all.insert(arc.target).inserted { open.append(arc.target) }
            }
            return all
        }
        var numbers: [Set<Int>: Int] = [:]
        var open: [Set<Int>] = []
        func number(_ nodes: Set<Int>) -> Int {
            if let known = numbers[nodes] { return known }
            numbers[nodes] = states.count
            states.append(State(isFinal: nodes.contains(end), rule: rule))
            open.append(nodes)
            return states.count - 1
        }
        let first = number(closure([start]))
        while let nodes = open.popLast() {
            var targets: [Sketch.Label: Set<Int>] = [:]
            for node in nodes {
                for arc in sketch.arcs[node] { if let label = arc.label { targets[label, default: []].insert(arc.target) } }
            }
            let state = numbers[nodes]!
            for (label, target) in targets {
                let target = number(closure(target))
                switch label {
                case .terminal(let terminal): states[state].terminals.append((terminal, target))
                case .rule(let rule): states[state].rules.append((rule, target))
                }
            }
        }
        return first
    }

    private mutating func draw(
        _ definition: Grammar.Definition, from start: Int, in sketch: inout Sketch, _ isTerminal: (Grammar.Definition) -> Bool
    ) -> Int {
        let end: Int
        switch definition {
        case _ where isTerminal(definition):
            end = sketch.node()
            sketch.arcs[start].append((.terminal(number(of: definition)), end))
        case .rule(let name):
            guard let rule = ruleNumbers[name] else { preconditionFailure("no rule \(name)") }
            end = sketch.node()
            sketch.arcs[start].append((.rule(rule), end))
        case .sequence(let parts):
            end = parts.reduce(start) { draw($1, from: $0, in: &sketch, isTerminal) }
        case .choice(let parts):
            end = sketch.node()
            for part in parts {
                let partEnd = draw(part, from: start, in: &sketch, isTerminal)
                sketch.arcs[partEnd].append((nil, end))
            }
        case .optional(let part):
            end = draw(part, from: start, in: &sketch, isTerminal)
            sketch.arcs[start].append((nil, end))
        case .zeroOrMore(let part), .oneOrMore(let part):
            // A node of its own, as arcs lead back to it.
            let loop = sketch.node()
            sketch.arcs[start].append((nil, loop))
            end = draw(part, from: loop, in: &sketch, isTerminal)
            sketch.arcs[end].append((nil, loop))
            if case .zeroOrMore = definition {
                let out = sketch.node()
                sketch.arcs[loop].append((nil, out))
                return out
            }
        case .literal, .characters, .difference, .prose: preconditionFailure("\(definition) is not a terminal")
        }
        // What follows must not be drawn from a node to which a loop leads back.
        let out = sketch.node()
        sketch.arcs[end].append((nil, out))
        return out
    }

    private mutating func number(of terminal: Grammar.Definition) -> Int {
        if let known = terminalNumbers[terminal] { return known }
        terminals.append(terminal)
        terminalNumbers[terminal] = terminals.count - 1
        return terminals.count - 1
    }

    // MARK: What can come next

    private mutating func findFirst() {
        var changed = true
        while changed {
            changed = false
            for index in states.indices.reversed() {
                var (first, isNullable) = (states[index].first, states[index].isNullable || states[index].isFinal)
                for (terminal, _) in states[index].terminals { first.insert(terminal) }
                for (rule, target) in states[index].rules {
                    let start = states[starts[rule]]
                    first.formUnion(start.first)
                    if start.isNullable {
                        first.formUnion(states[target].first)
                        isNullable = isNullable || states[target].isNullable
                    }
                }
                if first.count != states[index].first.count || isNullable != states[index].isNullable {
                    (states[index].first, states[index].isNullable, changed) = (first, isNullable, true)
                }
            }
        }
    }

    private mutating func findFollow() {
        follow = Array(repeating: [], count: names.count)
        var changed = true
        while changed {
            changed = false
            for state in states {
                for (rule, target) in state.rules {
                    var after = follow[rule].union(states[target].first)
                    if states[target].isNullable { after.formUnion(follow[state.rule]) }
                    if after.count != follow[rule].count { (follow[rule], changed) = (after, true) }
                }
            }
        }
    }
}
