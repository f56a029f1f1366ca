/// What can go wrong with a file of another project that is imported.
package enum ImportFault: Fault {
    case malformedJSON(problem: String)
    case malformedRDF(problem: String)
    /// `expected` is a noun: `an OSCAL catalog`.
    case unexpectedContent(expected: String)
    case unknownFormat(path: String)
    /// A context that would have to be fetched from the network.
    case remoteContext(address: String)
    case helperFailed(reason: String)
    /// Of one row; the others are read.
    case rowLeftOut(reason: String)
    case unknownEnds(ids: [String], count: Int)
    case undeclaredPrefixes([String])
    case nameTaken(kind: String, name: String, option: String)
    case badName(String, option: String)
    case optionNotFor(option: String, format: String)
    case nothingToImport(reason: String)
    case missingInSchema(what: String)

    package var code: String {
        switch self {
        case .malformedJSON: "MalformedJSON"
        case .malformedRDF: "MalformedRDF"
        case .unexpectedContent: "UnexpectedContent"
        case .unknownFormat: "UnknownImportFormat"
        case .remoteContext: "RemoteContext"
        case .helperFailed: "ImportHelperFailed"
        case .rowLeftOut: "RowLeftOut"
        case .unknownEnds: "UnknownEnds"
        case .undeclaredPrefixes: "UndeclaredPrefixes"
        case .nameTaken: "NameTaken"
        case .badName: "BadName"
        case .optionNotFor: "OptionNotForFormat"
        case .nothingToImport: "NothingToImport"
        case .missingInSchema: "MissingInSchema"
        }
    }

    package var category: FaultCategory {
        switch self {
        case .unknownFormat, .nameTaken, .badName, .optionNotFor: .usageError
        default: .dataError
        }
    }

    package var sentence: String {
        switch self {
        case .malformedJSON(let problem): "this is not JSON that can be read: \(problem)"
        case .malformedRDF(let problem): "this is not RDF that can be read: \(problem)"
        case .unexpectedContent(let expected): "this is not \(expected)"
        case .unknownFormat(let path): "the format of \(path) does not follow from its name"
        case .remoteContext(let address): "the context \(address) would have to be fetched from the network"
        case .helperFailed(let reason): "the program that reads RDF failed: \(reason)"
        case .rowLeftOut(let reason): "this row is left out: \(reason)"
        case .unknownEnds(let ids, let count):
            (count == 1 ? "1 term is" : "\(count) terms are") + " not known here: \(ids.joined(separator: ", "))"
                + (count > ids.count ? " and \(count - ids.count) more" : "")
        case .undeclaredPrefixes(let prefixes): "curie_map does not declare \(prefixes.joined(separator: ", "))"
        case .nameTaken(let kind, let name, _): "there is already a \(kind) `\(name)`"
        case .badName(let name, _): "`\(name)` cannot be a name here: letters, digits, `.`, `-` and `_` only"
        case .optionNotFor(let option, let format): "\(option) does not apply to \(format)"
        case .nothingToImport(let reason): "nothing was imported: \(reason)"
        case .missingInSchema(let what): "the schema of this knowledge base has no \(what)"
        }
    }

    package var hint: String? {
        switch self {
        case .unknownFormat: "name it with --format sssom, skos, oscal or table"
        case .remoteContext: "put the context into the file, under \"@context\""
        case .helperFailed: "cqcq-rdf lies in the folder of cqcq; `make build` makes both"
        case .nameTaken(_, _, let option), .badName(_, let option): "choose another with \(option) NAME"
        case .undeclaredPrefixes: "such identifiers are kept as they are written"
        case .missingInSchema: "add it as kb/schema.yaml of the program's own knowledge base has it, or import into a workspace"
        default: nil
        }
    }
}
