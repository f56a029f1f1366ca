import Diagnostics
import Evidence
import Interchange
import Knowledge
import PropertyGraph
import QueryEngine
import SheetRows
import Tables

/// Registers of evidence become part of what the session has written.
extension Session {
    /// Loads the register, and writes what was read and what was not to the output. Throws where nothing is loaded.
    func load(_ options: EvidenceLoad) throws(Diagnostics) {
        if options.isDry == false, isReadOnlySession { throw Diagnostics(ShellFault.notPermitted("evidence load")) }
        if let path = options.rejects { try FileEnding.check(path, asked: nil, written: ["xlsx", "csv", "tsv"]) }
        filesInUse.add(options.path, as: "the register that is loaded")
        for path in [options.rejects, options.savedColumns] { if let path { try filesInUse.check(path) } }
        let clock = Self.now()
        let today = Engine(graph: .empty, clock: { clock }).today
        let day = options.day ?? today
        let table = try options.table()
        let rows = try allRows(of: table, path: options.path)
        let vocabulary = EvidenceVocabulary(wholeGraph(), schema: knowledge.schema, on: day, framework: options.framework)
        let resolver = CellResolver(vocabulary, law: options.law.map { $0 == "2009" ? "REG-2009" : "RA-2014" })
        let columns = try columns(of: table, rows, options, resolver)
        if let path = options.savedColumns { try FileWriter.save(Array(columns.fileText.utf8), to: path) }
        let register = Register(columns: columns, sheet: table.sheetName, headerRow: table.headerRow, rows: rows, resolver: resolver)
        var changes = RegisterChanges(
            register.loaded, rejected: register.rejected, in: wholeGraph(), register: options.register, on: day)
        if let last = changes.lastLoad, day < last { throw Diagnostics(EvidenceFault.beforeLastLoad(day: "\(day)", last: "\(last)")) }
        let report = RegisterReport(register, changes, file: options.path)
        output.write(report.text().escapingControls(keepingLines: true))
        if let path = options.rejects { try write(report, to: path) }
        if options.isStrict, !register.rejected.isEmpty { throw Diagnostics(EvidenceFault.rejectedRows(register.rejected.count)) }
        if options.isDry { return output.line("nothing was loaded: --dry-run") }
        let figures = report.figures
        let reason = "evidence load \(figures.file): \(figures.loaded) of \(figures.rows) rows"
        try write(changes.statements(figures), by: "evidence load", clock: clock, reason: reason)
        if let workspace { output.line("kept in \(workspace.path)") }
    }

    private func allRows(of table: TableRows, path: String) throws(Diagnostics) -> [SheetRow] {
        var rows: [SheetRow] = []
        do throws(SheetFault) {
            while let row = try table.next() { rows.append(row) }
        } catch {
            throw Diagnostics(LoadFault.sheet(file: path, error))
        }
        return rows
    }

    private func columns(
        of table: TableRows, _ rows: [SheetRow], _ options: EvidenceLoad, _ resolver: CellResolver
    ) throws(Diagnostics) -> RegisterColumns {
        var choices: [RegisterColumns.Choice] = []
        if let path = options.columnsFile {
            choices += try RegisterColumns.choices(file: String(decoding: FileReader.bytes(of: path), as: UTF8.self))
        }
        if let text = options.columns { choices += try RegisterColumns.choices(text) }
        return try RegisterColumns(
            table.columns ?? [], sample: rows.prefix(50).map { $0.cells.map(\.text) }, choices: choices, kept: options.kept,
            dropped: options.dropped, looksLikeStatements: resolver.looksLikeStatements)
    }

    /// Rejected rows and warnings as a workbook, or the rejected rows as text.
    private func write(_ report: RegisterReport, to path: String) throws(Diagnostics) {
        if FileEnding.format(of: path) == "xlsx" {
            let file = try WorkbookFile(path)
            file.send(report.workbook())
            try file.finish()
        } else {
            let writer = DelimitedWriter(delimiter: FileEnding.format(of: path) == "tsv" ? "\t" : ",", quotesFormulas: true)
            let lines = report.rejectedTable.map { writer.line($0.map(\.text)) + "\n" }
            try FileWriter.save(Array(lines.joined().utf8), to: path)
        }
    }
}
