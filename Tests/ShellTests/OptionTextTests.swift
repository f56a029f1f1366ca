import Diagnostics
import PropertyGraph
import Testing

@testable import Shell

@Suite struct OptionTextTests {
    @Test(arguments: [
        ("1", Value.integer(1)), ("-7", .integer(-7)), ("1.5", .float(1.5)), ("-1e3", .float(-1000)),
        ("true", .boolean(true)), ("false", .boolean(false)), ("null", .null),
        ("'7'", .string("7")), ("\"true\"", .string("true")), ("well-led", .string("well-led")), ("", .string("")),
        ("nan", .string("nan")), ("inf", .string("inf")), ("0x1F", .string("0x1F")), ("2021-07-28", .string("2021-07-28")),
        ("1.2.3", .string("1.2.3")), ("99999999999999999999", .float(1e20)),
    ])
    func values(_ text: String, _ value: Value) {
        #expect(OptionText.value(text) == value)
    }

    @Test func durations() throws {
        #expect(try OptionText.duration("500ms") == .milliseconds(500))
        #expect(try OptionText.duration("5s") == .seconds(5))
        #expect(try OptionText.duration("2m") == .seconds(120))
        #expect(try OptionText.duration("1.5") == .milliseconds(1500))
        for text in ["", "s", "0s", "-1s", "5h", "1e3s"] {
            #expect(throws: Diagnostics.self) { try OptionText.duration(text) }
        }
    }

    @Test func sizes() throws {
        #expect(try OptionText.size("4096") == 4096)
        #expect(try OptionText.size("64K") == 65536)
        #expect(try OptionText.size("2G") == 2_147_483_648)
        for text in ["", "G", "0M", "-1M", "1.5G", "2T", "9999999999999999999", "99999999999G"] {
            #expect(throws: Diagnostics.self) { try OptionText.size(text) }
        }
    }

    @Test func parameters() throws {
        #expect(try OptionText.parameter("a=b=c").name == "a")
        #expect(try OptionText.parameter("a=b=c").value == .string("b=c"))
        #expect(throws: Diagnostics.self) { try OptionText.parameter("a") }
        #expect(throws: Diagnostics.self) { try OptionText.parameter("=a") }
    }
}
