/// What spreadsheets call their columns.
public enum SheetColumn {
    /// `A`, `B`, … `AA`; counted from 0.
    public static func letters(_ index: Int) -> String {
        var (rest, text) = (index + 1, "")
        while rest > 0 {
            text = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + text
            rest = (rest - 1) / 26
        }
        return text
    }
}
