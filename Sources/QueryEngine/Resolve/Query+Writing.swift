import CypherSyntax
import Diagnostics

extension Query {
    /// The first clause that writes.
    var writingClause: (word: String, span: SourceSpan)? {
        for query in [first] + unions.map(\.query) {
            if let found = query.writingClause { return found }
        }
        return nil
    }
}

extension SingleQuery {
    var writingClause: (word: String, span: SourceSpan)? {
        for clause in clauses {
            switch clause {
            case .create(let create): return (create.isInsert ? "INSERT" : "CREATE", create.span)
            case .subquery(let call): if let writing = call.query.writingClause { return writing }
            case .merge(let merge): return ("MERGE", merge.span)
            case .set(let set): return ("SET", set.span)
            case .remove(let remove): return ("REMOVE", remove.span)
            case .delete(let delete): return ("DELETE", delete.span)
            case .foreach(let foreach): return ("FOREACH", foreach.span)
            case .use, .show, .match, .unwind, .load, .loadTable, .call, .with, .return, .for, .let, .filter, .finish: continue
            }
        }
        return nil
    }
}
