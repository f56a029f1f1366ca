import Diagnostics

/// Something that a knowledge base has to keep to: a value, so that it can be listed, and a function that looks.
package struct Rule: Sendable {
    /// `stale-review`
    package let name: String
    package let severity: Severity
    /// One sentence without a full stop.
    package let summary: String
    /// nil where the reader itself looks, as it reads.
    let find: (@Sendable (KnowledgeSurvey) -> [Finding])?

    init(
        _ name: String, _ severity: Severity, _ summary: String,
        find: (@Sendable (KnowledgeSurvey) -> [Finding])? = nil
    ) {
        self.name = name
        self.severity = severity
        self.summary = summary
        self.find = find
    }

    /// What the reader checks, then what is checked over the whole.
    package static let all: [Rule] = ofReader + ofWhole

    /// Rules over a knowledge base that could be read, each in a file of Rules/ with others of its kind.
    static let ofWhole: [Rule] = [
        .mappingOutsideSet, .mappingOutsideEnds, .referenceOutsideEnd, .statusDisagrees,
        .undeclaredVersion, .otherVersion, .frameworkDiffers,
        .unlistedPrefix, .differingPrefix,
        .assertedAndNegated, .matchAndNoMatch, .severalPredicates, .relationDisagrees,
        .repeatedKey, .repeatedInOtherSet, .redundantByTransitivity,
        .mappingToGroup, .multiplicity,
        .staleReview, .stalePage, .reviewedBeforeChange, .neverReviewed,
        .missingBasis, .basisWithoutPage, .confidenceDiffers, .reviewedByNobody,
        .incompleteSet, .incompleteFramework, .missingSector,
        .oneWay, .missingInverse,
        .labelDiffers, .setWithoutSource, .unusedDocument, .spreadsheetForm,
    ]
}

/// What a rule found, and where.
struct Finding {
    var fault: RuleFault
    var span: SourceSpan
    var source: SourceText
}
