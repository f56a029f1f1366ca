import Foundation

/// CSV files of 5,000 people who know each other and 50,000 items under 40 topics; the same each time.
struct SampleFolder {
    static let people = 5_000
    static let items = 50_000
    static let topics = 40

    let path: String

    /// Makes a folder that `remove` takes away.
    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("cqcq-benchmarks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
        var dice = Dice()
        let words = ["care", "safe", "people", "plan", "review", "risk", "record", "family", "audit", "consent"]
        func write(_ name: String, _ head: String, _ rows: [String]) throws {
            try ([head] + rows).joined(separator: "\n").appending("\n")
                .write(to: url.appendingPathComponent(name + ".csv"), atomically: false, encoding: .utf8)
        }
        let (people, items, topics) = (Self.people, Self.items, Self.topics)
        try write("nodes_Person", "id,code,age", (0..<people).map { "\($0),P\($0),\(18 + dice.roll(80))" })
        try write("nodes_Item", "id,code,score,text", (0..<items).map { item in
            let text = (0..<8).map { _ in words[dice.roll(words.count)] }.joined(separator: " ")
            return "\(people + item),I\(item),\(dice.roll(5)),\(text)"
        })
        try write("nodes_Topic", "id,code", (0..<topics).map { "\(people + items + $0),T\($0)" })
        try write("rels_KNOWS", "src,dst", (0..<people).flatMap { person in
            (0..<10).map { _ in "\(person),\(dice.roll(people))" }
        })
        try write("rels_IN", "src,dst", (0..<items).map { "\(people + $0),\(people + items + dice.roll(topics))" })
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// Numbers of a linear congruential generator, with Knuth's constants.
private struct Dice {
    private var state: UInt64 = 1

    mutating func roll(_ sides: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % sides
    }
}
