import CXlsxWriter
import Platform
import SheetRows

/// Writes a workbook row by row; what has been written is not held in memory. Sheets can be written in turns.
final class WorkbookWriter {
    private let book: UnsafeMutablePointer<lxw_workbook>?
    private let formats: CellFormats?
    private var sheets: [SheetState] = []
    private var current: SheetState?
    private var style = RowStyle.plain
    private var properties: [String: String] = [:]

    /// Excel takes no more links on a sheet.
    private static let maxLinks = 65_530
    private static let maxRows = 1_048_576
    private static let maxText = 32_767

    enum RowStyle { case plain, heading, header }

    /// What is known of a sheet that is being written.
    private final class SheetState {
        let name: String
        let sheet: UnsafeMutablePointer<lxw_worksheet>
        /// Row of the header and number of its columns.
        var header: (row: lxw_row_t, columns: Int)?
        var lastRow: lxw_row_t = 0
        var links = 0
        /// Of the longest line of text in each column, in characters.
        var widths: [Int] = []

        init(_ name: String, _ sheet: UnsafeMutablePointer<lxw_worksheet>) {
            self.name = name
            self.sheet = sheet
        }

        func widen(_ column: Int, _ text: String, isHeader: Bool) {
            while widths.count <= column { widths.append(0) }
            let longest = text.split(separator: "\n").map(\.count).max() ?? 0
            // The arrow of the filter takes room as well.
            widths[column] = max(widths[column], longest + (isHeader ? 3 : 1))
        }

        /// Fits columns to their text, from 8 to 60 characters, and fixes the header with its filter.
        func finish() {
            for (column, width) in widths.enumerated() {
                worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), Double(min(max(width, 8), 60)), nil)
            }
            guard let header else { return }
            worksheet_freeze_panes(sheet, header.row + 1, 0)
            worksheet_repeat_rows(sheet, header.row, header.row)
            if header.columns > 0 {
                worksheet_autofilter(sheet, header.row, 0, max(lastRow, header.row), lxw_col_t(header.columns - 1))
            }
        }
    }

    init(_ path: String) {
        var options = lxw_workbook_options()
        options.constant_memory = 1
        options.use_zip64 = 1
        book = workbook_new_opt(path, &options)
        formats = book.map(CellFormats.init)
    }

    func take(_ line: SheetLine) throws(TableFault) {
        switch line {
        case .item(let word, let values): try take(word, values)
        case .sheet(let name, _):
            guard let sheet = sheets.first(where: { $0.name == name }) else { throw Self.wrong("the sheet \(name) was not announced") }
            current = sheet
        case .row(let number, let cells): try write(cells, at: number - 1)
        case .end, .fault: break
        }
    }

    private func take(_ word: String, _ values: [String]) throws(TableFault) {
        switch word {
        case "property" where values.count == 2: properties[values[0]] = values[1]
        case "sheet" where values.count == 1: try add(sheet: values[0])
        case "header": style = .header
        case "chart" where values.count == 7: try chart(values)
        case "heading": style = .heading
        default: throw Self.wrong("`\(word)` is not an item of a workbook")
        }
    }

    private func chart(_ values: [String]) throws(TableFault) {
        guard let current, let book else { throw Self.wrong("a chart stands before its sheet") }
        Self.add(chart: values, named: current.name, to: current.sheet, book)
    }

    private func add(sheet name: String) throws(TableFault) {
        guard let book, let sheet = workbook_add_worksheet(book, name) else { throw Self.wrong("Excel takes no sheet named \(name)") }
        sheets.append(SheetState(name, sheet))
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
        worksheet_set_footer(sheet, "&L&A&RPage &P of &N")
    }

    // MARK: Cells

    private func write(_ cells: [SheetCell], at number: Int) throws(TableFault) {
        guard let current, let formats else { throw Self.wrong("a row stands before its sheet") }
        guard number < Self.maxRows else {
            throw TableFault(
                code: "WorkbookTooLarge", sentence: "a sheet of Excel has 1,048,576 rows, and there are more",
                hint: "write them as csv, or fewer of them")
        }
        let row = lxw_row_t(number)
        current.lastRow = row
        if style == .header { current.header = (row, cells.count) }
        for (column, cell) in cells.enumerated() where column < 16_384 {
            write(cell, current, row, lxw_col_t(column), formats)
            if style != .heading { current.widen(column, cell.text, isHeader: style == .header) }
        }
        style = .plain
    }

    private func write(
        _ cell: SheetCell, _ state: SheetState, _ row: lxw_row_t, _ column: lxw_col_t, _ formats: CellFormats
    ) {
        let sheet = state.sheet
        let plain = style == .header ? formats.header : style == .heading ? formats.heading : formats.text
        func text(_ text: String) { worksheet_write_string(sheet, row, column, Self.safe(text), plain) }
        switch cell {
        case .empty: if style == .header { worksheet_write_blank(sheet, row, column, plain) }
        case .text(let value), .error(let value): text(value)
        case .number(let value):
            guard let number = Double(value), number.isFinite else { return text(value) }
            worksheet_write_number(sheet, row, column, number, style == .plain ? formats.number : plain)
        case .boolean(let flag): worksheet_write_boolean(sheet, row, column, flag ? 1 : 0, plain)
        case .date(let value), .dateTime(let value), .time(let value):
            guard var moment = CellMoment.of(cell) else { return text(value) }
            let format = if case .date = cell { formats.date } else if case .time = cell { formats.time } else { formats.dateTime }
            worksheet_write_datetime(sheet, row, column, &moment, format)
        case .link(let value, let address):
            state.links += 1
            if state.links > Self.maxLinks || address.utf8.count > 2000 { return text(value) }
            worksheet_write_url_opt(sheet, row, column, address, formats.link, Self.safe(value), nil)
        case .jump(let inner, let target, let targetRow):
            state.links += 1
            guard sheets.indices.contains(target), state.links <= Self.maxLinks else { return write(inner, state, row, column, formats) }
            let name = sheets[target].name.replacing("'", with: "''")
            worksheet_write_url_opt(sheet, row, column, "internal:'\(name)'!A\(targetRow + 1)", formats.link, Self.safe(inner.text), nil)
            if case .number(let value) = inner, let number = Double(value) {
                worksheet_write_number(sheet, row, column, number, formats.link)
            }
        }
    }

    /// Text as Excel can hold it: what looks like one of its escapes stays text.
    private static func safe(_ text: String) -> String {
        var text = text
        if text.utf16.count > maxText {
            var kept = text.unicodeScalars.prefix(maxText - 1)
            while String(kept).utf16.count > maxText - 1 { kept = kept.dropLast(1000) }
            text = String(kept) + "…"
        }
        if text.contains("_x") {
            text = text.replacing(#/_x([0-9A-Fa-f]{4})_/#) { "_x005F_x\($0.1)_" }
        }
        guard text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\t" && $0 != "\n" || $0.value == 0xFFFE || $0.value == 0xFFFF })
        else { return text }
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            scalar.value < 0x20 && scalar != "\t" && scalar != "\n" || scalar.value == 0xFFFE || scalar.value == 0xFFFF ? "\u{FFFD}" : scalar
        }
        return String(String.UnicodeScalarView(scalars))
    }

    // MARK: Closing

    func close() throws(TableFault) {
        for sheet in sheets { sheet.finish() }
        guard let book else { throw Self.wrong("no memory is left") }
        setProperties(book)
        let code = workbook_close(book)
        if code != LXW_NO_ERROR { throw Self.wrong(String(cString: lxw_strerror(code))) }
    }

    private func setProperties(_ book: UnsafeMutablePointer<lxw_workbook>) {
        var values = lxw_doc_properties()
        values.title = properties["title"].map { strdup($0) } ?? nil
        values.comments = properties["comments"].map { strdup($0) } ?? nil
        // Nothing is the moment of writing to the library; a day that is not known becomes the first second of its clock.
        if let days = properties["created"].flatMap(Int32.init) { values.created = max(1, time_t(days) * 86_400) }
        workbook_set_properties(book, &values)
        free(values.title)
        free(values.comments)
    }

    private static func wrong(_ reason: String) -> TableFault {
        TableFault(code: "UnwritableWorkbook", sentence: "the workbook cannot be written: \(reason)", hint: nil)
    }
}

/// How cells look.
struct CellFormats {
    let text, header, heading, number, date, dateTime, time, link: UnsafeMutablePointer<lxw_format>?

    init(_ book: UnsafeMutablePointer<lxw_workbook>) {
        func format(_ change: (UnsafeMutablePointer<lxw_format>) -> Void) -> UnsafeMutablePointer<lxw_format>? {
            guard let format = workbook_add_format(book) else { return nil }
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            change(format)
            return format
        }
        text = format { format_set_text_wrap($0) }
        header = format {
            format_set_bold($0)
            format_set_text_wrap($0)
            format_set_bg_color($0, 0xE8EEF2)
            format_set_bottom($0, UInt8(LXW_BORDER_THIN.rawValue))
        }
        heading = format {
            format_set_bold($0)
            format_set_font_size($0, 14)
        }
        number = format { _ in }
        date = format { format_set_num_format($0, "dd/mm/yyyy") }
        dateTime = format { format_set_num_format($0, "dd/mm/yyyy hh:mm") }
        time = format { format_set_num_format($0, "hh:mm") }
        link = format {
            format_set_text_wrap($0)
            format_set_font_color($0, 0x0563C1)
            format_set_underline($0, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
        }
    }
}

/// Dates and times of lines as Excel counts them.
enum CellMoment {
    /// nil where Excel has no such day: it knows none before 1900.
    static func of(_ cell: SheetCell) -> lxw_datetime? {
        switch cell {
        case .date(let text): day(text)
        case .time(let text): clock(text, onto: lxw_datetime())
        case .dateTime(let text):
            day(String(text.prefix(10))).flatMap { clock(String(text.dropFirst(11).prefix(8)), onto: $0) }
        default: nil
        }
    }

    private static func day(_ text: String) -> lxw_datetime? {
        let parts = text.split(separator: "-").map { Int32($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2], (1900...9999).contains(year),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        return lxw_datetime(year: year, month: month, day: day, hour: 0, min: 0, sec: 0)
    }

    private static func clock(_ text: String, onto day: lxw_datetime) -> lxw_datetime? {
        let parts = text.split(separator: ":").map { Double($0) }
        guard parts.count >= 2, let hour = parts[0], let minute = parts[1], (0..<24).contains(hour), (0..<60).contains(minute) else { return nil }
        var moment = day
        moment.hour = Int32(hour)
        moment.min = Int32(minute)
        moment.sec = parts.count > 2 ? parts[2] ?? 0 : 0
        return moment
    }
}
