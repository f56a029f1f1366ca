import CPcre2
import Diagnostics
import PropertyGraph

/// A compiled pattern that whole texts are matched with. Of one thread.
///
/// A pattern may take exponential time. So a match first runs compiled and for a bounded number of steps; in the rare case
/// that these are not enough, it runs once more, slower, with a look at the limits of the run as it goes.
final class RegularExpression {
    private let pattern: String
    private let translated: JavaPattern
    private let code: OpaquePointer
    private let data: OpaquePointer
    private let context: OpaquePointer
    private let stack: OpaquePointer?
    /// What stands between `.*` at both ends, to be searched for in texts of one line: the whole text then matches where it is found.
    private let middle: OpaquePointer?
    /// Of `middle`.
    private let needed: NeededTexts?
    /// The same pattern with a callout at each item; made when it is first needed.
    private var observed: OpaquePointer?

    /// Steps of the first attempt: at most some 50 ms.
    private static let quickSteps: UInt32 = 2_000_000
    /// KiB that a match may take.
    private static let heap: UInt32 = 128 << 10
    /// Bytes of a pattern.
    private static let longestPattern = 1 << 18

    init(_ pattern: String) throws(EvaluationError) {
        guard pattern.utf8.count <= Self.longestPattern else {
            throw EvaluationError(.invalidPattern(pattern.excerpt, reason: "it is longer than 256K", offset: nil))
        }
        self.pattern = pattern
        do throws(JavaPattern.Refusal) { translated = try JavaPattern(pattern) } catch {
            throw EvaluationError(.invalidPattern(pattern.excerpt, reason: error.reason, offset: error.offset))
        }
        code = try Self.compile(translated, pattern, options: 0)
        let searched = PatternMiddle(of: pattern)
        needed = searched.flatMap { $0.isPlain ? NeededTexts(of: $0.text) : nil }
        middle = searched.flatMap { middle in
            (try? JavaPattern(middle.text)).flatMap { try? Self.compile($0, middle.text, options: 0) }
        }
        guard let data = pcre2_match_data_create_8(1, nil), let context = pcre2_match_context_create_8(nil) else {
            pcre2_code_free_8(code)
            pcre2_code_free_8(middle)
            throw EvaluationError(.memoryLimit(Int(Self.heap) << 10))
        }
        (self.data, self.context) = (data, context)
        pcre2_set_heap_limit_8(context, Self.heap)
        // Where the processor or the system has no room for compiled code, the interpreter does the work.
        if let middle { pcre2_jit_compile_8(middle, cqcq_pcre2_jit_complete) }
        if pcre2_jit_compile_8(code, cqcq_pcre2_jit_complete) == 0 {
            stack = pcre2_jit_stack_create_8(32 << 10, 1 << 20, nil)
            pcre2_jit_stack_assign_8(context, nil, stack.map { UnsafeMutableRawPointer($0) })
        } else {
            stack = nil
        }
    }

    deinit {
        pcre2_code_free_8(code)
        pcre2_code_free_8(middle)
        pcre2_code_free_8(observed)
        pcre2_match_data_free_8(data)
        pcre2_match_context_free_8(context)
        pcre2_jit_stack_free_8(stack)
    }

    private static func compile(_ translated: JavaPattern, _ pattern: String, options: UInt32) throws(EvaluationError) -> OpaquePointer {
        let settings = pcre2_compile_context_create_8(nil)
        defer { pcre2_compile_context_free_8(settings) }
        pcre2_set_newline_8(settings, cqcq_pcre2_newline_any)
        let all = cqcq_pcre2_utf | cqcq_pcre2_compile_options | (translated.unicodeClasses ? cqcq_pcre2_ucp : 0) | options
        var (number, offset) = (Int32(0), 0)
        let code = translated.text.withBytes { pcre2_compile_8($0.baseAddress ?? Self.empty, $0.count, all, &number, &offset, settings) }
        if let code { return code }
        throw EvaluationError(.invalidPattern(pattern.excerpt, reason: reason(number), offset: translated.offset(ofByte: offset)))
    }

    /// Never read, for a text of no bytes.
    private nonisolated(unsafe) static let empty = UnsafePointer(UnsafeMutablePointer<UInt8>.allocate(capacity: 1))

    private static func reason(_ number: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(number, &bytes, bytes.count)
        return length > 0 ? String(decoding: bytes.prefix(Int(length)), as: UTF8.self) : "it cannot be read"
    }

    /// Whether the whole text matches.
    func matches(_ text: UnsafeBufferPointer<UInt8>, _ run: ExecutionContext.Setting) throws(EvaluationError) -> Bool {
        let searched = middle.flatMap { Self.isOneLine(text) ? $0 : nil }
        if searched != nil, let needed, !needed.areFound(in: text) { return false }
        pcre2_set_callout_8(context, nil, nil)
        pcre2_set_match_limit_8(context, Self.quickSteps)
        pcre2_set_depth_limit_8(context, Self.quickSteps)
        let result = pcre2_match_8(
            searched ?? code, text.baseAddress ?? Self.empty, text.count, 0, searched == nil ? cqcq_pcre2_match_options : cqcq_pcre2_search_options, data, context)
        switch result {
        case cqcq_pcre2_match_limit, cqcq_pcre2_depth_limit, cqcq_pcre2_jit_stack_limit: return try matchesSlowly(text, run)
        default: return try answer(result)
        }
    }

    /// ASCII without line ends: where `.` is any character.
    private static func isOneLine(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var isOneLine = true
        for byte in text where byte < 0x20 || byte >= 0x7F { isOneLine = false }
        return isOneLine
    }

    private func answer(_ result: Int32) throws(EvaluationError) -> Bool {
        switch result {
        case 0...: return true
        case cqcq_pcre2_no_match: return false
        case cqcq_pcre2_heap_limit, cqcq_pcre2_no_memory: throw EvaluationError(.memoryLimit(Int(Self.heap) << 10))
        default: throw EvaluationError(.invalidPattern(pattern, reason: Self.reason(result), offset: nil))
        }
    }

    /// What the callouts of one match share.
    private struct Observation {
        let run: ExecutionContext.Setting
        var calls = 0
        var fault: EvaluationError?
    }

    private func matchesSlowly(_ text: UnsafeBufferPointer<UInt8>, _ run: ExecutionContext.Setting) throws(EvaluationError) -> Bool {
        try run.check()
        if observed == nil { observed = try Self.compile(translated, pattern, options: cqcq_pcre2_auto_callout) }
        var observation = Observation(run: run)
        let result = withUnsafeMutablePointer(to: &observation) { observation in
            pcre2_set_callout_8(context, { _, data in
                let observation = data!.assumingMemoryBound(to: Observation.self)
                observation.pointee.calls += 1
                guard observation.pointee.calls & 0x3FFF == 0 else { return 0 }
                do throws(EvaluationError) { try observation.pointee.run.check(steps: 0x4000) } catch {
                    observation.pointee.fault = error
                    return cqcq_pcre2_callout_stop
                }
                return 0
            }, observation)
            pcre2_set_match_limit_8(context, .max)
            pcre2_set_depth_limit_8(context, .max)
            return pcre2_match_8(observed, text.baseAddress ?? Self.empty, text.count, 0, cqcq_pcre2_match_options, data, context)
        }
        if let fault = observation.fault { throw fault }
        return try answer(result)
    }
}

/// The patterns of a run that were compiled last.
final class PatternCache {
    private var known: [String: RegularExpression] = [:]

    /// - Throws: InvalidRegularExpression.
    func expression(_ pattern: String) throws(EvaluationError) -> RegularExpression {
        if let found = known[pattern] { return found }
        let made = try RegularExpression(pattern)
        if known.count >= 64 { known.removeAll() }
        known[pattern] = made
        return made
    }
}
