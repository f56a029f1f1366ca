import Diagnostics
import Foundation
import Knowledge
import PropertyGraph
import Testing

@Suite struct CommandRunTests {
    @Test(arguments: [
        "gaps", "coverage", "show kloes well-led", "show frameworks", "trace saf:W3", "trace ra2014:12", "find end of life",
        "sources W3", "compare 2021-07-28 2023-12-01",
    ])
    func runs(statement: String) throws {
        do {
            let tables = try Shipped.run(statement)
            if ProcessInfo.processInfo.environment["SHOW"] != nil { for table in tables { print(table.text, "\n") } }
            #expect(tables.allSatisfy { !$0.rows.isEmpty })
        } catch let error as Diagnostics {
            Issue.record("\(DiagnosticRenderer().render(error))")
        }
    }
}
