import ConformanceKit
import CypherSyntax
import Diagnostics
import Testing

/// Every query of openCypher's conformance kit, where it lies beside the repository.
@Suite(.enabled(if: Kit.folder != nil, "openCypher's conformance kit is missing; CQCQ_TCK=FOLDER make test"))
struct KitTests {
    @Test func parsesWhatTheKitAccepts() throws {
        var parsed = 0, refused = 0
        var wrong: [String] = []
        for query in try Kit.queries() {
            do {
                let printed = Printer.text(of: try CypherParser.parse(SourceText(query.text)))
                #expect(Printer.text(of: try CypherParser.parse(SourceText(printed))) == printed)
                parsed += 1
                if let fault = query.fault, Kit.syntaxOnly.contains(fault) {
                    wrong.append("\(query.place) parsed in spite of \(fault): \(query.text)")
                }
            } catch {
                refused += 1
                let codes = error.list.map(\.fault.code)
                if query.fault.map(codes.contains) != true {
                    wrong.append("\(query.place) wants \(query.fault ?? "rows"): "
                        + DiagnosticRenderer().render(error))
                }
            }
        }
        print("kit: \(parsed) queries parsed, \(refused) refused")
        #expect(wrong.isEmpty, Comment(rawValue: wrong.joined(separator: "\n\n")))
        #expect(parsed > 3000)
    }
}
