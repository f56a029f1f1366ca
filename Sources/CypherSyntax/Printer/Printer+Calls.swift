/// Calls, CASE, comprehensions and subqueries.
extension Printer {
    mutating func write(_ call: FunctionCall) {
        let parts = call.name.text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        text += parts.enumerated().map { index, part in
            index == 0 && parts.count == 1 ? Self.quoted(function: part)
                : index == 0 ? Self.quoted(variable: part) : Self.quoted(name: part)
        }.joined(separator: ".")
        text += "(" + (call.quantifier.map { $0.rawValue + " " } ?? "")
        write(call.arguments, between: ", ") { $0.write($1) }
        text += ")"
    }

    /// Words that begin a construct of their own before `(` need backquotes.
    private static func quoted(function: String) -> String {
        switch Keyword.spelt(Array(function.utf8)[...]) {
        case .exists: "exists"
        case .any, .some(.none), .single, .reduce, .cast: backquoted(function)
        default: quoted(variable: function)
        }
    }

    mutating func write(_ choice: Case) {
        text += "CASE "
        if let subject = choice.subject {
            write(subject)
            text += " "
        }
        for branch in choice.branches {
            text += "WHEN "
            write(branch.when)
            text += " THEN "
            write(branch.then)
            text += " "
        }
        if let otherwise = choice.otherwise {
            text += "ELSE "
            write(otherwise)
            text += " "
        }
        text += "END"
    }

    mutating func write(_ comprehension: ListComprehension) {
        text += "[" + Self.quoted(variable: comprehension.variable.text) + " IN "
        write(comprehension.list)
        write(filter: comprehension.filter)
        if let projection = comprehension.projection {
            text += " | "
            write(projection)
        }
        text += "]"
    }

    mutating func write(_ comprehension: PatternComprehension) {
        text += "["
        if let variable = comprehension.variable { text += Self.quoted(variable: variable.text) + " = " }
        write(comprehension.element)
        write(filter: comprehension.filter)
        text += " | "
        write(comprehension.projection)
        text += "]"
    }

    mutating func write(_ reduce: Reduce) {
        text += "reduce(" + Self.quoted(variable: reduce.accumulator.text) + " = "
        write(reduce.initial)
        text += ", " + Self.quoted(variable: reduce.variable.text) + " IN "
        write(reduce.list)
        text += " | "
        write(reduce.expression)
        text += ")"
    }

    mutating func write(_ projection: MapProjection) {
        text += Self.quoted(projected: projection.variable.text) + " {"
        write(projection.items, between: ", ") { printer, item in
            switch item {
            case .property(let key): printer.text += "." + Self.quoted(name: key.text)
            case .allProperties: printer.text += ".*"
            case .entry(let entry):
                printer.text += Self.quoted(name: entry.key.text) + ": "
                printer.write(entry.value)
            case .variable(let name): printer.text += Self.quoted(variable: name.text)
            }
        }
        text += "}"
    }

    /// `count {` and `collect {` begin subqueries.
    private static func quoted(projected variable: String) -> String {
        switch Keyword.spelt(Array(variable.utf8)[...]) {
        case .count, .collect: backquoted(variable)
        default: quoted(variable: variable)
        }
    }

    mutating func write(_ subquery: ExistsSubquery, _ word: String) {
        writeBraces(word) { printer in
            switch subquery {
            case .pattern(let pattern, let filter):
                // A selector would not show where a pattern begins.
                if pattern.parts[0].selector != nil || pattern.parts[0].mode != nil { printer.text += "MATCH " }
                printer.write(pattern)
                printer.write(filter: filter)
            case .query(let query): printer.write(query)
            }
        }
    }

    mutating func writeBraces(_ word: String, _ body: (inout Printer) -> Void) {
        text += word + " { "
        body(&self)
        text += " }"
    }

    mutating func write(_ call: CallSubquery) {
        if call.optional { text += "OPTIONAL " }
        var head = "CALL"
        switch call.imports {
        case .importingWith: break
        case .all: head += " (*)"
        case .names(let names): head += " (" + names.map { Self.quoted(variable: $0.text) }.joined(separator: ", ") + ")"
        }
        writeBraces(head) { $0.write(call.query) }
        if let transactions = call.transactions { write(transactions) }
    }

    private mutating func write(_ transactions: CallSubquery.Transactions) {
        text += " IN "
        if let workers = transactions.workers {
            write(workers)
            text += " "
        }
        text += transactions.isConcurrent ? "CONCURRENT TRANSACTIONS" : "TRANSACTIONS"
        if let rows = transactions.rows {
            text += " OF "
            write(rows)
            text += " ROWS"
        }
        if let reaction = transactions.onError { text += " ON ERROR " + reaction.rawValue }
        if let status = transactions.status { text += " REPORT STATUS AS " + Self.quoted(variable: status.text) }
    }
}
