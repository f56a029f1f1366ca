/// Gives every section, group and row a name that a page can lead to: small letters, digits and hyphens.
struct Anchors {
    private var byKey: [[String]: String] = [:]
    private var taken: Set<String> = []

    /// The same for the same path; two paths never share one.
    mutating func anchor(_ path: [String]) -> String {
        if let known = byKey[path] { return known }
        let base = path.map(Self.slug).joined(separator: "--")
        var anchor = base
        var number = 2
        while !taken.insert(anchor).inserted {
            anchor = "\(base)-\(number)"
            number += 1
        }
        byKey[path] = anchor
        return anchor
    }

    static func slug(_ text: String) -> String {
        var out = ""
        for scalar in text.lowercased().unicodeScalars {
            let isKept = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
            if isKept { out.unicodeScalars.append(scalar) } else if !out.hasSuffix("-"), !out.isEmpty { out += "-" }
        }
        while out.hasSuffix("-") { out.removeLast() }
        return out.isEmpty ? "x" : out
    }
}
