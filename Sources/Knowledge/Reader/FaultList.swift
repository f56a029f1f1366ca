import Diagnostics

/// Faults of one run of the reader: up to a hundred are kept, the rest counted.
struct FaultList {
    static let limit = 100
    private(set) var list: [Diagnostic] = []
    private(set) var omitted = 0

    var isEmpty: Bool { list.isEmpty }

    /// Whether another fault would be kept, so that a costly hint is worth making.
    var hasRoom: Bool { list.count < Self.limit }

    mutating func add(_ fault: DataFault, _ span: SourceSpan?, _ source: SourceText?) {
        guard hasRoom else {
            omitted += 1
            return
        }
        list.append(Diagnostic(fault, span: span, source: source))
    }

    mutating func add(_ diagnostic: Diagnostic) {
        if hasRoom { list.append(diagnostic) } else { omitted += 1 }
    }

    mutating func add(_ diagnostics: Diagnostics) {
        for diagnostic in diagnostics.list { add(diagnostic) }
        omitted += diagnostics.omitted
    }

    /// By file, then by place. Throws nothing where there is no error.
    func check() throws(Diagnostics) {
        guard !list.isEmpty else { return }
        let sorted = list.enumerated().sorted { a, b in
            let (x, y) = (a.element, b.element)
            return (x.source?.name ?? "", x.span?.start ?? 0, a.offset) < (y.source?.name ?? "", y.span?.start ?? 0, b.offset)
        }
        throw Diagnostics(sorted.map(\.element), omitted: omitted)
    }
}
