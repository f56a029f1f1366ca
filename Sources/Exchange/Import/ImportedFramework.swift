/// A framework of others, as it was read: a concept scheme, a catalog or a sheet.
public struct ImportedFramework: Sendable {
    public struct Statement: Sendable {
        /// Unique within the framework: a notation, an id or the last part of an IRI.
        public var code: String
        public var title: String
        public var summary: String?
        public var iri: String?
        /// Other names for it.
        public var aliases: [String] = []
        /// Position of the statement that it is part of; nil below the framework itself.
        public var parent: Int?
    }

    /// A short name, as `SAF-2023`.
    public var code: String
    public var title: String
    public var version: String?
    public var publisher: String?
    public var summary: String?
    public var iri: String?
    public var statements: [Statement] = []
    /// What its statements are mapped to, where the file says so; its ends are IRIs.
    public var mappings: ImportedMappings?

    init(code: String, title: String) {
        self.code = code
        self.title = title
    }

    /// Codes become unique: a second one of the same name gets a number.
    mutating func settleCodes() {
        var seen: [String: Int] = [:]
        for index in statements.indices {
            let code = statements[index].code
            seen[code, default: 0] += 1
            if let count = seen[code], count > 1 { statements[index].code = "\(code)-\(count)" }
        }
    }
}
