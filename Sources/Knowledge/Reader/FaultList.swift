import Diagnostics

/// Faults of one run of the reader: up to a limit they are kept, the rest counted.
package struct FaultList {
    package static let standardLimit = 100
    let limit: Int
    private(set) var list: [Diagnostic] = []
    private(set) var omitted = 0

    package init(limit: Int = standardLimit) {
        self.limit = limit
    }

    var isEmpty: Bool { list.isEmpty && omitted == 0 }

    /// Whether another fault would be kept, so that a costly hint is worth making.
    var hasRoom: Bool { list.count < limit }

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
    package func check() throws(Diagnostics) {
        guard !isEmpty else { return }
        throw Diagnostics(list.sortedByPlace(), omitted: omitted)
    }
}

extension [Diagnostic] {
    /// By file, then by place; those of one place in the order they are in.
    func sortedByPlace() -> [Diagnostic] {
        enumerated().sorted { a, b in
            let (x, y) = (a.element, b.element)
            return (x.source?.name ?? "", x.span?.start ?? 0, a.offset) < (y.source?.name ?? "", y.span?.start ?? 0, b.offset)
        }.map(\.element)
    }
}
