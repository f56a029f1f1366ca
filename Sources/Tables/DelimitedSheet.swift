import Diagnostics
import Interchange
import SheetRows
import SystemPackage

/// Rows of a CSV or TSV file as people have them: any encoding of `DecodedText`, LF, CR LF or CR at line ends, commas,
/// semicolons, tabs or bars between cells, rows of any length. Cells are text.
final class DelimitedSheet: SheetRows {
    let sheetName: String? = nil

    private var text: DecodedText
    private let file: FileDescriptor
    private var portion: [UInt8] = []
    private var at = 0
    private var line = 1
    private var delimiter = UInt8(ascii: ",")

    init(_ file: FileDescriptor, isTabbed: Bool) throws(SheetFault) {
        self.file = file
        text = DecodedText(file)
        portion = try text.next()
        if portion.contains(0) {
            throw .file(.notASpreadsheet, sentence: "this is not text: it holds bytes that no text has", hint: nil)
        }
        delimiter = DelimiterGuess.best(portion, isTabbed: isTabbed)
        skipDeclaration()
    }

    deinit { try? file.close() }

    /// Excel writes and reads a first line `sep=;`.
    private func skipDeclaration() {
        guard portion.starts(with: "sep=".utf8), portion.count > 5, portion[5] == 0x0A || portion[5] == 0x0D else { return }
        delimiter = portion[4]
        at = 5
        if portion[at] == 0x0D { at += 1 }
        if at < portion.count, portion[at] == 0x0A { at += 1 }
        line = 2
    }

    func next() throws(SheetFault) -> SheetRow? {
        while try peek() != nil {
            let start = line
            let cells = try record()
            if !cells.allSatisfy(\.isEmpty) { return SheetRow(number: start, cells: cells) }
        }
        return nil
    }

    private func record() throws(SheetFault) -> [SheetCell] {
        var cells: [SheetCell] = []
        while true {
            cells.append(try cell())
            guard try peek() == delimiter else { break }
            at += 1
        }
        if try peek() == 0x0D {
            at += 1
            if try peek() != 0x0A { line += 1 }
        }
        if try peek() == 0x0A {
            at += 1
            line += 1
        }
        return cells
    }

    private func cell() throws(SheetFault) -> SheetCell {
        var bytes: [UInt8] = []
        let start = line
        if try peek() == 0x22 {
            at += 1
            while true {
                guard let byte = try peek() else {
                    throw .file(
                        .damaged, sentence: "the quotation mark in line \(start) is not closed",
                        hint: "a cell in quotes ends in a quotation mark; one inside it is doubled")
                }
                at += 1
                if byte == 0x0A { line += 1 }
                if byte == 0x22 {
                    guard try peek() == 0x22 else { break }
                    at += 1
                }
                bytes.append(byte)
            }
        }
        // What follows a closing quote belongs to the cell as well.
        while let byte = try peek(), byte != delimiter, byte != 0x0A, byte != 0x0D {
            bytes.append(byte)
            at += 1
        }
        return bytes.isEmpty ? .empty : .text(String(decoding: bytes, as: UTF8.self))
    }

    private func peek() throws(SheetFault) -> UInt8? {
        if at == portion.count {
            portion = try text.next()
            at = 0
        }
        return at < portion.count ? portion[at] : nil
    }
}
