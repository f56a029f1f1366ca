import Foundation
import Testing

/// Workbooks that the program writes are read back by openpyxl and opened by LibreOffice; what these write is read by the program.
/// `scripts/reader-setup` gets both; without one, its tests are skipped.
@Suite struct SpreadsheetTests {
    private static let python: String? = {
        let path = Executable.repository.appending(path: ".venv/bin/python").path
        guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
        let run = try? Executable.run(["-c", "import openpyxl"], program: path)
        return run?.status == 0 ? path : nil
    }()

    private static let office = ["/usr/bin/soffice", "/usr/local/bin/soffice", "/opt/homebrew/bin/soffice"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    private static let chromium = [ProcessInfo.processInfo.environment["CQCQ_CHROMIUM"], "/usr/bin/chromium"]
        .compactMap(\.self).first { FileManager.default.isExecutableFile(atPath: $0) }

    private static let pdfinfo = ["/usr/bin/pdfinfo"].first { FileManager.default.isExecutableFile(atPath: $0) }

    private func check(_ program: String, _ arguments: [String]) throws -> String {
        let run = try Executable.run(["-c", "import sys, openpyxl, datetime\n" + program] + arguments, program: try #require(Self.python))
        try #require(run.status == 0, "\(run.errors)")
        return run.output
    }

    /// A chart stands on a sheet of its own with its numbers; heat is a scale of colours.
    @Test(.enabled(if: python != nil, Missing.openpyxl))
    func chartsAreThoseOfExcel() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "x.xlsx").path
        let run = try Executable.run([
            "-c", ":output \(path)", "-c", ":chart bar", "-c", "UNWIND [['Safe', 8], ['Well-led', 0]] AS r RETURN r[0] AS name, r[1] AS n",
            "-c", ":chart line", "-c", "UNWIND range(1, 3) AS n RETURN n, n * n AS square",
            "-c", ":chart heat", "-c", "UNWIND [['a', 'x', 1], ['b', 'y', 2]] AS r RETURN r[0] AS row, r[1] AS column, r[2] AS n",
        ])
        try #require(run.status == 0, "\(run.errors)")
        let read = try check("""
            book = openpyxl.load_workbook(sys.argv[1])
            for sheet in book:
                kinds = [type(chart).__name__ + ' ' + str(len(chart.series)) for chart in sheet._charts]
                rows = [[cell.value for cell in row] for row in sheet.iter_rows()] if sheet.title.startswith('Chart') else []
                print(sheet.title, kinds, len(sheet.conditional_formatting), rows)
            """, [path])
        #expect(read.contains("Chart 2 ['BarChart 1'] 0 [['name', 'n'], ['Safe', 8], ['Well-led', 0]]"), "\(read)")
        #expect(read.contains("Chart 4 ['LineChart 1'] 0 [['n', 'square'], ['1', 1], ['2', 4], ['3', 9]]"), "\(read)")
        #expect(read.contains("Chart 6 [] 1 [['row', 'x', 'y'], ['a', 1, None], ['b', None, 2]]"), "\(read)")
    }

    @Test(.enabled(if: python != nil, Missing.openpyxl))
    func resultsKeepTheirTypes() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "x.xlsx").path
        let run = try Executable.run([
            "-c", ":output \(path)", "-c", """
            RETURN 1 AS whole, 1.5 AS part, date('2026-07-28') AS day, localdatetime('2026-07-28T09:30:00') AS moment, true AS flag, \
            '=1+1' AS formula, null AS nothing, 9007199254740993 AS large, ['a', 'b'] AS list, '_x0041_' AS escape, 'two\\nlines' AS lines, \
            '007' AS digits
            """, "-c", "MATCH (k:KeyQuestion) RETURN k.code AS code, k.title AS `title of it`",
        ])
        try #require(run.status == 0, "\(run.errors)")
        let read = try check("""
            book = openpyxl.load_workbook(sys.argv[1])
            print(book.sheetnames)
            sheet = book['Result 1']
            print([cell.value for cell in sheet[1]])
            print([repr(cell.value) + ':' + cell.data_type for cell in sheet[2]])
            print(sheet.freeze_panes, sheet.auto_filter.ref, sheet['A1'].font.b, sheet['C2'].number_format)
            second = book['Result 2']
            print(second.max_row, second.column_dimensions['B'].width >= 10)
            print(book['About']['A1'].value, [row[0].hyperlink.location for row in book['About'].iter_rows() if row[0].hyperlink])
            """, [path])
        #expect(read == """
            ['About', 'Result 1', 'Result 2']
            ['whole', 'part', 'day', 'moment', 'flag', 'formula', 'nothing', 'large', 'list', 'escape', 'lines', 'digits']
            ['1:n', '1.5:n', 'datetime.datetime(2026, 7, 28, 0, 0):d', 'datetime.datetime(2026, 7, 28, 9, 30):d', 'True:b', \
            "'=1+1':s", 'None:n', "'9007199254740993':s", "'a; b':s", "'_x005F_x0041_':s", "'two\\\\nlines':s", "'007':s"]
            A2 A1:L2 True dd/mm/yyyy
            6 True
            Results ["'Result 1'!A1", "'Result 2'!A1"]

            """)
    }

    @Test(.enabled(if: python != nil, Missing.openpyxl))
    func standardOutput() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "x.xlsx").path
        let run = try Executable.run(["-c", "'\(Executable.path)' --format xlsx -c 'RETURN 1 AS a' -c 'RETURN 2 AS b' > \(path)"], program: "/bin/sh")
        try #require(run.status == 0, "\(run.errors)")
        #expect(try check("print([sheet.title for sheet in openpyxl.load_workbook(sys.argv[1])])", [path]) == "['About', 'Result 1', 'Result 2']\n")
    }

    /// The figures of the workbook are those of the report's JSON; every link leads somewhere.
    @Test(.enabled(if: python != nil, Missing.openpyxl), arguments: [["gaps", "well-led"], ["transition", "SAF-2023", "DRAFT-2026-ASC"]])
    func report(_ words: [String]) throws {
        let folder = try TemporaryFolder()
        let (book, json) = (folder.url.appending(path: "r.xlsx").path, folder.url.appending(path: "r.json").path)
        for path in [book, json] {
            let run = try Executable.run(["report"] + words + ["--as-of", "2026-11-01", "-o", path])
            try #require(run.status == 0, "\(run.errors)")
        }
        let read = try check("""
            import json
            book = openpyxl.load_workbook(sys.argv[1])
            data = json.load(open(sys.argv[2]))
            assert book.sheetnames[0] == 'About' and book.sheetnames[-1] == 'Sources', book.sheetnames
            assert len(book.sheetnames) == len(data['sections']) + 2
            links = 0
            for name, section in zip(book.sheetnames[1:-1], data['sections']):
                sheet = book[name]
                rows = list(sheet.iter_rows(values_only=True))
                keys = list(section['rows'][0]) if section['rows'] else None
                if keys:
                    assert list(rows[0]) == keys, (rows[0], keys)
                    assert len(rows) - 1 == len(section['rows']), name
                    for cells, row in zip(rows[1:], section['rows']):
                        for cell, value in zip(cells, row.values()):
                            if isinstance(value, (int, float)) and not isinstance(value, bool): assert cell == value, (cell, value)
                assert sheet.freeze_panes == 'A2' and sheet.auto_filter.ref and sheet['A1'].font.b
            for sheet in book:
                for row in sheet.iter_rows():
                    for cell in row:
                        if cell.hyperlink is None: continue
                        links += 1
                        if cell.hyperlink.location:
                            target, place = cell.hyperlink.location.rsplit('!', 1)
                            assert book[target.strip("'").replace("''", "'")][place].value is not None, cell.hyperlink.location
                        else:
                            assert cell.hyperlink.target.startswith('http'), cell.hyperlink.target
            about = {row[0]: row[1] for row in book['About'].iter_rows(values_only=True, max_col=2) if row[0]}
            assert about['date'] == datetime.datetime(2026, 11, 1), about['date']
            assert about['program'].startswith('cqcq ') and about['command'].startswith('cqcq report'), about
            print(len(book['Sources']['A']) - 1 == len(data['sources']), links > 20)
            """, [book, json])
        #expect(read == "True True\n")
    }

    /// Sheets whose titles break the rules of Excel.
    @Test(.enabled(if: python != nil, Missing.openpyxl))
    func sheetNames() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "x.xlsx").path
        let run = try Executable.run(["-c", ":output \(path)", "-c", "gaps well-led", "-c", "gaps well-led"])
        try #require(run.status == 0, "\(run.errors)")
        #expect(try check("""
            names = openpyxl.load_workbook(sys.argv[1]).sheetnames
            assert all(len(name) <= 31 for name in names) and len({name.lower() for name in names}) == len(names)
            print(names[:3])
            """, [path]).hasPrefix("['About', 'gaps', "))
    }

    @Test(.enabled(if: office != nil, Missing.office))
    func libreOfficeOpensIt() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "r.xlsx").path
        let run = try Executable.run(["report", "gaps", "well-led", "--as-of", "2026-11-01", "-o", path])
        try #require(run.status == 0, "\(run.errors)")
        for (format, start) in [("pdf", "%PDF"), ("ods", "PK")] {
            let converted = try Executable.run(
                ["--headless", "-env:UserInstallation=file://\(folder.url.path)/profile", "--convert-to", format, "--outdir", folder.url.path, path],
                program: try #require(Self.office))
            #expect(converted.status == 0)
            let bytes = try Data(contentsOf: folder.url.appending(path: "r.\(format)"))
            #expect(bytes.starts(with: Data(start.utf8)))
        }
        // And what it saves is read as what was written.
        func rows(_ file: String) throws -> String {
            let run = try Executable.run([
                "--allow-files", folder.url.path, "--format", "csv", "-c",
                "LOAD TABLE '\(file)' SHEET 'Sources' AS row RETURN row.id, row.title, row.publisher, row.address ORDER BY row.id",
            ])
            try #require(run.status == 0, "\(run.errors)")
            return run.output
        }
        #expect(try rows("r.xlsx") == rows("r.ods"))
        #expect(try rows("r.ods").split(separator: "\n").count > 3)
    }

    @Test(.enabled(if: chromium != nil, Missing.browser))
    func pdf() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "r.pdf").path
        // By the machine's clock, as the browser that it starts would have any other one too.
        let run = try Executable.run(
            ["report", "matrix", "quality-statements", "regulations", "well-led", "-o", path], program: Executable.binary)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try Data(contentsOf: URL(filePath: path)).starts(with: Data("%PDF".utf8)))
    }

    /// Dates of both calendars, formats of all kinds, gaps in rows, characters by their codes.
    @Test(.enabled(if: python != nil, Missing.openpyxl), arguments: [("1900", "2023-03-15"), ("1904", "2027-03-16")])
    func openpyxlIsRead(_ calendar: String, _ day: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "x.xlsx").path
        _ = try check("""
            from openpyxl.utils.datetime import CALENDAR_MAC_1904
            book = openpyxl.Workbook()
            if sys.argv[2] == '1904': book.epoch = CALENDAR_MAC_1904
            sheet = book.active
            sheet.append(['a', 'b', 'c', 'd', 'e'])
            sheet.append([datetime.date(2024, 2, 29), datetime.datetime(1999, 12, 31, 23, 59, 59), datetime.time(7, 5), 0.1, 'x'])
            sheet['A4'] = 1000; sheet['A4'].number_format = '0.00 "days"'
            sheet['B4'] = 45000; sheet['B4'].number_format = '[$-809]d mmmm yyyy;@'
            sheet['C4'] = 1.5; sheet['C4'].number_format = '[h]:mm'
            sheet['E4'] = 'É _x0041_'
            book.save(sys.argv[1])
            """, [path, calendar])
        let query = "LOAD TABLE 'x.xlsx' AS row RETURN row.a, row.b, row.c, row.d, row.e"
        let run = try Executable.run(["--allow-files", folder.url.path, "--format", "csv", "-c", query])
        #expect(run.output == """
            row.a,row.b,row.c,row.d,row.e
            2024-02-29,1999-12-31T23:59:59,07:05,0.1,x
            1000,\(day),36:00:00,,É A

            """)
    }

    private static let anyPython = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Archives that are not workbooks, or too much of one.
    @Test(.enabled(if: anyPython != nil, Missing.python), arguments: [
        ("without workbook.xml", "parts.pop('xl/workbook.xml')", "its part xl/workbook.xml is missing [DamagedSpreadsheet]"),
        ("without its sheet", "parts.pop('xl/worksheets/sheet1.xml')", "its part xl/worksheets/sheet1.xml is missing [DamagedSpreadsheet]"),
        ("entities", "parts[sheet] = b'<!DOCTYPE a [<!ENTITY b \"c\">]>' + parts[sheet]", "its XML declares a document type [DamagedSpreadsheet]"),
        ("malformed", "parts[sheet] = parts[sheet][:200]", "[DamagedSpreadsheet]"),
        ("deep", "parts[sheet] = b'<a>' * 300 + b'</a>' * 300", "nested more than 200 levels deep [DamagedSpreadsheet]"),
        ("bomb", "parts[sheet] = parts[sheet].replace(b'<sheetData>', b'<sheetData>' + b' ' * 30000000)", "is over the limit of 9 MiB [SpreadsheetTooLarge]"),
        ("long cell", "parts[sheet] = parts[sheet].replace(b'<sheetData>', b'<sheetData><row><c t=\"str\"><v>' + b'x' * 2000000 + b'</v></c></row>')", "is over the limit of 1 MiB [SpreadsheetTooLarge]"),
        ("Word", "parts = {'word/document.xml': b''}", "it is a Word document [NotASpreadsheet]"),
        ("zip", "parts = {'a.txt': b''}", "it is a zip archive without a spreadsheet's parts [NotASpreadsheet]"),
        ("password", "open(sys.argv[2], 'wb').write(bytes.fromhex('d0cf11e0a1b11ae1') + b' ' * 3000 + 'EncryptedPackage'.encode('utf-16-le')); sys.exit()", "the file is protected with a password [ProtectedSpreadsheet]"),
    ])
    func badArchives(_ name: String, _ change: String, _ wanted: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "x.xlsx").path
        let made = try Executable.run(
            ["-c", """
            import sys, zipfile
            book = zipfile.ZipFile(sys.argv[1])
            parts = {name: book.read(name) for name in book.namelist()}
            sheet = 'xl/worksheets/sheet1.xml'
            \(change)
            with zipfile.ZipFile(sys.argv[2], 'w', zipfile.ZIP_DEFLATED) as out:
                for name, content in parts.items(): out.writestr(name, content)
            """, Executable.repository.appending(path: "Tests/EndToEndTests/Files/register.xlsx").path, path], program: try #require(Self.anyPython))
        try #require(made.status == 0, "\(made.errors)")
        let run = try Executable.run(
            ["--allow-files", folder.url.path, "--max-unpacked", "9M", "-c", "LOAD TABLE 'x.xlsx' NO HEADER AS row RETURN count(row)"])
        #expect(run.status == 1)
        #expect(run.errors.contains(wanted), "\(run.errors)")
    }

    /// A register says the same whether it comes as text, from openpyxl or from LibreOffice.
    @Test(.enabled(if: python != nil && office != nil, Missing.office))
    func registersOfOtherPrograms() throws {
        let folder = try TemporaryFolder()
        func path(_ name: String) -> String { folder.url.appending(path: name).path }
        try FileManager.default.copyItem(
            atPath: Executable.repository.appending(path: "Tests/EndToEndTests/Files/register-60.csv").path, toPath: path("register.csv"))
        _ = try check("""
            import csv
            book = openpyxl.Workbook()
            book.active.title = 'Register'
            for row in csv.reader(open(sys.argv[1], encoding='utf-8-sig')): book.active.append([cell or None for cell in row])
            book.save(sys.argv[2])
            """, [path("register.csv"), path("register.xlsx")])
        let convert = try Executable.run(
            ["--headless", "-env:UserInstallation=file://\(path("office"))", "--convert-to", "ods", "--outdir", folder.url.path, path("register.xlsx")],
            program: try #require(Self.office))
        try #require(convert.status == 0, "\(convert.errors)")
        func load(_ name: String) throws -> [String] {
            let run = try Executable.run(["evidence", "load", path(name), "--on", "2026-07-31", "--dry-run"])
            try #require(run.status == 0, "\(run.errors)")
            // Without the name of the file and of its sheet.
            return run.output.split(separator: "\n").dropFirst().map { String($0).replacing("Register!", with: "") }
        }
        let text = try load("register.csv")
        #expect(text.contains { $0.contains("loaded +") })
        #expect(try load("register.xlsx") == text)
        #expect(try load("register.ods") == text)
    }
}
