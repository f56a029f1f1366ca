import Diagnostics
import Foundation
import Knowledge
import KnowledgeProcedures
import PropertyGraph
import Testing

/// Each file of CheckCases/ is a small kb/ with one kind of fault, named by the rule that finds it, and what
/// `cqcq check` says of it on 23 November 2026, word for word.
@Suite struct CheckTests {
    static let cases = KnowledgeCase.all(in: "CheckCases")

    static func check(_ folder: String, limit: Int = 100) -> KnowledgeCheck {
        KnowledgeCheck(directory: folder, today: CalendarDate("2026-11-23")!, limit: limit, commands: CommandCheck.findings)
    }

    static func say(_ check: KnowledgeCheck) -> String {
        let renderer = DiagnosticRenderer(naming: .rule)
        return check.findings.isEmpty ? "nothing" : check.findings.map(renderer.render).joined(separator: "\n")
    }

    @Test(arguments: cases)
    func finds(item: KnowledgeCase) throws {
        let said = try KnowledgeCase.inFolder(item.files) { Self.say(Self.check($0)) }
        if try !item.holds(said) { #expect(said == item.expected) }
        // The fault injected is found by its rule, and by no other.
        if Rule.all.contains(where: { $0.name == item.name }) {
            let named = Set(said.split(separator: "\n").compactMap { line in
                line.wholeMatch(of: #/kb\/.*:\d+:\d+: (error|warning|note): .* \[([a-z0-9-]+)\]/#).map { String($0.2) }
            })
            #expect(named == [item.name])
        }
    }

    /// Rules of the reader have theirs among the cases of `LoaderCaseTests`, by code.
    @Test func everyRuleHasACase() {
        let said = LoaderCaseTests.cases.compactMap(\.expected).joined()
        let named = Set(said.matches(of: #/\[([A-Z][A-Za-z0-9]+)\]/#).map { RuleName.of(code: String($0.1)) })
            .union(Self.cases.map(\.name))
        #expect(Set(Rule.all.map(\.name)).subtracting(named) == [])
    }

    @Test func namesDiffer() {
        #expect(Set(Rule.all.map(\.name)).count == Rule.all.count)
        for (code, name) in [("UnknownID", "unknown-id"), ("InvalidUTF8", "invalid-utf8"), ("OneWay", "one-way")] {
            #expect(RuleName.of(code: code) == name)
        }
    }

    /// Errors are kept before warnings, warnings before notes, and what is left out is counted.
    @Test func theWorstAreKept() throws {
        let item = try #require(Self.cases.first { $0.name == "many-at-once" })
        let said = try KnowledgeCase.inFolder(item.files) { folder in
            let (all, some) = (Self.check(folder), Self.check(folder, limit: 3))
            #expect(all.omitted == 0)
            #expect(some.counts == all.counts)
            #expect(some.findings.count == 3)
            #expect(some.omitted == all.findings.count - 3)
            return some.findings.map(\.severity.rawValue).joined(separator: " ")
        }
        #expect(said == "error error error")
    }

    /// On the day of the edition nothing is wrong and nothing needs another look; five years later each set that was not
    /// looked at again says so once, with the number of its rows, and so do the pages.
    @Test func reviewsGoStaleInFewWords() {
        func warnings(on day: String) -> [String] {
            let check = KnowledgeCheck(directory: Shipped.folder, today: CalendarDate(day)!, limit: 1000, commands: CommandCheck.findings)
            #expect(check.count(.error) == 0)
            return check.findings.filter { $0.severity == .warning }.map(DiagnosticRenderer(naming: .rule).render)
        }
        #expect(warnings(on: "2026-11-28") == [])
        let later = warnings(on: "2031-11-28")
        #expect(later.allSatisfy { $0.contains("[stale-review]") || $0.contains("[stale-page]") })
        let files = later.map { $0.prefix { $0 != ":" } }
        #expect(Set(files).count == later.count)
        #expect(later.count == 17)
        #expect(later.contains { $0.contains("qs-regulation.sssom.tsv") && $0.contains("135 of 135 rows") })
    }

    /// Every finding is printed, so that a fault of the data reads itself.
    @Test func shippedDataHaveNoErrors() {
        let clock = ContinuousClock()
        var check: KnowledgeCheck?
        let time = clock.measure { check = Self.check(Shipped.folder) }
        let errors = check!.findings.filter { $0.severity == .error }.map(DiagnosticRenderer(naming: .rule).render)
        #expect(errors == [])
        #expect(check!.count(.error) == 0)
        print("kb/ checked in \(time): \(check!.count(.warning)) warnings, \(check!.count(.note)) notes")
    }
}
