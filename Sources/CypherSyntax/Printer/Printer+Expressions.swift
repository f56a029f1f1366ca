/// Expression. Which operand needs parentheses, precedence tells.
extension Printer {
    /// In parentheses if it binds less tightly than `lowest`.
    mutating func write(_ expression: Expression, _ lowest: Precedence = .or) {
        if expression.kind.precedence < lowest {
            text += "("
            write(expression.kind)
            text += ")"
        } else {
            write(expression.kind)
        }
    }

    private mutating func write(_ kind: Expression.Kind) {
        switch kind {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .float(let value): text += String(value)
        case .string(let value): text += Self.quoted(string: value)
        case .list(let elements): write(list: elements)
        case .map(let entries): write(entries)
        case .parameter(let name):
            let isPlain = !name.isEmpty && name.unicodeScalars.allSatisfy(CharacterClass.continuesName)
            text += "$" + (isPlain ? name : Self.backquoted(name))
        case .variable(let name): text += Self.quoted(variable: name)
        case .property(let owner, let key):
            write(owner, .postfix)
            text += "." + Self.quoted(name: key.text)
        case .hasLabels(let node, let labels):
            write(node, .postfix)
            for label in labels { text += ":" + Self.quoted(name: label.text) }
        case .element(let owner, let index):
            write(owner, .postfix)
            text += "["
            write(index)
            text += "]"
        case .slice(let owner, let first, let last): writeSlice(of: owner, from: first, to: last)
        case .unary(let sign, let operand): write(sign, operand)
        case .binary(let binary, let left, let right):
            write(left, binary.precedence)
            text += " " + binary.rawValue + " "
            write(right, binary.precedence.tighter)
        case .comparison(let first, let links):
            write(first, Precedence.comparison.tighter)
            for link in links {
                text += " " + link.comparison.rawValue + " "
                write(link.operand, Precedence.comparison.tighter)
            }
        case .isNull(let operand, let negated):
            write(operand, .predicate)
            text += negated ? " IS NOT NULL" : " IS NULL"
        case .function(let call): write(call)
        case .countStar: text += "count(*)"
        case .case(let choice): write(choice)
        case .listComprehension(let comprehension): write(comprehension)
        case .patternComprehension(let comprehension): write(comprehension)
        case .quantifier(let quantifier): write(quantifier)
        case .reduce(let reduce): write(reduce)
        case .mapProjection(let projection): write(projection)
        case .patternPredicate(let element): write(element)
        case .exists(let subquery): write(subquery, "EXISTS")
        case .count(let subquery): write(subquery, "COUNT")
        case .collect(let query): writeBraces("COLLECT") { $0.write(query) }
        case .isLabelled(let operand, let labels):
            write(operand, .postfix)
            text += ":"
            write(predicate: labels)
        case .isTyped(let operand, let type, let negated):
            write(operand, .predicate)
            text += (negated ? " IS NOT :: " : " IS :: ") + type.text
        case .cast(let operand, let type):
            text += "CAST("
            write(operand)
            text += " AS " + type.text + ")"
        case .shortestPath(let element, let all):
            text += all ? "allShortestPaths(" : "shortestPath("
            write(element)
            text += ")"
        }
    }

    private mutating func writeSlice(of owner: Expression, from first: Expression?, to last: Expression?) {
        write(owner, .postfix)
        text += "["
        if let first { write(first) }
        text += ".."
        if let last { write(last) }
        text += "]"
    }

    private mutating func write(_ quantifier: Quantifier) {
        text += quantifier.kind.rawValue + "(" + Self.quoted(variable: quantifier.variable.text) + " IN "
        write(quantifier.list)
        write(filter: quantifier.filter)
        text += ")"
    }

    private mutating func write(_ sign: UnaryOperator, _ operand: Expression) {
        switch (sign, operand.kind) {
        case (.not, _):
            text += "NOT "
            write(operand, .not)
        // Without parentheses the sign would be part of the number.
        case (.minus, .integer(0...)), (.minus, .float(0...)):
            text += "-("
            write(operand)
            text += ")"
        default:
            text += sign.rawValue
            write(operand, .unary)
        }
    }

    private mutating func write(list elements: [Expression]) {
        text += "["
        // `[x IN y]` would be a comprehension.
        if elements.count == 1, elements[0].kind.startsWithMembership {
            text += "("
            write(elements[0])
            text += ")"
        } else {
            write(elements, between: ", ") { $0.write($1) }
        }
        text += "]"
    }

    private mutating func write(_ entries: [MapEntry]) {
        text += "{"
        write(entries, between: ", ") { printer, entry in
            printer.text += Self.quoted(name: entry.key.text) + ": "
            printer.write(entry.value)
        }
        text += "}"
    }
}

extension Expression.Kind {
    fileprivate var precedence: Precedence {
        switch self {
        case .binary(let binary, _, _): binary.precedence
        case .comparison: .comparison
        case .isNull, .isTyped: .predicate
        case .unary(.not, _): .not
        case .unary: .unary
        case .integer(let value): value < 0 ? .unary : .postfix
        case .float(let value): value.sign == .minus ? .unary : .postfix
        // Nothing but an operator can follow labels.
        case .hasLabels, .isLabelled: .unary
        // A dash or arrow head behind a pattern would be part of it.
        case .patternPredicate: .comparison
        default: .postfix
        }
    }

    /// The text begins with a variable and IN.
    fileprivate var startsWithMembership: Bool {
        switch self {
        case .binary(.in, let left, _):
            if case .variable = left.kind { return true }
            return left.kind.startsWithMembership
        case .binary(_, let left, _), .comparison(let left, _), .isNull(let left, _), .isTyped(let left, _, _):
            return left.kind.startsWithMembership
        default: return false
        }
    }
}
