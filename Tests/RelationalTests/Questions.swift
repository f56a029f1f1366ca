import Diagnostics
import Foundation
import Interchange
import PropertyGraph
import QueryEngine
import Relational

/// Queries over one or several folders, asked here and of another engine.
struct Questions {
    struct Question {
        var name: String
        var text: String
        var sql: SQLQuery
        var folder: Int
        var ordered: Bool
    }

    let dialect: SQLDialect
    private var schema = ""
    private var schemas: [RelationalSchema] = []
    private var graphs: [Graph] = []
    private(set) var questions: [Question] = []
    /// Why queries were not said in SQL.
    private(set) var rejections: [String: Int] = [:]
    private(set) var asked = 0

    init(_ dialect: SQLDialect) { self.dialect = dialect }

    /// Further queries are asked of this folder; `original` has the same graph for us, where the folder is of files that we do not read.
    mutating func open(_ folder: String, original: String? = nil) throws {
        let tables = try RelationalSchema.read(directory: folder)
        let name = "g\(graphs.count)"
        schema += "CREATE SCHEMA \(name);\n" + entrance(name)
        schema += try SchemaStatements(tables, dialect, directory: folder).text()
        schemas.append(tables)
        graphs.append(try BulkLoader.load(directory: original ?? folder))
    }

    private func entrance(_ schema: String) -> String { dialect == .postgres ? "SET search_path TO \(schema);\n" : "USE \(schema);\n" }

    /// True where the query is said in SQL. A query that is wrong in itself counts for nothing.
    @discardableResult
    mutating func add(_ name: String, _ text: String, parameters: [String: Value] = [:], ordered: Bool) -> Bool {
        do throws(Diagnostics) {
            let sql = try Translator.translate(SourceText(text), parameters: parameters, schema: schemas[schemas.count - 1], dialect: dialect)
            asked += 1
            questions.append(Question(name: name, text: text, sql: sql, folder: graphs.count - 1, ordered: ordered))
            return true
        } catch {
            guard let fault = error.list.first?.fault as? RelationalFault else { return false }
            asked += 1
            rejections[fault.sentence, default: 0] += 1
            return false
        }
    }

    /// Whether the rows of the whole query are put in an order: ORDER BY stands behind its last RETURN, outside of all brackets.
    static func isOrdered(_ query: String) -> Bool {
        var depth = 0
        let outer = query.filter { character in
            if "([{".contains(character) { depth += 1 }
            if ")]}".contains(character) { depth -= 1 }
            return depth == 0
        }
        return outer.components(separatedBy: "RETURN").last?.contains("ORDER BY") == true
    }

    struct Outcome {
        var agreed = 0
        /// With rows, of those that agree.
        var filled = 0
        /// The engine stopped at what the SQL refuses when it runs.
        var refused = 0
        /// Of millions of rows, which a program without optimisation does not get through: nothing is known of these.
        var unfinished = 0
        var failures: [String] = []
    }

    func compare(parameters: [String: Value] = [:]) throws -> Outcome {
        let texts = questions.map { question in
            let sql = SQLWriter(dialect, schema: schemas[question.folder]).text(of: question.sql.asJSON)
            return entrance("g\(question.folder)") + sql + ";"
        }
        let answers = try EngineClient.answers(dialect, schema: schema, texts)
        var outcome = Outcome()
        for (index, (question, answer)) in zip(questions, answers).enumerated() {
            let graph = graphs[question.folder]
            var mine: [String]?
            do {
                mine = try rows(question.text, graph, parameters).map { Spelling.rows($0, graph, ordered: question.ordered) }
            } catch let error as Diagnostics where error.list.first?.code == "TimeLimit" {
                outcome.unfinished += 1
                continue
            } catch {}
            let head = "\(question.name): \(question.text)\n\(texts[index])\n"
            switch answer {
            case .error(let words):
                if words.contains("with the same meaning") { outcome.refused += 1 } else if mine == nil { outcome.agreed += 1 } else {
                    outcome.failures.append(head + "\(dialect) says: \(words.prefix(400))")
                }
            case .rows(let lines):
                var decoder = AnswerDecoder(question.sql, schema: schemas[question.folder], command: "\(dialect)")
                var values: [[Value]] = []
                for line in lines { values.append(try decoder.row(line)) }
                let theirs = Spelling.rows(values, decoder.graph, ordered: question.ordered)
                if mine == theirs {
                    outcome.agreed += 1
                    if !theirs.isEmpty { outcome.filled += 1 }
                } else {
                    outcome.failures.append(head + "here:  \(mine?.prefix(4) ?? ["a fault"])\nthere: \(theirs.prefix(4))")
                }
            }
        }
        return outcome
    }

    /// Throws where it would run for very long.
    private func rows(_ text: String, _ graph: Graph, _ parameters: [String: Value]) throws -> [[Value]]? {
        let query = try Engine(graph: graph).prepare(SourceText(text), parameters: Set(parameters.keys))
        let cursor = query.run(parameters: parameters, limits: Limits(timeout: .seconds(120)))
        var rows: [[Value]] = []
        while let batch = try cursor.next() { rows += batch }
        return rows
    }
}
