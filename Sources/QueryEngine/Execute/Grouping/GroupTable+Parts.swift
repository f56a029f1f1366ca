/// The groups of a table cut into parts, so that several tables are put together on several cores.
extension GroupTable {
    /// By how the words of its keys are to be read; nil where they mean nothing outside of the table.
    var wordForms: [Int]? {
        guard isTyped, let forms else { return nil }
        let found = forms.compactMap(\.wordForm)
        return found.count == forms.count ? found : nil
    }

    /// The groups whose keys fall to one of some parts, which is the same for equal keys of all tables with the same `wordForms`. O(groups).
    func groups(ofPart part: Int, of parts: Int) -> [Int] {
        [Int](placesBelow: count) { group in
            var hash: UInt64 = 0
            for key in 0..<width { hash = KeyEntries.mix(hash ^ words[group * width + key]) }
            // Other bits than those by which a table finds its places.
            return Int(hash >> 40) % parts == part
        }
    }
}
