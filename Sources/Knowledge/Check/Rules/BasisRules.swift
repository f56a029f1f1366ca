import Diagnostics
import PropertyGraph

// What a row rests on (docs/mapping-semantics.md). Of tables without the column `ext_basis` nothing is asked.
extension Rule {
    static let missingBasis = Rule(
        "missing-basis", .error, "a mapping says what it rests on, where its table has the column"
    ) { survey in
        survey.mappings.compactMap { mapping in
            guard let column = survey.extensionColumn(MappingTable.basis, mapping), survey.text(mapping, column) == nil
            else { return nil }
            return survey.finding(.missingBasis, mapping, column: column)
        }
    }

    static let basisWithoutPage = Rule(
        "basis-without-page", .error, "a mapping that rests on an official page, or a copy, names a document of that kind"
    ) { survey in
        let standing = survey.basisOfDocuments
        guard !standing.isEmpty else { return [] }
        return survey.mappings.compactMap { mapping in
            guard let (basis, column) = survey.basis(mapping), basis <= .copyOfOfficialPage else { return nil }
            let sources = KnowledgeReader.parts(of: survey.text(mapping, survey.tables[mapping.table].source) ?? "")
            // What stands on a page may be cited with a copy of it as well.
            if sources.contains(where: { standing[$0].map { $0 <= basis } ?? false }) { return nil }
            return survey.finding(.basisWithoutPage(basis: basis.rawValue, sources: sources), mapping, column: column)
        }
    }

    static let confidenceDiffers = Rule(
        "confidence-differs", .warning, "the confidence of a mapping is the one that follows from its basis, author and review"
    ) { survey in
        survey.mappings.compactMap { mapping in
            let opened = survey.tables[mapping.table]
            guard let (basis, _) = survey.basis(mapping), let column = opened.confidence,
                let text = survey.text(mapping, column), let score = Double(text)
            else { return nil }
            let derived = basis.score(author: survey.text(mapping, opened.author), isReviewed: survey.isReviewed(mapping))
            return score == derived
                ? nil : survey.finding(.confidenceDiffers(score: text, derived: "\(derived)"), mapping, column: column)
        }
    }

    static let reviewedByNobody = Rule(
        "reviewed-by-nobody", .error, "a mapping that says it was reviewed names a second person and the day"
    ) { survey in
        survey.mappings.compactMap { mapping in
            let opened = survey.tables[mapping.table]
            guard survey.isReviewed(mapping), let column = survey.extensionColumn(MappingTable.reviewed, mapping) else { return nil }
            let reviewer = survey.text(mapping, opened.reviewer)
            if let reviewer, reviewer != survey.text(mapping, opened.author), survey.text(mapping, opened.reviewDate) != nil { return nil }
            return survey.finding(.reviewedByNobody, mapping, column: column)
        }
    }
}

extension KnowledgeSurvey {
    /// What a mapping rests on, and the cell that says so; nil where it says nothing that is known.
    fileprivate func basis(_ mapping: Mapping) -> (basis: Basis, column: Int)? {
        guard let column = extensionColumn(MappingTable.basis, mapping),
            let basis = text(mapping, column).flatMap(Basis.init(rawValue:))
        else { return nil }
        return (basis, column)
    }

    fileprivate func isReviewed(_ mapping: Mapping) -> Bool {
        text(mapping, extensionColumn(MappingTable.reviewed, mapping))?.lowercased() == "true"
    }

    fileprivate func extensionColumn(_ name: String, _ mapping: Mapping) -> Int? {
        tables[mapping.table].extensions.first { $0.name == name }?.column
    }

    /// By id, of those documents that say so.
    fileprivate var basisOfDocuments: [String: Basis] {
        var found: [String: Basis] = [:]
        for node in nodes where node.labels.contains(Schema.documentLabel) {
            found[node.id] = node.properties[MappingTable.basis]?.text.flatMap(Basis.init(rawValue:))
        }
        return found
    }
}
