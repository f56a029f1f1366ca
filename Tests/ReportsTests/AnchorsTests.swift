import Testing

@testable import Reports

@Suite struct AnchorsTests {
    @Test func pathsNeverShareOne() {
        var anchors = Anchors()
        #expect(anchors.anchor(["a", "Well-led"]) == "a--well-led")
        #expect(anchors.anchor(["a", "well led"]) == "a--well-led-2")
        #expect(anchors.anchor(["a", "Well-led"]) == "a--well-led")
        #expect(anchors.anchor(["", "ä?"]) == "x--x")
    }

    @Test(arguments: [
        ("https://www.cqc.org.uk/node/1", true), ("HTTP://a", true), ("javascript:alert(1)", false),
        (" https://a", false), ("https://a\" onclick=\"x", false), ("https://a\nb", false), ("//a", false), ("data:text/html,x", false),
    ])
    func addresses(_ text: String, _ isTaken: Bool) {
        #expect((WebAddress.checked(text) != nil) == isTaken)
    }
}
