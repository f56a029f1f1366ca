#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import CReadline
import Diagnostics

/// GNU Readline: one line from the terminal, with editing, history and completion.
/// Readline is one per process, and so is this; it lives on the main thread.
enum LineEditor {
    enum Event: Equatable {
        case line(String)
        /// Ctrl-C: what was typed is dropped.
        case interrupted
        /// Ctrl-D on an empty line, or the terminal is gone.
        case end
    }

    // Readline calls back into C functions, which cannot carry a context of their own.
    nonisolated(unsafe) private static var event: Event?
    nonisolated(unsafe) private static var complete: (String) -> Completion = { .none(at: $0.utf8.count) }
    nonisolated(unsafe) private static var shown: [String] = []

    /// At most this many candidates are listed.
    private static let listed = 100

    /// `complete` gets the text of the line before the cursor.
    static func start(promptsOnStandardError: Bool, complete: @escaping (String) -> Completion) {
        setlocale(LC_CTYPE, "")
        self.complete = complete
        cqcq_set_up_readline(
            promptsOnStandardError ? 1 : 0,
            { text, _, _ in LineEditor.matches(text) },
            { _, _, _ in LineEditor.list() })
        stifle_history(Int32(HistoryFile.limit))
    }

    static func read(prompt: String) -> Event {
        event = nil
        Interrupts.cancellation.reset()
        cqcq_block_signals(1)
        defer { cqcq_block_signals(0) }
        rl_callback_handler_install(prompt) { LineEditor.receive($0) }
        while event == nil {
            if cqcq_wait_for_input(STDIN_FILENO) != 0 {
                rl_callback_read_char()
            } else if Interrupts.cancellation.isCancelled {
                cqcq_leave_line()
                finish(.interrupted)
            } else {
                rl_resize_terminal()
            }
        }
        return event ?? .end
    }

    static func remember(_ statement: String) {
        add_history(statement)
    }

    private static func receive(_ line: UnsafeMutablePointer<CChar>?) {
        guard let line else { return finish(.end) }
        let text = String(cString: line)
        free(line)
        finish(.line(text))
    }

    /// Gives the terminal back, so that it is in its usual state while a statement runs.
    private static func finish(_ event: Event) {
        rl_callback_handler_remove()
        self.event = event
    }

    // MARK: - Completion

    /// The array that readline wants: what all candidates have in common, the candidates, null.
    /// Each replaces the whole text before the cursor.
    private static func matches(_ text: UnsafePointer<CChar>?) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
        let typed = text.map { String(cString: $0) } ?? ""
        let completion = complete(typed)
        cqcq_own_completion(completion.addsSpace ? 1 : 0)
        guard !completion.candidates.isEmpty else { return nil }
        shown = completion.candidates
        let kept = String(decoding: typed.utf8.prefix(completion.start), as: UTF8.self)
        let word = String(decoding: typed.utf8.dropFirst(completion.start), as: UTF8.self)
        var words = completion.candidates.map { kept + $0 }
        if words.count > 1 { words.insert(kept + common(completion.candidates, typed: word), at: 0) }
        let array = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: words.count + 1)
        // Readline frees the array itself with free(), which is what allocate() pairs with on both platforms.
        for (index, word) in words.enumerated() { array[index] = strdup(word) }
        array[words.count] = nil
        return array
    }

    /// The longest beginning that the candidates share, at least what is typed. Case does not count, and
    /// where it differs the typed text stays as it is.
    static func common(_ candidates: [String], typed: String) -> String {
        guard var shared = candidates.first else { return typed }
        for candidate in candidates.dropFirst() {
            let length = zip(shared, candidate).prefix { $0.lowercased() == $1.lowercased() }.count
            shared = String(shared.prefix(length))
        }
        let agrees = candidates.allSatisfy { $0.hasPrefix(shared) }
        return shared.count <= typed.count || !agrees ? typed + shared.dropFirst(typed.count) : shared
    }

    private static func list() {
        let words = shown.prefix(listed)
        cqcq_put_text("\n")
        let array = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: words.count + 2)
        array[0] = strdup("")
        for (index, word) in words.enumerated() { array[index + 1] = strdup(word.escapingControls) }
        array[words.count + 1] = nil
        rl_display_match_list(array, Int32(words.count), Int32(words.map(\.displayWidth).max() ?? 0))
        for index in 0...words.count { free(array[index]) }
        array.deallocate()
        if shown.count > listed { cqcq_put_text("… and \(shown.count - listed) more\n") }
        rl_forced_update_display()
    }
}
