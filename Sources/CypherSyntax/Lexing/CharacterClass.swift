/// What a scalar can be in a query text.
enum CharacterClass {
    /// Unicode identifier start, or a connector such as `_`.
    static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return isASCIILetter(UInt8(scalar.value)) || scalar == "_" }
        return scalar.properties.isIDStart || scalar.properties.generalCategory == .connectorPunctuation
    }

    /// Unicode identifier part, or a currency sign.
    static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return continuesName(UInt8(scalar.value)) }
        return scalar.properties.isIDContinue || scalar.properties.generalCategory == .currencySymbol
    }

    static func continuesName(_ byte: UInt8) -> Bool {
        isASCIILetter(byte) || isDigit(byte) || byte == 0x5F || byte == 0x24
    }

    static func isASCIILetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || (byte >= 0x1C && byte <= 0x1F)
    }

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00A0, 0x1680, 0x180E, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        // A byte order mark, where files were joined.
        case 0xFEFF: true
        default: scalar.isASCII && isSpace(UInt8(scalar.value))
        }
    }

    /// The dashes and arrow heads, other than ASCII's, of which an arrow can be made.
    static func arrowPart(_ scalar: Unicode.Scalar) -> Token.Kind? {
        switch scalar.value {
        case 0x00AD, 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: .dash
        case 0x27E8, 0x3008, 0xFE64, 0xFF1C: .leftArrowHead
        case 0x27E9, 0x3009, 0xFE65, 0xFF1E: .rightArrowHead
        default: nil
        }
    }

    /// The text can stand as a name without backquotes.
    static func isPlainName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, startsName(first) else { return false }
        return text.unicodeScalars.dropFirst().allSatisfy(continuesName)
    }
}
