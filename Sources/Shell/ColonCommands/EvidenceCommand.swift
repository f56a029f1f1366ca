import Diagnostics

extension ColonCommand {
    static let evidence = ColonCommand(
        name: "evidence", usage: ":evidence load FILE …",
        summary: "Load an evidence register; takes the options of `cqcq evidence load`: --columns, --sheet, --rejects FILE, --strict …", argument: .report
    ) { session, argument throws(Diagnostics) in
        let words = CommandLineScanner.words(argument ?? "")
        guard words.first == "load", words.count > 1 else {
            session.tell("usage: :evidence load FILE; `evidence gaps` and its like need no colon")
            return .goOn
        }
        try session.require(.files, for: ":evidence load")
        try session.require(.processes, for: ":evidence load")
        var load = try EvidenceLoad.read(Array(words.dropFirst()))
        load.path = TypedPath.expanded(load.path)
        try session.load(load)
        return .goOn
    }
}
