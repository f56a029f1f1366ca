/// Query, its clauses and their parts.
extension Printer {
    mutating func write(_ prefix: CypherPrefix) {
        text += "CYPHER "
        if let version = prefix.version { text += version + " " }
        for option in prefix.options {
            text += Self.quoted(name: option.name.text) + "=" + Self.quoted(name: option.value.text) + " "
        }
    }

    mutating func write(_ query: Query) {
        write(query.first)
        for union in query.unions {
            text += union.all ? " UNION ALL " : " UNION "
            write(union.query)
        }
    }

    private mutating func write(_ query: SingleQuery) {
        write(query.clauses, between: " ") { $0.write($1) }
    }

    private mutating func write(_ hint: PlannerHint) {
        func name(_ name: Name) -> String { Self.quoted(name: name.text) }
        func variable(_ name: Name) -> String { Self.quoted(variable: name.text) }
        text += " USING "
        switch hint.kind {
        case .index(let type, let seek, let node, let label, let keys):
            text += (type.map { $0 + " " } ?? "") + (seek ? "INDEX SEEK " : "INDEX ")
            text += variable(node) + ":" + name(label) + "(" + keys.map(name).joined(separator: ", ") + ")"
        case .scan(let node, let label): text += "SCAN " + variable(node) + ":" + name(label)
        case .join(let nodes): text += "JOIN ON " + nodes.map(variable).joined(separator: ", ")
        }
    }

    mutating func write(_ clause: Clause) {
        switch clause {
        case .use(let use): write(use)
        case .show(let show): write(show)
        case .match(let match):
            text += match.optional ? "OPTIONAL MATCH " : "MATCH "
            write(match.pattern)
            for hint in match.hints { write(hint) }
            write(filter: match.filter)
        case .unwind(let unwind):
            text += "UNWIND "
            write(unwind.list)
            text += " AS " + Self.quoted(variable: unwind.variable.text)
        case .call(let call): write(call)
        case .create(let create): write(create)
        case .merge(let merge): write(merge)
        case .set(let clause): write(clause)
        case .remove(let remove): write(remove)
        case .delete(let delete): write(delete)
        case .foreach(let foreach): write(foreach)
        case .with(let with):
            text += "WITH "
            write(with.body)
            write(filter: with.filter)
        case .return(let result):
            text += "RETURN "
            write(result.body)
        case .subquery(let call): write(call)
        case .load(let load):
            text += load.hasHeaders ? "LOAD CSV WITH HEADERS FROM " : "LOAD CSV FROM "
            write(load.address)
            text += " AS " + Self.quoted(variable: load.variable.text)
            if let terminator = load.fieldTerminator { text += " FIELDTERMINATOR " + Self.quoted(string: terminator.text) }
            if let encoding = load.encoding { text += " ENCODING " + Self.quoted(string: encoding.text) }
        case .loadTable(let load): write(load)
        case .for(let clause):
            text += "FOR " + Self.quoted(variable: clause.variable.text) + " IN "
            write(clause.list)
            if let place = clause.place {
                text += (place.countsFromOne ? " WITH ORDINALITY " : " WITH OFFSET ") + Self.quoted(place: place.variable.text)
            }
        case .let(let clause):
            text += "LET "
            write(clause.items, between: ", ") { printer, item in
                printer.text += Self.quoted(variable: item.variable.text) + " = "
                printer.write(item.value)
            }
        case .filter(let clause):
            text += "FILTER "
            write(clause.condition)
        case .finish: text += "FINISH"
        }
    }

    mutating func write(filter: Expression?) {
        guard let filter else { return }
        text += " WHERE "
        write(filter)
    }

    private mutating func write(_ body: ProjectionBody) {
        if body.distinct { text += "DISTINCT " }
        if body.star { text += body.items.isEmpty ? "*" : "*, " }
        write(body.items, between: ", ") { printer, item in
            printer.write(item.expression)
            if let alias = item.alias { printer.text += " AS " + Self.quoted(variable: alias.text) }
        }
        if !body.order.isEmpty {
            text += " ORDER BY "
            write(body.order, between: ", ") { printer, item in
                printer.write(item.expression)
                if item.descending { printer.text += " DESC" }
            }
        }
        if let skip = body.skip {
            text += " SKIP "
            write(skip)
        }
        if let limit = body.limit {
            text += " LIMIT "
            write(limit)
        }
    }

    mutating func write(_ load: LoadTable) {
        text += "LOAD TABLE "
        write(load.address)
        if let sheet = load.sheet {
            text += " SHEET "
            write(sheet)
        }
        switch load.header {
        case .found: break
        case .row(let number): text += " HEADER ROW \(number)"
        case .none: text += " NO HEADER"
        }
        text += " AS " + Self.quoted(variable: load.variable.text)
    }
}
