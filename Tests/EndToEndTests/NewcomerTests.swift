import Testing

/// What people type who have not read the manual, and what must come of it: the exit code, and what is said and not said.
@Suite struct NewcomerTests {
    struct Attempt: CustomTestStringConvertible, Sendable {
        var words: [String]
        var input = ""
        var status: Int32 = 0
        var shows: [String] = []
        var hides: [String] = []
        var testDescription: String { words.joined(separator: " ") }

        init(_ words: String..., input: String = "", status: Int32 = 0, shows: [String] = [], hides: [String] = []) {
            (self.words, self.input, self.status, self.shows, self.hides) = (words, input, status, shows, hides)
        }
    }

    static let attempts = [
        // First words.
        Attempt("-c", "help me", shows: ["gaps"]),
        Attempt("-c", "help gaps", shows: ["gaps [KEY-QUESTION]"]),
        Attempt("help", "report", shows: ["USAGE: cqcq report"]),
        Attempt(input: ".help\n", shows: [":quit"]),
        Attempt(input: "?\n", shows: [":quit"]),
        Attempt(input: "RETURN 1 AS one;\nexit\nRETURN 2 AS two;\n", shows: ["one"], hides: ["two"]),
        Attempt(input: ":q\nRETURN 2 AS two;\n", hides: ["two", "error"]),
        Attempt(input: "\\q\nRETURN 2 AS two;\n", hides: ["two", "error"]),
        // Plain questions.
        Attempt("-c", "which regulation covers complaints?", shows: ["> trace ra2014:16"]),
        Attempt("-c", "what does W5 need?", shows: ["> trace W5", "Good governance"]),
        Attempt("-c", "what happened to KLOE S4?", status: 1, shows: ["trace asc2017:S4; trace hc2018:S4"]),
        Attempt("-c", "who inspects councils?", hides: ["error:"]),
        Attempt("-c", "complaints", shows: ["ra2014:16"]),
        Attempt("-c", "W5", shows: ["> trace W5"]),
        Attempt("-c", "regulation 16", shows: ["ra2014:16", "also: reg2009:16"]),
        Attempt("-c", "medication errors", shows: ["> find ", "saf:S8"]),
        // Names.
        Attempt("-c", "trace complaints", shows: ["taken as ra2014:16 "]),
        Attempt("-c", "trace medication", shows: ["taken as saf:S8 "]),
        Attempt("-c", "trace Reg 17", shows: ["taken as ra2014:17 ", "also: reg2009:17"]),
        Attempt("-c", "trace Regulation 17", shows: ["taken as ra2014:17 "]),
        Attempt("-c", "trace 17", shows: ["taken as ra2014:17 "]),
        Attempt("-c", "trace HSCA Reg 17", shows: ["17(1)"], hides: ["error"]),
        Attempt("-c", "trace Reg 18 (2009)", shows: ["REG-2009"], hides: ["RA-2014"]),
        Attempt("-c", "trace W3/W5", shows: ["cqc-saf-freedom-to-speak-up", "qs-regulation"], hides: ["error"]),
        Attempt("-c", "trace QS W5", shows: ["Good governance"], hides: ["error"]),
        Attempt("-c", "trace w 5", shows: ["taken as saf:W5 "]),
        Attempt("-c", "gaps wellled", shows: ["saf:W5"]),
        Attempt("-c", "gaps wel led", status: 1, shows: ["did you mean Well-led?"]),
        Attempt("report", "gaps", "wel-led", status: 1, shows: ["did you mean Well-led?"]),
        // Looking for things.
        Attempt("-c", "find complaints", shows: ["Regulation\tra2014:16\t"], hides: ["…"]),
        Attempt("-c", "find medication", shows: ["saf:S8"]),
        Attempt("-c", "said well led", shows: ["2021-07-28"]),
        Attempt("-c", "said I-statements", shows: ["doc:mir-workforce"]),
        // Days.
        Attempt("--as-of", "2999-01-01", "-c", "RETURN 1", shows: ["2999-01-01 lies after every date known"]),
        Attempt("--as-of", "1900-01-01", "-c", "RETURN 1", shows: ["nothing was in force on 1900-01-01"]),
        Attempt("-c", "MATCH (p:RegulationPart {code: '12(3)'}) RETURN p.title", hides: ["Vaccination"]),
        // Tables.
        Attempt("register.csv", status: 2, shows: ["cqcq evidence load register.csv"]),
        Attempt("-c", "LOAD CSV WITH HEADERS FROM 'stdin:' AS row RETURN row.id, row.codes", input: "id;codes\n1;W3\n", shows: ["1\tW3", "separated by `;`"]),
        Attempt("-c", "LOAD CSV WITH HEADERS FROM 'stdin:' AS row RETURN date(row.d, 'DD/MM/YYYY') AS d", input: "d\n12/08/2026\n", shows: ["2026-08-12"]),
        Attempt("-c", "LOAD CSV WITH HEADERS FROM 'stdin:' AS row RETURN date(row.d, 'D-Mon-YY') AS d", input: "d\n12-Jul-26\nTBC\n", shows: ["2026-07-12", "warning"]),
        Attempt("-c", "RETURN size(cqcq.names('W3/W5; Reg 17')) AS n", shows: ["n\n3\n"]),
        // Slips that must not pass for an answer.
        Attempt("-c", "MATCH (s:QualityStatment) RETURN count(s)", shows: ["did you mean :QualityStatement?"]),
        Attempt("--strict", "-c", "MATCH (s:QualityStatment) RETURN count(s)", status: 1, shows: ["QualityStatment"]),
        Attempt("--fail-on-rows", "-c", "RETURN 0.17 AS share", status: 3),
        Attempt("report", "gaps", "well-led", "DRAFT-2026-MH", "--fail-on-gap", status: 1, shows: ["we hold the name only"]),
        Attempt("report", "transition", "SAF-2023", "DRAFT-2026-PCC", status: 1, hides: ["orphan"]),
    ]

    @Test(arguments: attempts) func comesOfIt(_ attempt: Attempt) throws {
        let run = try Executable.run(attempt.words, input: attempt.input)
        let all = run.output + run.errors
        #expect(run.status == attempt.status, "\(all)")
        for text in attempt.shows { #expect(all.contains(text), "\(text) is not in: \(all.prefix(2_000))") }
        for text in attempt.hides { #expect(!all.contains(text), "\(text) is in: \(all.prefix(2_000))") }
    }

    @Test func helpThatCannotBeWrittenFails() throws {
        let run = try Executable.run(["-c", "'\(Executable.path)' --help > /dev/full"], program: "/bin/sh")
        #expect(run.status == 1 && run.errors.contains("No space left on device"))
    }
}
