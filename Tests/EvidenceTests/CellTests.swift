import Foundation
import PropertyGraph
import ShippedKnowledge
import Testing
@testable import Evidence
@testable import Knowledge

/// What cells of registers mean: `Cases/*.txt`, a cell in each line, and below it what comes out. `CQCQ_UPDATE=1` writes it anew.
@Suite struct CellTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
    private static let vocabulary = EvidenceVocabulary(KnowledgeBase.shipped.graph(), schema: KnowledgeBase.shipped.schema, on: CalendarDate("2026-11-01")!)

    private static func text(_ meaning: CellMeaning) -> [String] {
        ["  = " + (meaning.links.isEmpty ? "nothing" : meaning.links.joined(separator: " "))]
            + meaning.warnings.map { "  ! " + $0 }
            + meaning.unknown.map { "  ? `\($0.text)`" + ($0.nearest.map { ", nearest " + $0 } ?? "") }
    }

    @Test(arguments: ["statements", "regulations", "categories", "key-questions"])
    func cells(_ name: String) throws {
        let resolver = CellResolver(Self.vocabulary)
        let file = Self.folder.appending(path: name + ".txt")
        let text = try String(contentsOf: file, encoding: .utf8)
        var out: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) where !line.hasPrefix("  ") {
            out.append(String(line))
            if line.isEmpty || line.hasPrefix("#") { continue }
            let cell = String(line).replacing("\\n", with: "\n")
            let meaning = switch name {
            case "statements": resolver.statements(cell)
            case "regulations": resolver.regulations(cell)
            case "categories": resolver.categories(cell)
            default: resolver.keyQuestions(cell)
            }
            out += Self.text(meaning)
        }
        let now = out.joined(separator: "\n")
        if ProcessInfo.processInfo.environment["CQCQ_UPDATE"] != nil {
            try now.write(to: file, atomically: true, encoding: .utf8)
        } else {
            #expect(now == text)
        }
    }

    @Test func lawOfChoice() {
        #expect(CellResolver(Self.vocabulary, law: "REG-2009").regulations("Regulation 18").links == ["reg2009:18"])
        #expect(CellResolver(Self.vocabulary, law: "RA-2014").regulations("Regulation 18").links == ["ra2014:18"])
    }

    /// Every code and title of the knowledge base, in the ways that registers vary them.
    @Test func everyStatementIsFound() {
        let resolver = CellResolver(Self.vocabulary)
        for (index, entry) in Self.vocabulary.criteria.filter({ $0.framework == "SAF-2023" }).enumerated() {
            let (letter, number) = (String(entry.code.prefix(1)), String(entry.code.dropFirst()))
            var cells = [
                entry.code, entry.code.lowercased(), letter + " " + number, letter + "-" + number, "QS \(entry.code)", "QS\(index + 1)", entry.title,
                entry.title.uppercased(), entry.title.replacing(" and ", with: " & "), entry.title.replacing(",", with: ""), "\(entry.code) \(entry.title)",
                "\(entry.code): \(entry.title)", "\(entry.title) (\(entry.code))", "\(entry.code) - see minutes of May",
            ]
            if letter == "W" { cells.append("WL\(number)") }
            if letter == "S" { cells += ["SAFE\(number)", "safe-\(number)"] }
            for cell in cells {
                let meaning = resolver.statements(cell)
                #expect(meaning.links == [entry.id], "\(cell): \(Self.text(meaning))")
                #expect(meaning.warnings.isEmpty && meaning.unknown.isEmpty, "\(cell): \(Self.text(meaning))")
            }
        }
    }

    @Test func everyRegulationIsFound() {
        let resolver = CellResolver(Self.vocabulary)
        for entry in Self.vocabulary.regulations where entry.isInForce {
            let year = entry.framework == "REG-2009" ? "2009" : "2014"
            for cell in ["Reg \(entry.code) (\(year))", "Regulation \(entry.code) \(year)", "reg-\(entry.code.lowercased()) (\(year))", "Reg \(entry.code) - \(entry.title)"] {
                #expect(resolver.regulations(cell).links == [entry.id], "\(cell)")
            }
        }
    }

    @Test(arguments: [
        ("28/07/2026", "2026-07-28"), ("28/07/26", "2026-07-28"), ("28.7.2026", "2026-07-28"), ("2026-07-28", "2026-07-28"), ("28-Jul-26", "2026-07-28"),
        ("28 July 2026", "2026-07-28"), ("Tue 28th July 2026", "2026-07-28"), ("July 28, 2026", "2026-07-28"), ("2026-07-28 09:30", "2026-07-28"),
        ("01/09/2026 10:15", "2026-09-01"), ("Sept 2026", "2026-09-01 !"), ("07/28/2026", "2026-07-28 !"), ("31/02/2026", "-"), ("TBC", "-"), ("Q4", "-"),
        ("2026", "-"), ("n/a", ""), ("", ""), ("soon", "-"), ("99/99/2026", "-"), ("28/07/20266", "-"),
    ])
    func dates(_ text: String, _ wanted: String) {
        let found = switch RegisterDate.read(.text(text)) {
        case .day(let day, let warning): day.description + (warning == nil ? "" : " !")
        case .none: ""
        case .unreadable: "-"
        }
        #expect(found == wanted, "\(text)")
    }

    /// Every heading of a public template is understood, and none is two fields.
    @Test func headingsAreOfOneField() {
        var seen: [String: RegisterField] = [:]
        for field in RegisterField.allCases {
            for heading in field.headings {
                #expect(seen.updateValue(field, forKey: heading) == nil, "\(heading)")
                #expect(RegisterField.plain(heading) == heading)
            }
        }
        for heading in ["Quality Statement", "CQC Ref", "evidence_owner", "review_due", "Person responsible", "Statement #", "Next Review Due", "KLOE", "Evidence Category", "Regulatory basis", "Target completion date"] {
            #expect(RegisterField.named(heading) ?? RegisterField.within(heading) != nil, "\(heading)")
        }
    }
}
