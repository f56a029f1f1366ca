import Testing

@testable import Shell

@Suite struct HistoryFileTests {
    @Test(arguments: ["RETURN 1;", "a\nb", #"'\n' \ "#, "tab\tand\r\n", #"\\n"#, "", "學習"])
    func statementsReadBack(_ statement: String) {
        let line = HistoryFile.encoded(statement)
        #expect(line.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).count == 1)
        #expect(HistoryFile.decoded(line) == statement)
    }
}
