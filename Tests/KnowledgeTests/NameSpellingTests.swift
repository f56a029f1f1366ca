@testable import Evidence
import Foundation
import Knowledge
import PropertyGraph
import Testing

/// Every code and every title of the knowledge base, written as people write them, means the thing that has it.
@Suite struct NameSpellingTests {
    private static let labels = [
        "KeyQuestion", "QualityStatement", "KLOE", "Prompt", "Regulation", "RegulationPart", "IStatement", "WeStatement", "EvidenceCategory",
        "Sector", "ServiceType", "Guideline", "RegulatedActivity", "Framework",
    ]

    /// Ways to write any name.
    private static func spellings(of name: String) -> [String] {
        let words = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return [
            name, name.lowercased(), name.uppercased(), name.capitalized, " \(name) ", "\(name).", "\"\(name)\"", "‘\(name)’", "\(name):",
            words.replacing(" ", with: "-"), words.replacing(" ", with: "_"), words.replacing(" ", with: "  "),
            words.replacing("-", with: " "), name.hasPrefix("PROPOSAL") ? words : words.replacing("-", with: ""), words.replacing(" and ", with: " & "),
            words.replacing(",", with: ""), words.replacing(", ", with: ","), "the \(name)", words.replacing("'", with: "’"), "(\(name))",
        ]
    }

    @Test(arguments: labels)
    func meansItself(label: String) throws {
        let schema = try Shipped.base.get().schema
        let resolver = NameResolver(graph: Shipped.whole, schema: schema, day: Shipped.today, labels: [label])
        let number = try #require(Shipped.whole.labels.number(of: label))
        var failures: [String] = []
        for node in Shipped.whole.nodes(withLabels: [number]) {
            for key in ["code", "title"] {
                guard case .string(let name) = Shipped.whole.property(key, of: node) else { continue }
                let spellings = Self.spellings(of: name)
                #expect(spellings.count == 20)
                for spelling in spellings {
                    let resolution = resolver.resolve(spelling)
                    let all = resolution.readings + resolution.others
                    if !resolution.isExact || !all.contains(where: { $0.node == node }) { failures.append("\(name): \(spelling)") }
                }
            }
        }
        #expect(failures.isEmpty, "\(failures.count): \(failures.prefix(10))")
    }

    /// A cell of a register, whatever its ways, holds what the name means anywhere else.
    @Test(arguments: ["KeyQuestion", "QualityStatement", "Regulation", "EvidenceCategory"])
    func cellsMeanTheSame(label: String) throws {
        let schema = try Shipped.base.get().schema
        let cells = CellResolver(EvidenceVocabulary(Shipped.whole, schema: schema, on: Shipped.today))
        let resolver = NameResolver(graph: Shipped.whole, schema: schema, day: Shipped.today, labels: [label])
        let number = try #require(Shipped.whole.labels.number(of: label))
        var compared = 0
        var failures: [String] = []
        for node in Shipped.whole.nodes(withLabels: [number]) {
            guard case .string(let title) = Shipped.whole.property("title", of: node), case .string(let code) = Shipped.whole.property("code", of: node) else { continue }
            // A register that says 18 must say of which law; 12(3)-(5) are paragraphs of 12 to it, and to others the duty that ended.
            let codes = label == "Regulation" && ["18", "12(3)-(5)"].contains(code) ? [] : Self.spellings(of: code)
            for spelling in Self.spellings(of: title) + codes {
                let resolution = resolver.resolve(spelling)
                guard resolution.isExact, resolution.readings.count == 1, let id = resolution.readings.first?.id else { continue }
                compared += 1
                let meaning = switch label {
                case "KeyQuestion": cells.keyQuestions(spelling)
                case "QualityStatement": cells.statements(spelling)
                case "Regulation": cells.regulations(spelling)
                default: cells.categories(spelling)
                }
                if meaning.links != [id] { failures.append("\(spelling): \(meaning.links), not \(id)") }
            }
        }
        #expect(compared > 100)
        #expect(failures.isEmpty, "\(failures.count) of \(compared): \(failures.prefix(20))")
    }

    /// With its framework a code means one thing only.
    @Test func aCodeWithItsFrameworkIsOne() throws {
        let schema = try Shipped.base.get().schema
        for label in ["QualityStatement", "KLOE", "Regulation", "RegulationPart", "Prompt"] {
            let resolver = NameResolver(graph: Shipped.whole, schema: schema, day: Shipped.today, labels: [label])
            let number = try #require(Shipped.whole.labels.number(of: label))
            for node in Shipped.whole.nodes(withLabels: [number]) {
                guard case .string(let code) = Shipped.whole.property("code", of: node),
                    case .string(let framework) = Shipped.whole.property("framework", of: node)
                else { continue }
                let readings = resolver.resolve("\(framework) \(code)").readings
                #expect(readings.map(\.node) == [node], "\(framework) \(code): \(readings.map(\.id))")
            }
        }
    }
}
