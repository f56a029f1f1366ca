import Testing

@testable import Shell

@Suite struct LineMoveTests {
    private let bytes = Array("MATCH (é)\nab\nRETURN n".utf8)

    @Test func theColumnIsKept() {
        // Behind `RETU`, of the third line.
        #expect(LineMove.up(in: bytes, from: 18) == 13)
        #expect(LineMove.up(in: bytes, from: 15) == 12)
        // The é is one column and two bytes.
        #expect(LineMove.down(in: bytes, from: 1) == 12)
        #expect(LineMove.down(in: bytes, from: 9) == 13)
        #expect(LineMove.down(in: bytes, from: 12) == 15)
    }

    @Test func startAndEndAreThoseOfTheLine() {
        #expect(LineMove.start(in: bytes, from: 13) == 11)
        #expect(LineMove.start(in: bytes, from: 11) == 11)
        #expect(LineMove.end(in: bytes, from: 11) == 13)
        #expect(LineMove.end(in: bytes, from: 14) == bytes.count)
    }

    @Test func thereIsAnEnd() {
        #expect(LineMove.up(in: bytes, from: 5) == nil)
        #expect(LineMove.down(in: bytes, from: 15) == nil)
        #expect(LineMove.up(in: [], from: 0) == nil)
        #expect(LineMove.down(in: [], from: 0) == nil)
    }
}
