extension Column {
    func checkInvariants(rows: Int) throws(BrokenInvariant) {
        try present?.checkInvariants()
        if let present { try BrokenInvariant.require(present.count == rows, "a column knows of each row whether it has a value") }
        switch storage {
        case .integers(let values): try BrokenInvariant.require(values.count == rows, "a value per row")
        case .floats(let values): try BrokenInvariant.require(values.count == rows, "a value per row")
        case .booleans(let values): try BrokenInvariant.require(values.count == rows && values.allSatisfy { $0 < 2 }, "0 or 1 per row")
        case .dates(let values): try BrokenInvariant.require(values.count == rows, "a value per row")
        case .strings(let codes, let dictionary):
            try dictionary.checkInvariants()
            try BrokenInvariant.require(codes.count == rows && codes.allSatisfy { $0 < dictionary.count }, "a code of the dictionary per row")
        case .values(let values): try BrokenInvariant.require(values.count == rows, "a value per row")
        }
    }
}

extension Bitmap {
    func checkInvariants() throws(BrokenInvariant) {
        try BrokenInvariant.require(words.count == (count + 63) / 64, "there are as many words as bits need")
        let used = count & 63
        if used > 0, let last = words.last { try BrokenInvariant.require(last >> UInt64(used) == 0, "no bit is set behind the last") }
    }
}

extension StringDictionary {
    func checkInvariants() throws(BrokenInvariant) {
        try BrokenInvariant.require(offsets.first == 0 && Int(offsets.last ?? 0) == bytes.count, "the offsets span the bytes")
        try BrokenInvariant.require(zip(offsets, offsets.dropFirst()).allSatisfy(<=), "offsets ascend")
        for code in 0..<UInt32(count) {
            try BrokenInvariant.require(self.code(of: self[code]) == code, "string \(code) is found, and stands there once")
        }
    }
}
