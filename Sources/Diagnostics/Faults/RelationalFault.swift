/// Why a query is not said in SQL. All have one code: the query is right, and another engine would answer something else.
package enum RelationalFault: Fault, Equatable {
    case notInSQL(NoEqual)
    /// Something that one dialect alone has no equal for.
    case notInDialect(NoEqual, dialect: String)
    case function(String)
    /// Values of two types where SQL takes one.
    case severalTypes(what: String, String, String)
    case wrongType(what: String, wanted: String, found: String)
    /// A property of a node or relationship that came by a way on which its columns are not known.
    case unknownColumns(key: String)
    /// Two names of a folder that differ in case alone, which SQL takes for one.
    case sameName(String, String)
    case noTables(path: String)
    /// A file that the engine does not read.
    case notReadable(path: String, dialect: String)
    /// A client of which it is not known what SQL it takes.
    case unknownClient(String)
    case engineFailed(command: String, message: String)
    /// What a row shows to have another meaning in SQL.
    case refusedRow(String)
    case engineAnswer(command: String, line: String)

    /// Parts of the language without an equal in SQL.
    package enum NoEqual: String, Sendable, CaseIterable {
        case schemaCommand, writing, procedure, loading, otherGraph, plan
        case regularExpression, map, mapComparison, nestedList, listComputation, listElement, listComparison, listOrder, entityOrder, pathValue, wholeEntity
        case nodeNumber, quantifiedGroup, pathSelector, shortestPathOpen, shortestPathValue, shortestPathRound, shortestPathLong, lengthCondition
        case temporal, temporalArithmetic, typeTest, labelOrder, floatText, cutByRow, transactions, orderedCollect
        case nestedSubquery, filterSubquery, recursion, unionEntities, zeroCharacter, otherWalkDirection, floatRemainder, range, unboundName, entityList, notANumber, variableLength

        /// Of a sentence: WORDS cannot be said in SQL with the same meaning.
        package var words: String {
            switch self {
            case .schemaCommand: "a change of the schema"
            case .writing: "a clause that writes"
            case .procedure: "CALL of a procedure"
            case .loading: "LOAD"
            case .otherGraph: "USE"
            case .plan: "EXPLAIN and PROFILE"
            case .regularExpression: "a regular expression"
            case .map: "the entries of a map"
            case .mapComparison: "a comparison of maps"
            case .nestedList: "a list of lists"
            case .listComputation: "a list made element by element"
            case .listElement: "an element at a place that is not a number written out"
            case .listComparison: "a comparison of lists"
            case .listOrder: "an order of lists"
            case .entityOrder: "an order of nodes, relationships or paths"
            case .pathValue: "a path as a value"
            case .wholeEntity: "all properties of a node or relationship as a map"
            case .nodeNumber: "the engine's own number of a node or relationship"
            case .quantifiedGroup: "a repeated part of a pattern"
            case .pathSelector: "a choice among paths"
            case .shortestPathOpen: "a shortest path of any length"
            case .shortestPathValue: "the parts of a shortest path"
            case .shortestPathRound: "a shortest path without direction"
            case .shortestPathLong: "a shortest path of more than 15 relationships"
            case .lengthCondition: "a condition of variable length that depends on the row"
            case .temporal: "a value of this temporal type"
            case .temporalArithmetic: "arithmetic of dates and durations"
            case .typeTest: "a test or change of type"
            case .labelOrder: "the list of several labels"
            case .floatText: "a float as text"
            case .cutByRow: "SKIP and LIMIT that are computed"
            case .transactions: "IN TRANSACTIONS"
            case .orderedCollect: "collect() in an order"
            case .nestedSubquery: "a subquery of several clauses"
            case .filterSubquery: "a subquery in the condition of OPTIONAL MATCH"
            case .recursion: "a length without an upper bound"
            case .unionEntities: "a UNION of nodes with other values"
            case .zeroCharacter: "text with the character U+0000"
            case .otherWalkDirection: "a list of relationships that is known before it is walked"
            case .floatRemainder: "the remainder of floats"
            case .range: "range() whose bounds depend on the row"
            case .unboundName: "a variable that is not there"
            case .entityList: "a list of nodes or relationships in the result"
            case .notANumber: "NaN"
            case .variableLength: "a variable length in WALK"
            }
        }
    }

    /// Whether the query is right and has no equal in SQL.
    package var isOfLanguage: Bool { code == "NotInSQL" }

    package var code: String {
        switch self {
        case .notInSQL, .notInDialect, .function, .severalTypes, .wrongType, .unknownColumns, .refusedRow: "NotInSQL"
        case .sameName: "SameNameInSQL"
        case .noTables, .notReadable: "NoTables"
        case .unknownClient: "UnknownEngine"
        case .engineFailed: "EngineFailed"
        case .engineAnswer: "EngineAnswer"
        }
    }

    package var category: FaultCategory {
        switch self {
        case .notInSQL, .notInDialect, .function, .severalTypes, .wrongType, .unknownColumns: .semanticError
        case .sameName, .noTables, .notReadable, .engineFailed, .engineAnswer, .refusedRow: .dataError
        case .unknownClient: .usageError
        }
    }

    package var sentence: String {
        switch self {
        case .notInSQL(let part): "\(part.words) cannot be said in SQL with the same meaning"
        case .notInDialect(let part, let dialect): "\(part.words) cannot be said with the same meaning in the SQL of \(dialect)"
        case .function(let name): "\(name)() cannot be said in SQL with the same meaning"
        case .refusedRow(let words): "\(words) cannot be said in SQL with the same meaning"
        case .severalTypes(let what, let first, let second): "\(what) has \(first) and \(second), and a column of SQL has one type"
        case .wrongType(let what, let wanted, let found): "\(what) takes \(wanted), and this is \(found)"
        case .unknownColumns(let key): "\(key) is asked of a node or relationship whose table is not known here"
        case .sameName(let first, let second): "\(first) and \(second) are one name in SQL, which ignores case"
        case .noTables(let path): "no tables in \(path)"
        case .notReadable(let path, let dialect): "\(dialect) does not read \(path)"
        case .unknownClient(let program): "it is not known what SQL \(program) takes"
        case .engineFailed(let command, let message): message.isEmpty ? "\(command) failed and says nothing" : "\(command) says: \(message)"
        case .engineAnswer(let command, let line): "\(command) answers with something else than rows of JSON: \(line)"
        }
    }

    package var hint: String? {
        switch self {
        case .notInSQL, .notInDialect, .function, .severalTypes, .wrongType, .unknownColumns, .refusedRow:
            "it runs on this machine: leave out --engine"
        case .sameName: "give one of the two another name"
        case .noTables: "a folder has nodes_LABEL.csv and rels_TYPE.csv, or the same as .parquet with schema.json"
        case .notReadable: "it reads CSV"
        case .unknownClient: "write the dialect before the command, `duckdb: COMMAND`, or name an engine of ~/.config/cqcq/engines"
        case .engineFailed, .engineAnswer: nil
        }
    }
}
