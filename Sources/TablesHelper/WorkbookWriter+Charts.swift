import CXlsxWriter
import Platform
import SheetRows

extension WorkbookWriter {
    /// A chart of Excel beside the numbers of the sheet; heat is a scale of colours on them.
    static func add(
        chart values: [String], named name: String, to sheet: UnsafeMutablePointer<lxw_worksheet>, _ book: UnsafeMutablePointer<lxw_workbook>
    ) {
        let (kind, rows, series) = (values[0], Int(values[5]) ?? 0, Int(values[6]) ?? 0)
        guard rows > 0, series > 0, rows < 1_048_576, series < 16_000 else { return }
        if kind == "heat" {
            var scale = lxw_conditional_format()
            scale.type = UInt8(LXW_CONDITIONAL_2_COLOR_SCALE.rawValue)
            scale.min_color = 0xF4F8F6
            scale.max_color = 0x1B6E4B
            worksheet_conditional_format_range(sheet, 1, 1, lxw_row_t(rows), lxw_col_t(series), &scale)
            return
        }
        let type = UInt8(kind == "line" ? LXW_CHART_LINE.rawValue : LXW_CHART_BAR.rawValue)
        guard let chart = workbook_add_chart(book, type) else { return }
        let place = "='" + name.replacing("'", with: "''") + "'!"
        for column in 1...series {
            let letter = SheetColumn.letters(column)
            let added = chart_add_series(chart, place + "$A$2:$A$\(rows + 1)", place + "$\(letter)$2:$\(letter)$\(rows + 1)")
            chart_series_set_name(added, place + "$\(letter)$1")
        }
        chart_title_set_name(chart, values[1])
        // A bar chart of Excel lies on its side: its first axis is the upright one, and counts from below.
        if !values[2].isEmpty { chart_axis_set_name(chart.pointee.x_axis, values[2]) }
        if !values[3].isEmpty { chart_axis_set_name(chart.pointee.y_axis, values[3]) }
        if kind == "bar" { chart_axis_set_reverse(chart.pointee.x_axis) }
        if series == 1 { chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_NONE.rawValue)) }
        let description = strdup(values[4])
        defer { free(description) }
        var options = lxw_chart_options()
        options.x_scale = 1.4
        options.y_scale = max(1, min(6, Double(rows) / 12))
        options.description = description
        worksheet_insert_chart_opt(sheet, 1, lxw_col_t(series + 2), chart, &options)
    }
}
