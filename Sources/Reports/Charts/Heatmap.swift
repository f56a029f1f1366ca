/// A matrix as a grid of shaded squares; only where its cells have shares.
struct Heatmap {
    private let matrix: ReportMatrix
    private let id: String
    private let title: String

    init?(_ matrix: ReportMatrix, id: String, title: String) {
        guard matrix.shape.share != nil, !matrix.rows.isEmpty else { return nil }
        self.matrix = matrix
        self.id = id
        self.title = title
    }

    func svg() -> String {
        // Few columns leave room for what stands in them.
        let isWide = matrix.columns.count <= 8
        let (cell, height) = isWide ? (118.0, 30.0) : (17.0, 17.0)
        let longest = matrix.rows.map(\.count).max() ?? 0
        let margin = Double(min(38, longest)) * 7.8 + 12
        let top = isWide ? 28.0 : Double(min(16, matrix.columns.map(\.count).max() ?? 0)) * 7.8 + 12
        var drawing = SVGDrawing(
            id: id + "-chart", title: title, description: description,
            width: Int(margin + Double(matrix.columns.count) * cell + 8), height: Int(top + Double(matrix.rows.count) * height + 6))
        for (number, column) in matrix.columns.enumerated() {
            let x = margin + (Double(number) + 0.5) * cell
            if isWide { drawing.text(SVGDrawing.short(column, 16), x, 18, anchor: "middle") } else {
                drawing.text(
                    SVGDrawing.short(column, 16), x + 4, top - 6,
                    style: " transform=\"rotate(-90 \(SVGDrawing.number(x + 4)) \(SVGDrawing.number(top - 6)))\" font-size=\"11\"")
            }
        }
        for (down, row) in matrix.rows.enumerated() {
            let y = top + Double(down) * height
            drawing.text(SVGDrawing.short(row, 38), margin - 8, y + height / 2 + 4, anchor: "end")
            for (across, column) in matrix.columns.enumerated() {
                let share = matrix.share(row, column)
                let text = matrix.text(row, column)
                let x = margin + Double(across) * cell
                drawing.rectangle(
                    x + 1, y + 1, cell - 2, height - 2, SVGDrawing.shade(share), hint: "\(row), \(column): \(text.isEmpty ? "nothing" : text)")
                if isWide, !text.isEmpty {
                    let ink = (share ?? 0) > 0.55 ? "var(--on-dark, #fff)" : "var(--ink, #1a1a1a)"
                    drawing.text(
                        SVGDrawing.short(text, 18), x + cell / 2, y + height / 2 + 4, anchor: "middle",
                        style: " font-size=\"11\" style=\"fill: \(ink)\"")
                }
            }
        }
        return drawing.svg()
    }

    private var description: String {
        matrix.rows.map { row in
            let cells = matrix.columns.compactMap { column in
                let text = matrix.text(row, column)
                return text.isEmpty ? nil : "\(column) \(text)"
            }
            return "\(row): " + (cells.isEmpty ? "nothing" : cells.joined(separator: ", "))
        }.joined(separator: ". ")
    }
}
