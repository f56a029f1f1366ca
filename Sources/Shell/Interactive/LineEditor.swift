import CReadline
import Diagnostics
import Platform

/// GNU Readline: a statement from the terminal, with editing, history, completion and colours.
/// Readline is one per process, and so is this; it lives on the main thread.
enum LineEditor {
    enum Event: Equatable {
        /// Perhaps of several lines.
        case line(String)
        /// Ctrl-C: what was typed is dropped.
        case interrupted
        /// Ctrl-D on an empty line, or the terminal is gone.
        case end
    }

    /// How far what is typed has come.
    enum Progress {
        /// Return ends it.
        case whole
        /// Return begins a line of it.
        case open
        /// Return begins a line of a string, a quoted name or a comment.
        case insideText
    }

    // Readline calls back into C functions, which cannot carry a context of their own.
    nonisolated(unsafe) private static var event: Event?
    nonisolated(unsafe) private static var complete: (String) -> Completion = { .none(at: $0.utf8.count) }
    nonisolated(unsafe) private static var progress: (String) -> Progress = { _ in .whole }
    /// What a line that goes on says at its start until somebody has seen it.
    static let explanation = "a query ends with `;` and may take several lines; Ctrl-C cancels it"
    nonisolated(unsafe) private static var explains = true
    nonisolated(unsafe) private static var hasExplained = false
    nonisolated(unsafe) private static var highlight: (String, Int) -> [Highlighter.Span]? = { _, _ in nil }
    nonisolated(unsafe) private static var shown: [String] = []
    nonisolated(unsafe) private static var prompt = ""
    /// The terminal can show a statement of several lines as it is edited.
    nonisolated(unsafe) private static var showsLines = false
    /// What is typed is shown in colours, where there are any.
    nonisolated(unsafe) private static var paints = true

    /// At most this many candidates are listed.
    private static let listed = 100

    /// - Parameters:
    ///   - complete: gets the text before the cursor.
    ///   - progress: says of what is typed whether Return ends it; otherwise it begins a line.
    ///   - highlight: colours for a text and a cursor in it, nil for none.
    static func start(
        promptsOnStandardError: Bool, complete: @escaping (String) -> Completion, progress: @escaping (String) -> Progress,
        highlight: @escaping (String, Int) -> [Highlighter.Span]?
    ) {
        setlocale(LC_CTYPE, "")
        self.complete = complete
        self.progress = progress
        self.highlight = highlight
        TerminalMode.take()
        cqcq_set_up_readline(
            promptsOnStandardError ? 1 : 0,
            { text, _, _ in LineEditor.matches(text) },
            { _, _, _ in LineEditor.list() })
        stifle_history(Int32(HistoryFile.limit))
        showsLines = !Environment.isDumb && !isOn("horizontal-scroll-mode")
        guard showsLines else { return }
        cqcq_bind_lines(
            { LineEditor.enter($0, $1) },
            { LineEditor.move($0, $1, up: true) },
            { LineEditor.move($0, $1, up: false) },
            { _, _ in LineEditor.go(to: LineMove.startBehindPrompt) },
            { _, _ in LineEditor.go(to: LineMove.end) })
        cqcq_bind_rubout { LineEditor.rubOut($0, $1) }
        // These change the prompt or the line in ways that painting knows nothing of.
        if !isOn("show-mode-in-prompt"), !isOn("mark-modified-lines") {
            cqcq_redisplay_by { LineEditor.redisplay() }
        }
    }

    /// Leaves the terminal as it was found.
    static func finish() {
        TerminalMode.asFound.set()
    }

    /// `draft` stands on the line to begin with.
    static func read(prompt: String, draft: String = "") -> Event {
        event = nil
        paints = true
        self.prompt = prompt
        Interrupts.cancellation.reset()
        cqcq_block_signals(1)
        defer { cqcq_block_signals(0) }
        TerminalMode.showing.set()
        rl_callback_handler_install(prompt) { LineEditor.receive($0) }
        if !draft.isEmpty {
            rl_insert_text(draft)
            redisplay()
        }
        while event == nil {
            if cqcq_wait_for_input(STDIN_FILENO) != 0 {
                rl_callback_read_char()
            } else if Interrupts.cancellation.isCancelled {
                // Readline shows the line once more while it is being dropped.
                paints = false
                wipeExplanation()
                cqcq_leave_line()
                finish(.interrupted)
            } else {
                resize()
            }
        }
        return event ?? .end
    }

    static func remember(_ statement: String) {
        add_history(statement)
    }

    static func forgetAll() {
        clear_history()
    }

    private static func receive(_ line: UnsafeMutablePointer<CChar>?) {
        guard let line else { return finish(.end) }
        let text = String(cString: line)
        free(line)
        finish(.line(text))
    }

    /// Gives the terminal back while a statement runs.
    private static func finish(_ event: Event) {
        if hasExplained { explains = false }
        rl_callback_handler_remove()
        TerminalMode.quiet.set()
        self.event = event
    }

    private static func isOn(_ variable: String) -> Bool {
        rl_variable_value(variable).map { String(cString: $0) == "on" } ?? false
    }

    // MARK: - Several lines

    /// Return: ends what is whole, otherwise begins a line.
    private static func enter(_ count: Int32, _ key: Int32) -> Int32 {
        let progress = progress(String(cString: cqcq_line()))
        if progress == .whole { return rl_newline(count, key) }
        // The prompt of the next line is drawn over blanks; a string gets none that nobody typed.
        return rl_insert_text(progress == .open ? "\n" + LinePainting.indent : "\n") >= 0 ? 0 : 1
    }

    /// Backspace at the start of a further line takes it back to the line before.
    private static func rubOut(_ count: Int32, _ key: Int32) -> Int32 {
        let before = Array(String(cString: cqcq_line()).utf8).prefix(Int(cqcq_point()))
        let start = Array(("\n" + LinePainting.indent).utf8)
        guard before.count >= start.count, before.suffix(start.count).elementsEqual(start) else { return rl_rubout(count, key) }
        cqcq_delete(cqcq_point() - Int32(start.count), cqcq_point())
        return 0
    }

    /// Behind the cursor, on a further line that is empty still.
    private static func wipeExplanation() {
        if hasExplained, explains { cqcq_put_text("\u{1B}[K") }
    }

    /// Up and Down: a line of the statement, or beyond its first and last line one of the history.
    private static func move(_ count: Int32, _ key: Int32, up: Bool) -> Int32 {
        let bytes = Array(String(cString: cqcq_line()).utf8)
        let point = Int(cqcq_point())
        guard let place = up ? LineMove.up(in: bytes, from: point) : LineMove.down(in: bytes, from: point) else {
            return up ? rl_get_previous_history(count, key) : rl_get_next_history(count, key)
        }
        cqcq_go_to(Int32(place))
        return 0
    }

    /// Home and End: of the line that the cursor is on.
    private static func go(to place: (_ bytes: [UInt8], _ point: Int) -> Int) -> Int32 {
        cqcq_go_to(Int32(place(Array(String(cString: cqcq_line()).utf8), Int(cqcq_point()))))
        return 0
    }

    // MARK: - Colours

    /// Readline's own display, and over it the same text in colours.
    private static func redisplay() {
        rl_redisplay()
        let text = String(cString: cqcq_line())
        guard paints, !text.isEmpty, String(cString: cqcq_shown_prompt()) == prompt,
            let spans = highlight(text, Int(cqcq_point()))
        else { return }
        if let painted = painting(text, spans).escapes { cqcq_put_text(painted) }
    }

    private static func painting(_ text: String, _ spans: [Highlighter.Span]) -> LinePainting {
        var (rows, columns): (Int32, Int32) = (0, 0)
        rl_get_screen_size(&rows, &columns)
        var painting = LinePainting(
            prompt: prompt, text: text, cursor: Int(cqcq_point()), spans: spans, columns: Int(columns), rows: Int(rows),
            width: { Int(cqcq_width($0.value)) })
        if explains, showsLines, text.hasSuffix("\n" + LinePainting.indent) {
            painting.tail = explanation
            hasExplained = true
        }
        return painting
    }

    /// The terminal has another size, and has broken its lines anew: what was typed is drawn once more in its place.
    private static func resize() {
        guard showsLines, String(cString: cqcq_shown_prompt()) == prompt else { return rl_resize_terminal() }
        rl_reset_screen_size()
        guard let wipe = painting(String(cString: cqcq_line()), []).wipe else { return rl_resize_terminal() }
        cqcq_put_text(wipe)
        rl_on_new_line()
        redisplay()
    }

    // MARK: - Completion

    /// The array that readline wants: what all candidates have in common, the candidates, null.
    /// Each replaces the whole text before the cursor.
    private static func matches(_ text: UnsafePointer<CChar>?) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
        let typed = text.map { String(cString: $0) } ?? ""
        let completion = complete(typed)
        cqcq_own_completion(completion.addsSpace ? 1 : 0)
        guard !completion.candidates.isEmpty else { return nil }
        shown = completion.listed
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
