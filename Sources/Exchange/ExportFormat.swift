public import Diagnostics
import Interchange
import Knowledge
public import PropertyGraph

/// What an export is made from.
public struct ExportSource: Sendable {
    public let selection: Selection
    public let edition: Edition
    /// nil for a graph that was loaded: it has no frameworks and no mapping sets.
    package let schema: Schema?
    /// Of the nodes; made once, as every format asks for them.
    let names: Selection.Names

    package init(_ selection: Selection, _ edition: Edition, schema: Schema?) {
        self.selection = selection
        names = Selection.Names(selection)
        self.edition = edition
        self.schema = schema
    }
}

/// A file of an export: its path below the target, and its bytes.
public struct ExportFile: Sendable {
    public var path: String
    public var bytes: [UInt8]

    init(_ path: String, _ text: String) {
        self.path = path
        bytes = Array(text.utf8)
    }

    init(_ path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// A sheet of an export that is a workbook.
public struct ExportSheet: Sendable {
    public let name: String
    public let header: [String]
    public let rows: [[Value]]

    init(_ name: String, _ header: [String], _ rows: [[Value]]) {
        self.name = name
        self.header = header
        self.rows = rows
    }
}

/// What came of an export.
public struct Exported: Sendable {
    public var files: [ExportFile] = []
    /// In place of files, where another program makes the file of them.
    public var sheets: [ExportSheet] = []
    /// What the format cannot hold and so was left out or changed, a sentence each.
    public var losses: [String] = []
    /// What was written, for people: `34 concepts`, `126 mappings`.
    public var counts: [String] = []
}

/// A form in which the data can leave.
public enum ExportFormat: String, NamedChoice, Sendable {
    case sssom, turtle, jsonld, oscal, graphml, dot, cypher, sqlite, csv, xlsx

    public var summary: String {
        switch self {
        case .sssom: "mapping sets as SSSOM/TSV: one file per set in a folder, or one file for all"
        case .turtle: "SKOS concept schemes, mappings and PROV sources as RDF in Turtle"
        case .jsonld: "the same RDF as JSON-LD"
        case .oscal: "frameworks as OSCAL catalogs and mappings as an OSCAL mapping collection, JSON files in a folder"
        case .graphml: "the graph as GraphML"
        case .dot: "the graph for Graphviz"
        case .cypher: "a Cypher script that rebuilds the graph"
        case .sqlite: "an SQLite database: one table per label, relationship type and mapping set"
        case .csv: "CSV files in a folder, as --load reads them"
        case .xlsx: "a workbook: one sheet per label, relationship type and mapping set"
        }
    }

    /// It fills a folder whatever the path.
    public var needsFolder: Bool { self == .oscal || self == .csv }
    /// It says things that only a knowledge base has.
    public var needsKnowledge: Bool { [.sssom, .turtle, .jsonld, .oscal].contains(self) }
    /// Its bytes are not text.
    public var isBinary: Bool { self == .sqlite || self == .xlsx }

    /// The files of the export, deterministic: the same source gives the same bytes.
    /// - Parameter asOneFile: for a format that can be either.
    public func export(_ source: ExportSource, asOneFile: Bool) throws(Diagnostics) -> Exported {
        if needsKnowledge, source.schema == nil { throw Diagnostics(ExportFault.needsKnowledge(format: rawValue)) }
        switch self {
        case .sssom: return SSSOMExport(source).export(asOneFile: asOneFile)
        case .turtle: return RDFExport(source).turtle()
        case .jsonld: return RDFExport(source).jsonLD()
        case .oscal: return OSCALExport(source).export()
        case .graphml: return GraphMLExport(source).export()
        case .dot: return DotExport(source).export()
        case .cypher: return CypherScriptExport(source).export()
        case .sqlite: return try SQLiteExport(source).export()
        case .csv: return CSVExport(source).export()
        case .xlsx: return WorkbookExport(source).export()
        }
    }
}

/// What can go wrong with an export.
public enum ExportFault: Fault {
    case needsKnowledge(format: String)
    case needsFolder(format: String, path: String)
    case needsFile(format: String)
    case unknownFramework(String, near: [String])
    case nothingToExport
    case folderNotEmpty(path: String)
    case database(reason: String)

    public var code: String {
        switch self {
        case .needsKnowledge: "NeedsKnowledgeBase"
        case .needsFolder, .needsFile, .folderNotEmpty: "WrongTarget"
        case .unknownFramework: "UnknownFramework"
        case .nothingToExport: "NothingToExport"
        case .database: "UnwritableFile"
        }
    }

    public var category: FaultCategory { .usageError }

    public var sentence: String {
        switch self {
        case .needsKnowledge(let format): "\(format) describes frameworks and mapping sets, which a loaded graph does not have"
        case .needsFolder(let format, let path): "\(format) writes several files, so \(path) must be a folder"
        case .needsFile(let format): "\(format) is not text and cannot be written to standard output"
        case .unknownFramework(let code, _): "there is no framework with the code `\(code)`"
        case .nothingToExport: "nothing matches, so nothing was written"
        case .folderNotEmpty(let path): "\(path) holds other files"
        case .database(let reason): "SQLite could not build the database: \(reason)"
        }
    }

    public var hint: String? {
        switch self {
        case .needsKnowledge: "graphml, dot, cypher, sqlite, csv and xlsx can hold any graph"
        case .needsFolder: "name a folder that is new or empty"
        case .needsFile: "name a file"
        case .unknownFramework(_, let near): Suggestion.question(near) ?? "`show frameworks` lists them"
        case .folderNotEmpty: "name a folder that is new, empty or an earlier export of the same kind"
        case .nothingToExport, .database: nil
        }
    }
}
