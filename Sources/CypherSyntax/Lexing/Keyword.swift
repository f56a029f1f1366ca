/// The words that the grammar gives a meaning. Case does not count.
package enum Keyword: String, Hashable, Sendable, CaseIterable {
    // Reserved: these are not variables unless backquoted.
    case all, and, `as`, asc, ascending, by, `case`, contains, create, delete, desc, descending, detach, distinct
    case `else`, end, ends, exists, `false`, `in`, `is`, limit, match, merge, not, null, on, optional, or, order
    case remove, `return`, set, skip, starts, then, `true`, union, unwind, when, `where`, with, xor
    // Not reserved: they mean something in their one place only.
    case any, call, count, explain, none, profile, reduce, single, yield
    // Nor are those of ISO GQL.
    case acyclic, cast, collect, filter, finish, `for`, group, groups, insert, labeled, `let`, offset, ordinality, path, paths
    case shortest, simple, trail, typed, use, walk
    // Those of LOAD CSV.
    case csv, encoding, fieldTerminator = "fieldterminator", from, headers, load
    // And Neo4j's functions of patterns.
    case allShortestPaths = "allshortestpaths", shortestPath = "shortestpath"
    // FOREACH, and what scripts written for Neo4j have.
    case assert, commit, constraint, constraints, cypher, drop, foreach, index, indexes, periodic, require, show, transactions
    case unique, using

    /// In capitals, as people write it.
    package var word: String { rawValue.uppercased() }

    package var isReserved: Bool {
        switch self {
        case .any, .call, .count, .explain, .none, .profile, .reduce, .single, .yield: false
        case .acyclic, .cast, .collect, .filter, .finish, .for, .group, .groups, .insert, .labeled, .let, .offset, .ordinality,
            .path, .paths, .shortest, .simple, .trail, .typed, .use, .walk, .csv, .encoding, .fieldTerminator, .from, .headers, .load,
            .allShortestPaths, .shortestPath, .cypher, .foreach, .periodic, .commit, .index, .transactions, .using, .assert, .constraint, .constraints, .drop,
            .indexes, .require, .show, .unique: false
        default: true
        }
    }

    /// Starts a clause of the language or of its writing part.
    var startsClause: Bool { startsReadingClause || startsWritingClause }

    /// Of the words that can be variables, those that go on with a query behind one.
    var startsClauseBehindName: Bool {
        switch self {
        case .call, .filter, .finish, .for, .foreach, .insert, .let, .load, .offset: true
        default: false
        }
    }

    var startsReadingClause: Bool {
        switch self {
        case .match, .optional, .unwind, .load, .call, .with, .return: true
        default: false
        }
    }

    var startsWritingClause: Bool {
        switch self {
        case .create, .merge, .set, .delete, .detach, .remove, .foreach: true
        default: false
        }
    }

    static let longest = 16

    /// The keyword spelt by some ASCII bytes. O(length).
    static func spelt(_ bytes: ArraySlice<UInt8>) -> Keyword? {
        guard bytes.count <= longest, let first = bytes.first else { return nil }
        let initial = Int(first | 0x20) - 0x61
        guard initial >= 0, initial < 26 else { return nil }
        return byInitial[initial].first { entry in
            entry.bytes.count == bytes.count && zip(entry.bytes, bytes).allSatisfy { $0 == $1 | 0x20 }
        }?.keyword
    }

    private static let byInitial: [[(bytes: [UInt8], keyword: Keyword)]] = {
        var table = [[(bytes: [UInt8], keyword: Keyword)]](repeating: [], count: 26)
        for keyword in allCases {
            let bytes = Array(keyword.rawValue.utf8)
            table[Int(bytes[0]) - 0x61].append((bytes, keyword))
        }
        return table
    }()
}
