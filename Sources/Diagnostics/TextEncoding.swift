/// Encodings of text files, by the names that people and programs give them.
public enum TextEncoding: String, Sendable, CaseIterable {
    /// Text of today.
    case utf8 = "UTF-8"
    /// The byte order mark says which of the two; without one little-endian, as Windows writes it.
    case utf16 = "UTF-16"
    /// The low byte of each unit first.
    case utf16LittleEndian = "UTF-16LE"
    /// The high byte of each unit first.
    case utf16BigEndian = "UTF-16BE"
    /// What Excel calls CSV, with the letters of western Europe.
    case windows1252 = "Windows-1252"

    /// Case, hyphens and blanks make no difference; nil for a name that is not known.
    public init?(named name: String) {
        switch name.lowercased().filter({ $0.isLetter || $0.isNumber }) {
        case "utf8", "utf8bom", "utf8sig", "ascii", "usascii": self = .utf8
        case "utf16", "unicode", "ucs2": self = .utf16
        case "utf16le": self = .utf16LittleEndian
        case "utf16be": self = .utf16BigEndian
        case "windows1252", "cp1252", "1252", "ansi", "latin1", "iso88591", "iso885915", "latin9": self = .windows1252
        default: return nil
        }
    }
}
