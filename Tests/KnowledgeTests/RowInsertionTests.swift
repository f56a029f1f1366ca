import Diagnostics
import Foundation
import Knowledge
import PropertyGraph
import Testing

/// Rows that are added by command, to the base of CheckCases.
@Suite struct RowInsertionTests {
    static let base = CheckTests.cases.first { $0.name == "clean" }!.files

    static func mapping(_ set: String, _ cells: [(String, String)]) -> RowDraft {
        RowDraft(.mappings(set: set), cells: cells.map { RowDraft.Cell(column: $0.0, text: $0.1) })
    }

    static func node(_ label: String, _ cells: [(String, String)]) -> RowDraft {
        RowDraft(.nodes(label: label), cells: cells.map { RowDraft.Cell(column: $0.0, text: $0.1) })
    }

    /// Line and place of the row, or what stands against it; and the file afterwards, if it was written.
    static func add(_ draft: RowDraft, to name: String, files: [String: Data] = base) throws -> (said: String, after: Data) {
        var after = Data()
        let said = try KnowledgeCase.inFolder(files) { folder in
            defer { after = (try? Data(contentsOf: URL(filePath: folder).appending(path: name))) ?? Data() }
            do {
                let insertion = try RowInsertion([draft], directory: folder, today: CalendarDate("2026-11-23")!)
                let renderer = DiagnosticRenderer(naming: .rule)
                guard insertion.isAllowed else { return insertion.findings.map(renderer.render).joined(separator: "\n") }
                try insertion.write()
                let left = try FileManager.default.contentsOfDirectory(atPath: URL(filePath: folder).appending(path: "nodes").path())
                #expect(!left.contains { $0.hasPrefix(".") })
                return insertion.rows.map { "\($0.lineNumber): \($0.line)" }.joined()
            } catch {
                return DiagnosticRenderer(naming: .rule).render(error as! Diagnostics)
            }
        }
        return (said, after)
    }

    static let goodMapping: [(String, String)] = [
        ("subject_id", "saf:W1"), ("predicate_id", "close"), ("object_id", "reg:5"), ("source", "doc:a"),
        ("confidence", "high"), ("comment", "x"),
    ]

    /// The file before, with the line put in: every other byte is as it was.
    private func expectOneMore(_ line: String, at number: Int, before: Data, after: Data, lineEnd: String = "\n") {
        var lines = String(decoding: before, as: UTF8.self).components(separatedBy: lineEnd)
        let isEnded = lines.last == ""
        if isEnded { lines.removeLast() }
        lines.insert(line, at: number - 1)
        #expect(after == Data((lines.joined(separator: lineEnd) + (isEnded || number == lines.count ? lineEnd : "")).utf8))
    }

    private static let columns = goodMapping.dropLast()

    @Test func mappingInItsPlace() throws {
        let name = "mappings/qs-regulation.sssom.tsv"
        let (said, after) = try Self.add(Self.mapping("qs-regulation", Array(Self.columns)), to: name)
        let line =
            "saf:W1\tShared direction\tskos:closeMatch\t\treg:5\tDirectors\tsemapv:ManualMappingCuration\t\t\t\t0.9\t2026-11-23\tdoc:a\t\t\tintersects\t"
        // Regulation 5 stands before 17 in its table.
        #expect(said == "12: " + line)
        expectOneMore(line, at: 12, before: Self.base[name]!, after: after)
    }

    /// The file begins with a byte order mark, ends its lines with CR LF and its last line with nothing.
    @Test func otherBytesStay() throws {
        let name = "nodes/KLOE.tsv"
        let text = String(decoding: Self.base[name]!, as: UTF8.self)
        for (prefix, lineEnd) in [("", "\n"), ("\u{FEFF}", "\r\n"), ("", "\r\n")] {
            var files = Self.base
            files[name] = Data((prefix + text.split(separator: "\n").joined(separator: lineEnd)).utf8)
            for (id, number) in [("kloe:W0", 3), ("kloe:W1a", 4), ("kloe:W12", 5)] {
                let cells = [
                    ("id", id), ("code", "X"), ("title", "say \"x\""), ("framework", "OLD"), ("part_of", "fw:OLD"),
                    ("source", "doc:a|doc:b"), ("confidence", "low"), ("valid_from", "2017-11-01"), ("valid_to", "2023-11-21"),
                ]
                let (said, after) = try Self.add(Self.node("KLOE", cells), to: name, files: files)
                let line = "\(id)\tX\t\"say \"\"x\"\"\"\tOLD\tfw:OLD\tdoc:a|doc:b\tlow\t2017-11-01\t2023-11-21"
                #expect(said == "\(number): " + line)
                expectOneMore(line, at: number, before: files[name]!, after: after, lineEnd: lineEnd)
            }
        }
    }

    @Test(arguments: [
        ("an end that is not there", ("object_id", "reg:6"), "unknown-id"),
        ("a predicate that is none", ("predicate_id", "same"), "value-not-allowed"),
        ("a date outside", ("valid_from", "2020-01-01"), "outside-validity"),
        ("a contradiction of two rows", ("predicate_modifier", "Not"), "asserted-and-negated"),
        ("a row that is there", ("predicate_modifier", ""), "duplicate-mapping"),
        ("no source", ("source", ""), "missing-source"),
    ])
    func badRowsAreRefused(about: String, cell: (String, String), rule: String) throws {
        let name = "mappings/law-firm.sssom.tsv"
        var cells = Self.columns.filter { $0.0 != cell.0 && $0.0 != "predicate_id" } + [cell]
        if cell.0 != "predicate_id" { cells.append(("predicate_id", "related")) }
        if !["predicate_modifier", "object_id"].contains(cell.0) {
            cells = cells.map { $0.0 == "subject_id" ? ($0.0, "saf:W2") : $0 }
        }
        let (said, after) = try Self.add(Self.mapping("law-firm", cells), to: name)
        #expect(said.contains("error: "))
        #expect(said.contains("[\(rule)]"))
        #expect(after == Self.base[name])
    }

    @Test func faultsOfTheDraft() throws {
        let name = "nodes/KLOE.tsv"
        let drafts: [(RowDraft, String)] = [
            (Self.mapping("law-frm", []), "error: the schema has no mapping set `law-frm` [unknown-mapping-set]\n  hint: did you mean law-firm?"),
            (Self.node("KLOES", []), "error: the schema has no label `KLOES` [unknown-label]\n  hint: did you mean KLOE?"),
            (Self.node("Criterion", []), "error: `Criterion` is abstract and has no rows of its own [abstract-label]"),
            (Self.node("KLOE", [("titel", "x")]), "error: `titel` is not a column of kb/nodes/KLOE.tsv [unknown-column]\n  hint: did you mean title?"),
        ]
        for (draft, wanted) in drafts {
            let (said, after) = try Self.add(draft, to: name)
            #expect(said == wanted)
            #expect(after == Self.base[name])
        }
    }

    /// What was wrong before is not a fault of the row.
    @Test func otherFaultsDoNotCount() throws {
        var files = Self.base
        let name = "nodes/KLOE.tsv"
        files[name]! += Data("kloe:W9\tW9\tNo source\tOLD\tfw:OLD\t\thigh\t2017-11-01\t2023-11-21\n".utf8)
        let (said, _) = try Self.add(
            Self.mapping("law-firm", Self.columns.map { $0.0 == "predicate_id" ? ($0.0, "broad") : $0 }
                .map { $0.0 == "object_id" ? ($0.0, "reg:17") : $0 }),
            to: name, files: files)
        #expect(said.hasPrefix("13: saf:W1\t"))
    }

    /// Somebody saved the table after it was read.
    @Test func changedMeanwhile() throws {
        let name = "mappings/qs-regulation.sssom.tsv"
        let said = try KnowledgeCase.inFolder(Self.base) { folder in
            let insertion = try RowInsertion(
                [Self.mapping("qs-regulation", Array(Self.columns))], directory: folder, today: CalendarDate("2026-11-23")!)
            let file = URL(filePath: folder).appending(path: name)
            try (Self.base[name]! + Data("\n".utf8)).write(to: file)
            do {
                try insertion.write()
                return "written"
            } catch {
                return DiagnosticRenderer().render(error as! Diagnostics)
            }
        }
        #expect(said == "error: kb/mappings/qs-regulation.sssom.tsv cannot be written: it was changed meanwhile [UnwritableFile]")
    }
}
