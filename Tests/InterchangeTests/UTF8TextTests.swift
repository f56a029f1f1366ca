import Testing
@testable import Interchange

/// The validator of bytes against the standard library's.
@Suite struct UTF8TextTests {
    private func agrees(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer(UTF8Text.isValid) == (String(validating: bytes, as: UTF8.self) != nil)
    }

    /// Each first byte with seconds and thirds at the borders of what is allowed.
    @Test func agreesOnEachBeginning() {
        let borders: [UInt8] = [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
        for first in 0...UInt8.max {
            #expect(agrees([first]))
            for second in borders {
                #expect(agrees([first, second]))
                for third in borders { #expect(agrees([first, second, third]) && agrees([first, second, third, 0x80])) }
            }
        }
    }

    /// Faults at any place of a longer text.
    @Test(arguments: [0, 1, 7, 8, 31, 32, 33, 63, 64, 95, 99])
    func findsAFaultAnywhere(place: Int) {
        var bytes = [UInt8](repeating: 0x61, count: 100)
        #expect(agrees(bytes))
        bytes[place] = 0xC3
        #expect(agrees(bytes))
        if place < 99 { bytes[place + 1] = 0xA9 }
        #expect(agrees(bytes))
        bytes[place] = 0xFF
        #expect(agrees(bytes))
    }
}
