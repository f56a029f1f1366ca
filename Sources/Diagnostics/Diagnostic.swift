/// A fault, where it is, and how bad it is.
public struct Diagnostic: Error, Sendable {
    /// What is wrong, as facts.
    public var fault: any Fault
    /// An error stops the work; warnings and notes do not.
    public var severity: Severity
    /// Whether it was found before the first row or while rows were made.
    public var phase: FaultPhase
    /// Place in `source`, or nil where there is none.
    public var span: SourceSpan?
    /// The text that `span` points into; filled in by whoever holds the text.
    public var source: SourceText?

    /// A diagnostic of the fault; `span` points into `source`.
    public init(
        _ fault: any Fault, severity: Severity = .error, phase: FaultPhase = .compileTime,
        span: SourceSpan? = nil, source: SourceText? = nil
    ) {
        self.fault = fault
        self.severity = severity
        self.phase = phase
        self.span = span
        self.source = source
    }
}

extension Diagnostic {
    /// The text with the likeliest replacement in place of what is wrong; nil where nothing is likely.
    public var correctedText: String? {
        guard let text = fault.replacements.first, let source, let span,
            span.start <= span.end, span.end <= source.text.utf8.count
        else { return nil }
        let bytes = Array(source.text.utf8)
        return String(decoding: bytes[..<span.start] + Array(text.utf8) + bytes[span.end...], as: UTF8.self)
    }
}

/// What a stage throws: at least one error, in the order of the source.
public struct Diagnostics: Error, Sendable {
    /// At least one, in the order of the source.
    public var list: [Diagnostic]
    /// How many more there were than `list` holds.
    public var omitted: Int

    /// `list` must not be empty; `omitted` counts those left out.
    public init(_ list: [Diagnostic], omitted: Int = 0) {
        self.list = list
        self.omitted = omitted
    }

    /// A single error.
    public init(_ fault: any Fault, phase: FaultPhase = .compileTime, span: SourceSpan? = nil, source: SourceText? = nil) {
        self.init([Diagnostic(fault, phase: phase, span: span, source: source)])
    }

    /// The same, each diagnostic that names no text pointing into `source`.
    public func attached(to source: SourceText) -> Diagnostics {
        var copy = self
        for index in copy.list.indices where copy.list[index].source == nil {
            copy.list[index].source = source
        }
        return copy
    }
}

extension Diagnostic {
    /// Stable name of what is wrong, for programs: `UndefinedVariable`.
    public var code: String { fault.code }
    /// What is wrong, in a sentence for people.
    public var message: String { fault.sentence }
    /// What to do about it, where something can be said.
    public var hint: String? { fault.hint }
    /// Line and column in the text, where there is a text. O(length of the text).
    public var position: SourceText.Position? {
        guard let source, let span else { return nil }
        return source.position(of: span.start)
    }
}

extension Diagnostic: CustomStringConvertible {
    /// As the shell prints it, with the line and a caret.
    public var description: String { DiagnosticRenderer().render(self) }
}

extension Diagnostics: CustomStringConvertible {
    /// As the shell prints it, each with its line and a caret.
    public var description: String { DiagnosticRenderer().render(self) }
}
