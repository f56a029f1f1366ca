import Diagnostics

/// Runs scripts: `-c`, `-f` and a piped standard input. Stops at the first error unless told to keep going.
struct ScriptRunner {
    let session: Session
    let keepsGoing: Bool
    let echoes: Bool
    /// The first thing that went wrong decides how the program ends.
    private(set) var exitCode = ExitStatus.success
    private var isDone = false

    init(session: Session, keepsGoing: Bool, echoes: Bool = false) {
        self.session = session
        self.keepsGoing = keepsGoing
        self.echoes = echoes
    }

    /// No further input is to be run.
    var hasStopped: Bool { isDone }

    mutating func run(_ input: ShellOptions.Input) {
        switch input {
        case .text(let text): run(text: text)
        case .file("-"): run(LineInput(limit: session.statementLimit), name: "stdin")
        case .file(let path):
            do {
                run(try LineInput(path: path, limit: session.statementLimit), name: path)
            } catch {
                fail(error)
            }
        }
    }

    private mutating func run(text: String) {
        var reader = StatementReader(commands: session.commandNames, name: "-c")
        // Line ends as files have them; what else Unicode calls one may stand in a string.
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let line = Substring(line.last == 0x0D ? line.dropLast() : line)
            for statement in reader.read(String(line)) where !isDone { execute(statement) }
        }
        if !isDone, let last = reader.finish() { execute(last) }
    }

    private mutating func run(_ input: LineInput, name: String) {
        var input = input
        var reader = StatementReader(commands: session.commandNames, name: name)
        var isFirst = true
        do {
            while !isDone, let line = try input.next() {
                // The first line of a file that is run as a program names what runs it.
                let statements = reader.read(isFirst && line.hasPrefix("#!") ? "" : line)
                isFirst = false
                if reader.waitingLength > session.statementLimit {
                    return fail(Diagnostics(ShellFault.statementTooLong(limit: session.statementLimit)))
                }
                for statement in statements where !isDone { execute(statement) }
            }
        } catch {
            return fail(error)
        }
        if !isDone, let last = reader.finish() { execute(last) }
    }

    private mutating func execute(_ statement: Statement) {
        // It came between two statements.
        if Interrupts.cancellation.isCancelled { return fail(Diagnostics(ShellFault.interrupted)) }
        if echoes { session.tell(statement.text) }
        do {
            if try session.execute(statement) == .quit { isDone = true }
        } catch {
            fail(error)
        }
        if session.output.failure != nil { isDone = true }
    }

    private mutating func fail(_ diagnostics: Diagnostics) {
        session.show(diagnostics)
        let code = ExitStatus(for: diagnostics)
        if exitCode == .success { exitCode = code }
        // An interrupt is meant for the program, whatever it was doing.
        if !keepsGoing || code == .interrupted { isDone = true }
    }
}
