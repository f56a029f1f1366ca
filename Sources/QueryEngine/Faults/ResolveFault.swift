import Diagnostics

/// Faults of the resolver: the sentence is well formed, yet it cannot mean anything.
package enum ResolveFault: Fault {
    case undefinedVariable(String, near: [String])
    /// It was there, and a WITH, DISTINCT or grouping since then did not name it.
    case variableLeftBehind(String)
    case variableAlreadyBound(String)
    /// The variable holds `found` and is used as `wanted`.
    case variableTypeConflict(String, found: String, wanted: String)
    case relationshipUniqueness(String)
    case unknownFunction(String, near: [String])
    case wrongNumberOfArguments(function: String, usage: String, found: Int)
    case wrongType(found: String, wanted: String, by: String)
    /// `.key` or `[index]` on something that has no parts.
    case wrongAccess(found: String, wanted: String, by: String)
    /// rand() and its like inside an aggregating function.
    case notConstantInAggregation(String)
    /// An aggregating function where rows are not grouped.
    case aggregationOutOfPlace(String)
    case nestedAggregation
    case ambiguousAggregation
    case columnNameConflict(String)
    case expressionNeedsAlias(String)
    case unionColumnsDiffer(first: [String], second: [String])
    case nothingToProject
    case notConstant(clause: String)
    case negativeCount(clause: String)
    case notAnInteger(clause: String)
    case parameterInPattern
    case missingParameter(String, near: [String])
    case unknownLabel(String, near: [String])
    case unknownType(String, near: [String])
    case unknownProperty(String, near: [String])
    /// `quantifier`: DISTINCT or ALL.
    case distinctNotAllowed(function: String, quantifier: String)
    case variableLengthInWriting
    case oneTypeNeeded
    case directionNeeded
    case deleteOfLabels
    case unknownProcedure(String, near: [String])
    case unknownOutput(String, procedure: String, outputs: [String])
    /// `example` is a query that calls the procedure.
    case wrongProcedureArgument(found: String, wanted: String, procedure: String, example: String?)
    /// `YIELD *` beside other clauses.
    case yieldOfAll
    case argumentsFromParametersInside(String)
    case writingNotAllowed(String)
    /// A quantifier or a length inside a group.
    case nestedQuantifier
    case groupWithoutRelationship
    /// The properties of relationships of variable length, each to equal something of the other.
    case lengthsAskForEachOther
    case selectorNotAlone
    case shortestPathLength
    case whereInWriting
    case labelsInWriting
    case columnNeedsAlias(String)
    case collectNeedsOneColumn(found: Int)
    /// `OPTIONAL CALL { … }` of a query that gives no rows.
    case optionalUnit
    /// `IN TRANSACTIONS` behind a CALL that stands in another subquery.
    case transactionsInside
    case unknownGraph(String, near: [String])
    case unknownEncoding(String)
    case writingUnderUse(String)
    /// More operators one above the other than a plan may have.
    case statementTooLong(limit: Int)
    case tooManyBranches(limit: Int)

    package var code: String {
        switch self {
        case .undefinedVariable, .variableLeftBehind, .unknownOutput: "UndefinedVariable"
        case .variableAlreadyBound: "VariableAlreadyBound"
        case .variableTypeConflict: "VariableTypeConflict"
        case .relationshipUniqueness: "RelationshipUniquenessViolation"
        case .unknownFunction: "UnknownFunction"
        case .wrongNumberOfArguments: "InvalidNumberOfArguments"
        case .wrongType, .wrongAccess, .wrongProcedureArgument: "InvalidArgumentType"
        case .notConstantInAggregation: "NonConstantExpression"
        case .aggregationOutOfPlace: "InvalidAggregation"
        case .nestedAggregation: "NestedAggregation"
        case .ambiguousAggregation: "AmbiguousAggregationExpression"
        case .columnNameConflict: "ColumnNameConflict"
        case .expressionNeedsAlias: "NoExpressionAlias"
        case .unionColumnsDiffer: "DifferentColumnsInUnion"
        case .nothingToProject: "NoVariablesInScope"
        case .notConstant: "NonConstantExpression"
        case .negativeCount: "NegativeIntegerArgument"
        case .notAnInteger: "InvalidArgumentType"
        case .parameterInPattern: "InvalidParameterUse"
        case .missingParameter: "MissingParameter"
        case .unknownLabel: "UnknownLabel"
        case .unknownType: "UnknownRelationshipType"
        case .unknownProperty: "UnknownProperty"
        case .distinctNotAllowed, .argumentsFromParametersInside: "InvalidArgumentPassingMode"
        case .variableLengthInWriting: "CreatingVarLength"
        case .oneTypeNeeded: "NoSingleRelationshipType"
        case .directionNeeded: "RequiresDirectedRelationship"
        case .deleteOfLabels: "InvalidDelete"
        case .unknownProcedure: "ProcedureNotFound"
        case .yieldOfAll: "UnexpectedSyntax"
        case .writingNotAllowed: "ReadOnly"
        case .nestedQuantifier, .groupWithoutRelationship, .lengthsAskForEachOther, .shortestPathLength: "InvalidRelationshipPattern"
        case .selectorNotAlone: "InvalidPathSelector"
        case .whereInWriting: "InvalidClauseComposition"
        case .labelsInWriting: "InvalidLabelExpression"
        case .columnNeedsAlias: "NoExpressionAlias"
        case .collectNeedsOneColumn: "InvalidNumberOfColumns"
        case .optionalUnit, .writingUnderUse, .transactionsInside: "InvalidClauseComposition"
        case .unknownGraph: "GraphNotFound"
        case .unknownEncoding: "UnknownEncoding"
        case .statementTooLong, .tooManyBranches: "StatementTooLong"
        }
    }

    package var category: FaultCategory {
        switch self {
        case .missingParameter: .parameterMissing
        case .wrongAccess: .typeError
        case .unknownProcedure: .procedureError
        default: .syntaxError
        }
    }

    package var sentence: String {
        switch self {
        case .undefinedVariable(let name, _): "variable `\(name)` is not defined here"
        case .variableLeftBehind(let name): "variable `\(name)` is not passed on to here"
        case .variableAlreadyBound(let name): "variable `\(name)` is already bound"
        case .variableTypeConflict(let name, let found, let wanted):
            "variable `\(name)` is \(found) and cannot also be \(wanted)"
        case .relationshipUniqueness(let name):
            "relationship `\(name)` stands twice in one pattern, and a pattern walks each relationship once"
        case .unknownFunction(let name, _): "there is no function \(name)()"
        case .wrongNumberOfArguments(let function, let usage, let found):
            "\(function)() takes \(usage), not \(found == 1 ? "1 argument" : "\(found) arguments")"
        case .wrongType(let found, let wanted, let by), .wrongAccess(let found, let wanted, let by):
            "\(by) takes \(wanted), not \(found)"
        case .notConstantInAggregation(let function): "\(function)() differs from row to row and cannot be aggregated"
        case .aggregationOutOfPlace(let place): "an aggregating function cannot stand in \(place)"
        case .nestedAggregation: "an aggregating function cannot stand inside another"
        case .ambiguousAggregation:
            "an expression with an aggregating function can otherwise contain only grouping keys and constants"
        case .columnNameConflict(let name): "two columns are named `\(name)`"
        case .expressionNeedsAlias(let text): "in WITH, `\(text)` needs a name"
        case .unionColumnsDiffer(let first, let second):
            if first.isEmpty || second.isEmpty {
                "both sides of UNION need the same columns: the first returns \(Self.columns(first)), this one \(Self.columns(second))"
            } else {
                "both sides of UNION need the same columns: \(Self.list(first)) and \(Self.list(second))"
            }
        case .nothingToProject: "there is no variable that * could stand for"
        case .notConstant(let clause): "\(clause) cannot depend on the rows"
        case .negativeCount(let clause): "\(clause) cannot be negative"
        case .notAnInteger(let clause): "\(clause) takes an integer"
        case .parameterInPattern: "a parameter cannot stand for the properties of a MATCH pattern"
        case .missingParameter(let name, _): "parameter $\(name) has no value"
        case .unknownLabel(let name, _): "nothing here has the label :\(name)"
        case .unknownType(let name, _): "there are no relationships of type :\(name) here"
        case .unknownProperty(let name, _): "nothing here has a property .\(name)"
        case .variableLengthInWriting: "a relationship of variable length cannot be written"
        case .oneTypeNeeded: "a relationship that is written has exactly one type"
        case .directionNeeded: "a relationship that is written has a direction"
        case .deleteOfLabels: "DELETE takes nodes, relationships and paths; labels are taken off by REMOVE"
        case .unknownProcedure(let name, _): "there is no procedure \(name)"
        case .unknownOutput(let name, let procedure, _): "\(procedure) yields no `\(name)`"
        case .wrongProcedureArgument(let found, let wanted, let procedure, _):
            "\(procedure) takes a value of type \(wanted), not \(found)"
        case .yieldOfAll: "with other clauses, YIELD must name its fields"
        case .argumentsFromParametersInside(let name): "with other clauses, CALL \(name) needs its arguments in parentheses"
        case .writingNotAllowed(let clause): "\(clause) would write, and this graph is open for reading only"
        case .nestedQuantifier: "a length or quantifier cannot stand inside a group that is repeated"
        case .groupWithoutRelationship: "a group that is repeated has a relationship at least"
        case .lengthsAskForEachOther: "these properties are to equal something of the relationships that they choose"
        case .selectorNotAlone: "a pattern out of which paths are selected stands alone in its MATCH"
        case .shortestPathLength: "shortestPath() takes lengths from 0 or 1 on"
        case .whereInWriting: "WHERE cannot stand in a pattern that is written"
        case .labelsInWriting: "labels that are written are joined by `&` or `:` only"
        case .columnNeedsAlias(let text): "in the RETURN of CALL { … }, `\(text)` needs a name"
        case .collectNeedsOneColumn(let found): "COLLECT { … } returns one column, not \(found)"
        case .optionalUnit: "OPTIONAL CALL { … } needs a RETURN inside"
        case .transactionsInside: "IN TRANSACTIONS cannot stand in a subquery"
        case .unknownGraph(let name, _): "there is no graph \(name)"
        case .unknownEncoding(let name): "`\(name)` is not a known encoding"
        case .writingUnderUse(let clause): "\(clause) writes to the graph at hand, and USE has chosen another one"
        case .statementTooLong(let limit): "with this the statement takes more than \(limit) steps"
        case .tooManyBranches(let limit): "UNION joins at most \(limit) queries to one"
        case .distinctNotAllowed(let function, let quantifier): "\(function)() does not aggregate and takes no \(quantifier)"
        }
    }

    package var hint: String? {
        switch self {
        case .undefinedVariable(_, let near), .unknownGraph(_, let near): Suggestion.question(near)
        case .unknownFunction(_, let near): Suggestion.question(near) ?? "SHOW FUNCTIONS lists them"
        case .unknownProcedure(_, let near): Suggestion.question(near) ?? "SHOW PROCEDURES lists them"
        case .unknownOutput(let name, _, let outputs):
            Suggestion.question(Suggestion.nearest(to: name, in: outputs)) ?? "it yields \(Self.list(outputs))"
        case .wrongProcedureArgument(_, _, _, let example): example.map { "call it as in: \($0)" }
        case .unknownEncoding: "the encodings are \(TextEncoding.allCases.map(\.rawValue).joined(separator: ", "))"
        case .variableLeftBehind: "behind WITH, DISTINCT and grouping only the columns named there are left"
        case .missingParameter(let name, let near):
            Suggestion.question(near.map { "$" + $0 }) ?? "give it as --param \(name)=VALUE"
        case .unknownLabel(_, let near), .unknownType(_, let near): Suggestion.question(near.map { ":" + $0 })
        case .unknownProperty(_, let near): Suggestion.question(near.map { "." + $0 })
        case .nestedQuantifier: "write the repeated part out, or repeat a single relationship"
        case .lengthsAskForEachOther: "compare them in WHERE: all(x IN r WHERE x.key = s[0].key)"
        case .selectorNotAlone: "put the other patterns into a MATCH before"
        case .shortestPathLength: "SHORTEST 1 takes any lengths: MATCH SHORTEST 1 (a)-[:T]->{2,5}(b)"
        case .whereInWriting: "filter the rows before, or write the properties as {key: value}"
        case .tooManyBranches: "UNWIND a list where the queries differ in values only"
        case .statementTooLong: "write several statements; one CREATE holds any number of patterns"
        case .expressionNeedsAlias, .columnNeedsAlias: "add AS and a name"
        case .parameterInPattern: "write the properties one by one: {key: $value}"
        case .ambiguousAggregation: "group by it in a WITH before"
        default: nil
        }
    }

    private static func columns(_ names: [String]) -> String { names.isEmpty ? "nothing" : list(names) }
    package var replacements: [String] {
        switch self {
        case .undefinedVariable(_, let near), .unknownFunction(_, let near), .unknownProcedure(_, let near): near
        default: []
        }
    }

    private static func list(_ columns: [String]) -> String { columns.joined(separator: ", ") }
}
