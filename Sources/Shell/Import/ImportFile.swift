import Diagnostics
import Exchange
import Interchange
import SheetRows
import SystemPackage
import Tables

/// A file to be imported, and how it is read.
struct ImportFile {
    enum Contents {
        case mappings(ImportedMappings)
        case frameworks([ImportedFramework])
    }

    private let path: String
    private let format: ImportFormat
    private let metadataPath: String?

    /// Throws where the name of the file does not show its format.
    init(_ path: String, format: ImportFormat?, metadataPath: String?) throws(Diagnostics) {
        self.path = path
        let known: ImportFormat? =
            switch FilePath(path).extension?.lowercased() {
            case "tsv", "csv", "tab", "txt", "xlsx", "xlsm", "ods": .sssom
            case "ttl", "turtle", "nt", "jsonld": .skos
            case "json": path.lowercased().hasSuffix(".sssom.json") ? .sssom : nil
            default: nil
            }
        guard let format = format ?? known else { throw Diagnostics(ImportFault.unknownFormat(path: path)) }
        self.format = format
        self.metadataPath = metadataPath
        if metadataPath != nil, format != .sssom { throw Diagnostics(ImportFault.optionNotFor(option: "--metadata", format: format.rawValue)) }
    }

    private var stem: String {
        let name = FilePath(path).lastComponent?.string ?? path
        return ImportName.cleaned(name.split(separator: ".").first.map(String.init) ?? name)
    }

    func read() throws(Diagnostics) -> Contents {
        if format == .table { return .frameworks([try sheet()]) }
        let bytes = try FileReader.bytes(of: path)
        switch format {
        case .sssom, .table: return .mappings(try mappings(bytes))
        case .skos:
            let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
            let isJSON = path.lowercased().hasSuffix("json") || first == UInt8(ascii: "{")
            return .frameworks(try SKOSReader.read(UTF8Text.source(bytes, name: path), path: path, stem: stem, isJSON: isJSON))
        case .oscal: return .frameworks([try OSCALReader.read(UTF8Text.source(bytes, name: path), stem: stem)])
        }
    }

    /// A sheet whose rows are the statements of a framework.
    private func sheet() throws(Diagnostics) -> ImportedFramework {
        var rows: [(number: Int, cells: [String])] = []
        var header: [String] = []
        do throws(SheetFault) {
            let table = try TableRows(open(), header: .found)
            while let row = try table.next() { rows.append((row.number, row.cells.map(\.text))) }
            header = table.columns ?? []
        } catch {
            throw Diagnostics(LoadFault.sheet(file: path, error))
        }
        return try FrameworkSheet.read(header: header, rows: rows, source: SourceText("", name: path), stem: stem)
    }

    // MARK: SSSOM

    private func mappings(_ bytes: [UInt8]) throws(Diagnostics) -> ImportedMappings {
        let metadata = try metadata()
        if TableFile.Kind(path: path) != .text {
            return try SSSOMReader.readTable(workbookText(), name: path, stem: stem, isCSV: false, metadata: metadata)
        }
        let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
        if first == UInt8(ascii: "{") || path.lowercased().hasSuffix(".json") {
            return try SSSOMReader.readJSON(UTF8Text.source(bytes, name: path), stem: stem, metadata: metadata)
        }
        return try SSSOMReader.readTable(
            bytes, name: path, stem: stem, isCSV: path.lowercased().hasSuffix(".csv"), metadata: metadata)
    }

    /// Of the file that is named, or that lies beside the table: `x.sssom.yml` beside `x.sssom.tsv`.
    private func metadata() throws(Diagnostics) -> YamlNode? {
        let base = FilePath(path).removingLastComponent().appending(FilePath(path).stem ?? "").string
        guard let place = metadataPath ?? [".yml", ".yaml"].map({ base + $0 }).first(where: FileReader.isRegularFile) else { return nil }
        let source = try UTF8Text.source(FileReader.bytes(of: place), name: place)
        return try place.lowercased().hasSuffix(".json") ? JSONReader.read(source) : YamlReader.read(source)
    }

    /// The sheet as the text of a table.
    private func workbookText() throws(Diagnostics) -> [UInt8] {
        let writer = DelimitedWriter(delimiter: "\t")
        do throws(SheetFault) {
            let rows = try TableRows(open(), header: .found)
            var lines: [String] = []
            while let row = try rows.next() { lines.append(writer.line(row.cells.map(\.text))) }
            return Array(([writer.line(rows.columns ?? [])] + lines).joined(separator: "\n").utf8)
        } catch {
            throw Diagnostics(LoadFault.sheet(file: path, error))
        }
    }

    private func open() throws(SheetFault) -> any SheetRows {
        do {
            return try TableFile.open(FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec), name: path)
        } catch let fault as SheetFault { throw fault } catch {
            throw .file(.damaged, sentence: "the file cannot be read: \((error as? Errno)?.description ?? "\(error)")", hint: nil)
        }
    }
}
