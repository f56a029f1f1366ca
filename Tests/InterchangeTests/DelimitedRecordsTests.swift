import Diagnostics
import Foundation
import SystemPackage
import Testing

@testable import Interchange

struct DelimitedRecordsTests {
    /// One record per line, cells in brackets, nil as `-`; or what is wrong with the file.
    private func records(
        _ bytes: [UInt8], delimiter: Character? = ",", encoding: TextEncoding? = nil, hasHeader: Bool = false, bytewise: Bool = false
    ) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "records-\(UUID().uuidString).csv").path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        var lines: [String] = []
        do throws(LoadFault) {
            guard let file = try? FileDescriptor.open(FilePath(path), .readOnly) else { return "no file" }
            let reader = try DelimitedRecords(
                file, name: "a.csv", delimiter: delimiter?.asciiValue, encoding: encoding, hasHeader: hasHeader, readAtOnce: bytewise ? 1 : 65_536)
            if let header = reader.header { lines.append("= " + header.joined(separator: " ")) }
            while let cells = try reader.cells() { lines.append(cells.map { $0.map { "[\($0)]" } ?? "-" }.joined(separator: " ")) }
            lines += reader.assumptions.map { "(\($0))" }
        } catch {
            lines.append(error.sentence)
        }
        return lines.joined(separator: "\n")
    }

    private func records(_ text: String, delimiter: Character = ",", hasHeader: Bool = false) throws -> String {
        try records(Array(text.utf8), delimiter: delimiter, hasHeader: hasHeader)
    }

    @Test func cells() throws {
        #expect(try records("a,b\n1,\"x, \"\"y\"\"\nz\"\n") == "[a] [b]\n[1] [x, \"y\"\nz]")
        #expect(try records("a,,\"\"\r\n\r\n ,b,") == "[a] - []\n[ ] [b] -")
        #expect(try records("a;b,c\n", delimiter: ";") == "[a] [b,c]")
        #expect(try records("\u{FEFF}a,b\n1,2", hasHeader: true) == "= a b\n[1] [2]")
        #expect(try records("") == "")
        #expect(try records("\n\n") == "")
    }

    @Test func longCellsAndManyRecords() throws {
        let long = String(repeating: "ö,", count: 100_000)
        #expect(try records("\"\(long)\",x\n") == "[\(long)] [x]")
        let many = (0..<20_000).map { "\($0),ä" }.joined(separator: "\r\n")
        #expect(try records(many) == (0..<20_000).map { "[\($0)] [ä]" }.joined(separator: "\n"))
    }

    @Test func faultsHaveAPlace() throws {
        #expect(try records("a,b\n1\n", hasHeader: true) == "= a b\na.csv:2:1: this line has 1 cell, the header has 2")
        #expect(try records("a\n\"x\ny", hasHeader: true) == "= a\na.csv:2:1: this quoted cell has no closing quote")
        #expect(try records("ä,\"x\"y\n") == "a.csv:1:6: there is text after the closing quote of this cell")
        #expect(try records(Array("a,".utf8) + [0xFF, 0x0A], encoding: .utf8) == "a.csv:1:3: these bytes are not UTF-8 text")
        #expect(try records("a,a\n", hasHeader: true) == "a.csv:1:1: the column `a` is there twice")
        #expect(try records("a,\n", hasHeader: true) == "a.csv:1:1: `column 2` is required and empty here")
        #expect(try records("", hasHeader: true) == "a.csv:1:1: the table has no line of column names")
    }

    /// `ä` as text of each encoding, with and without a mark; the file says what it is, or whoever reads it does.
    @Test func encodings() throws {
        let text = "id,name\r\n1,Müller – “x” €\r\n"
        let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let whole = "[id] [name]\n[1] [Müller – “x” €]"
        #expect(try records(Array(text.utf8)) == whole)
        #expect(try records([0xEF, 0xBB, 0xBF] + text.utf8) == whole)
        #expect(try records([0xFF, 0xFE] + little) == whole + "\n(read as UTF-16LE)")
        #expect(try records([0xFE, 0xFF] + big) == whole + "\n(read as UTF-16BE)")
        #expect(try records(little) == whole + "\n(read as UTF-16LE)")
        #expect(try records(big, encoding: .utf16BigEndian) == whole)
        let windows = Array("id,name\r\n1,M".utf8) + [0xFC] + Array("ller ".utf8) + [0x96, 0x20, 0x93, 0x78, 0x94, 0x20, 0x80, 0x0D, 0x0A]
        #expect(try records(windows) == whole + "\n(read as Windows-1252)")
        #expect(try records(windows, encoding: .windows1252) == whole)
        // A character that two pieces of the file share, and one beyond the basic plane.
        let long = String(repeating: "x😀,", count: 30_000)
        #expect(try records([0xFF, 0xFE] + "\"\(long)\"".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == "[\(long)]\n(read as UTF-16LE)")
        // What has been UTF-8 stays UTF-8.
        #expect(try records(Array("ä,\n".utf8) + [0xFF, 0x0A]).hasSuffix("these bytes are not UTF-8 text"))
    }

    @Test func delimiters() throws {
        #expect(try records(Array("id;codes\n1;W3\n".utf8), delimiter: nil) == "[id] [codes]\n[1] [W3]\n(fields separated by `;`)")
        #expect(try records(Array("id;codes\n1;W3, W5\n2;R1, C2\n".utf8), delimiter: nil) == "[id] [codes]\n[1] [W3, W5]\n[2] [R1, C2]\n(fields separated by `;`)")
        #expect(try records(Array("a\tb\n1\t2\n".utf8), delimiter: nil) == "[a] [b]\n[1] [2]\n(fields separated by tabs)")
        #expect(try records(Array("a|b\n1|2\n".utf8), delimiter: nil) == "[a] [b]\n[1] [2]\n(fields separated by `|`)")
        #expect(try records(Array("a,b\n\"x;y\",2\n".utf8), delimiter: nil) == "[a] [b]\n[x;y] [2]")
        #expect(try records(Array("one\n".utf8), delimiter: nil) == "[one]")
        #expect(try records(Array("a;b\n".utf8), delimiter: ",") == "[a;b]")
    }

    /// A file that comes at once, and one that comes a byte at a time, so that no record lies in what was read together.
    @Test func anyTextIsReadAlike() throws {
        var state: UInt64 = 7
        func next(_ most: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % most
        }
        let pieces: [[UInt8]] = ["a", "ö", ",", ",", "\"", "\"\"", "\n", "\n", "\r\n", "\r", " ", "x,y\n", "\"q\","].map { Array($0.utf8) } + [[0xE4]]
        var (read, faults) = (0, 0)
        for round in 0..<2000 {
            let text = (0..<next(30)).flatMap { _ in pieces[next(pieces.count)] }
            let (whole, bytewise) = (try records(text, hasHeader: round % 2 == 0), try records(text, hasHeader: round % 2 == 0, bytewise: true))
            #expect(whole == bytewise, "\(String(decoding: text, as: UTF8.self).debugDescription)")
            if whole.contains("a.csv:") { faults += 1 } else if !whole.isEmpty { read += 1 }
        }
        #expect(read > 300 && faults > 300)
    }

    @Test func outOfAPipe() throws {
        let (read, write) = try FileDescriptor.pipe()
        try write.writeAll("a,b\n1,".utf8)
        let writer = Thread {
            usleep(50_000)
            _ = try? write.writeAll("2\n".utf8)
            try? write.close()
        }
        writer.start()
        let reader = try DelimitedRecords(read, name: "pipe", delimiter: 0x2C, hasHeader: true)
        #expect(reader.header == ["a", "b"])
        #expect(try reader.cells() == ["1", "2"])
        #expect(try reader.cells() == nil)
    }
}

extension DelimitedRecords {
    /// The next record, nil at the end.
    fileprivate func cells() throws(LoadFault) -> [String?]? {
        var cells: [String?] = []
        return try next { cell in cells.append(cell.map { String(decoding: $0, as: UTF8.self) }) } ? cells : nil
    }
}
