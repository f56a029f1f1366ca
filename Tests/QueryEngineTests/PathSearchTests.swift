import Diagnostics
import PropertyGraph
import QueryEngine
import Testing

/// Searches by frontier give what enumerating all paths gives, on small graphs of every shape.
struct PathSearchTests {
    /// Some graphs of up to seven nodes, loops and parallel relationships among them.
    private static let graphs: [Graph] = (1...12).map { seed in
        var numbers = SeededNumbers(seed: seed)
        var builder = GraphBuilder()
        let nodes = (0..<(3 + numbers.next(5))).map { builder.addNode(labels: ["N"], properties: ["x": .integer($0)]) }
        for number in 0..<(2 + numbers.next(8)) {
            builder.addRelationship(
                type: numbers.next(4) == 0 ? "U" : "T", from: nodes[numbers.next(nodes.count)], to: nodes[numbers.next(nodes.count)],
                properties: ["w": .integer(number)])
        }
        return builder.build()
    }

    private static let steps = ["-[r:T]->+", "-[r:T]-+", "<-[r:T]-*", "-[r]->{1,3}", "-[r]-{2,}", "-[r]-{,2}"]

    private static let text = "RETURN s.x AS s, t.x AS t, [n IN nodes(p) | n.x] AS xs, [y IN relationships(p) | y.w] AS ws ORDER BY s, t, xs, ws"

    @Test(arguments: ["ALL SHORTEST", "SHORTEST 1 GROUPS", "SHORTEST 2 GROUPS"], steps)
    func allOfTheLeastLengths(_ selector: String, _ step: String) throws {
        for graph in Self.graphs {
            let found = Answer.rows(of: "MATCH p = \(selector) (s)\(step)(t) \(Self.text)", over: graph)
            let all = Answer.rows(of: "MATCH p = \(selector) ((s)\(step)(t) WHERE true) \(Self.text)", over: graph)
            #expect(found != nil && found == all)
            let between = Answer.rows(of: "MATCH (s) MATCH (t) MATCH p = \(selector) (s)\(step)(t) \(Self.text)", over: graph)
            #expect(between == all)
            let group = step.replacing(/(\+|\*|\{.*\})$/, with: "")
            let quantifier = step.dropFirst(group.count)
            let grouped = Answer.rows(of: "MATCH p = \(selector) (s) (()\(group)())\(quantifier) (t) \(Self.text)", over: graph)
            #expect(grouped == all)
        }
    }

    @Test(arguments: ["ANY SHORTEST", "SHORTEST 1", "SHORTEST 3"], steps)
    func someOfThem(_ selector: String, _ step: String) throws {
        let text = "RETURN s.x AS s, t.x AS t, length(p) AS n ORDER BY s, t, n"
        for graph in Self.graphs {
            let all = Answer.rows(of: "MATCH p = \(selector) ((s)\(step)(t) WHERE true) \(text)", over: graph)
            #expect(all != nil && all == Answer.rows(of: "MATCH p = \(selector) (s)\(step)(t) \(text)", over: graph))
            #expect(all == Answer.rows(of: "MATCH (s) MATCH (t) MATCH p = \(selector) (s)\(step)(t) \(text)", over: graph))
        }
    }

    @Test(arguments: [("-[r:T]->+", "-[r:T*]->"), ("-[r]-{2,3}", "-[r*2..3]-"), ("<-[r:U|T]-*", "<-[r:U|T*0..]-"), ("-[r]->{,2}", "-[r*0..2]->")])
    func repeatingIsWalkingAVariableLength(_ step: String, _ length: String) throws {
        for graph in Self.graphs {
            let walked = Answer.rows(of: "MATCH p = (s)\(length)(t) \(Self.text)", over: graph)
            #expect(walked != nil && walked == Answer.rows(of: "MATCH p = (s)\(step)(t) \(Self.text)", over: graph))
            let group = step.replacing(/(\+|\*|\{.*\})$/, with: "")
            let quantifier = step.dropFirst(group.count)
            let grouped = "MATCH p = (s) ((a)\(group)(b))\(quantifier) (t) \(Self.text)"
            #expect(walked == Answer.rows(of: grouped, over: graph))
            let backward = "MATCH (t) MATCH p = (s) ((a)\(group)(b))\(quantifier) (t) \(Self.text)"
            #expect(walked == Answer.rows(of: backward, over: graph))
        }
    }

    /// Many ways lead through a grid, and a frontier meets each of its nodes once.
    @Test func takesNoLongerForManyPaths() throws {
        let size = 30
        var builder = GraphBuilder()
        let nodes = (0..<size * size).map { builder.addNode(labels: ["N"], properties: ["x": .integer($0)]) }
        for place in 0..<size * size {
            if place % size < size - 1 { builder.addRelationship(type: "T", from: nodes[place], to: nodes[place + 1], properties: [:]) }
            if place / size < size - 1 { builder.addRelationship(type: "T", from: nodes[place], to: nodes[place + size], properties: [:]) }
        }
        let graph = builder.build()
        let ends = "MATCH (s {x: 0}), (t {x: \(size * size - 1)})"
        #expect(Answer.rows(of: "\(ends), p = shortestPath((s)-[:T*]-(t)) RETURN length(p) AS n", over: graph) == ["\(2 * size - 2)"])
        #expect(Answer.rows(of: "\(ends) MATCH p = ANY SHORTEST (s) ((a)-[:T]->(b) WHERE a.x < b.x)+ (t) RETURN length(p) AS n", over: graph) == ["\(2 * size - 2)"])
        let count = "MATCH p = ANY SHORTEST (s {x: 0})-[:T]->*(t) RETURN count(p) AS n"
        #expect(Answer.rows(of: count, over: graph) == ["\(size * size)"])
    }
}
