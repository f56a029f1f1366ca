import Diagnostics
import Platform
import SystemPackage

/// Where the session writes, and what it tells people beside the data.
extension Session {
    // MARK: Data

    /// Data go to a file from now on, or back to standard output for nil. The ending of the file's name sets the format,
    /// unless another was chosen: then the two have to agree.
    /// Throws `ShellFault.notPermitted`, `DataFault.unwritableFile` and what is wrong with the ending.
    func redirect(to path: String?) throws(Diagnostics) {
        guard let path else {
            try finishFile()
            output.flush()
            file.format = nil
            return output = standardOutput
        }
        try require(.files, for: ":output")
        try filesInUse.check(path)
        let isChosen = settings.format != .standard(onTerminal: standardOutput.isTerminal) && (settings.chart == nil || settings.format != .table)
        if FileEnding.format(of: path) != "text" {
            let chosen = settings.format.rawValue
            try FileEnding.check(
                path, asked: isChosen ? chosen : FileEnding.format(of: path) ?? chosen, written: ResultFormat.allCases.map(\.rawValue))
        }
        try finishFile()
        let named = FileEnding.format(of: path).flatMap(ResultFormat.init)
        if (named ?? settings.format).isFile {
            if named ?? settings.format == .xlsx { try require(.processes, for: "a workbook") }
            output.flush()
            output = standardOutput
            (file.format, file.path) = (named, path)
            return
        }
        guard let opened = Output.file(path) else {
            if errno == EINTR { throw Diagnostics(ShellFault.interrupted) }
            throw Diagnostics(DataFault.unwritableFile(path: path, reason: Errno(rawValue: errno).description))
        }
        output.flush()
        output = opened
        file.format = named
    }

    /// How results are written now.
    var format: ResultFormat { file.format ?? settings.format }

    /// The file that results go to.
    func openFile(_ format: ResultFormat) -> any ResultFile {
        let open = file.open ?? newFile(format)
        open.statement = last.statement?.text ?? ""
        file.open = open
        return open
    }

    private func newFile(_ format: ResultFormat) -> any ResultFile {
        let about = about(command: nil)
        if format == .sqlite { return ResultDatabase(path: file.path, output: standardOutput, about: about) }
        return file.path.map { ResultWorkbook(path: $0, about: about) } ?? ResultWorkbook(standardOutput, about: about)
    }

    /// Throws where a file of the format cannot be written, or would end up on a terminal.
    func checkFile(_ asked: ResultFormat? = nil) throws(Diagnostics) {
        let format = asked ?? format
        guard format.isFile else { return }
        if format == .xlsx { try require(.processes, for: "a workbook") }
        if file.path == nil, standardOutput.isTerminal {
            throw Diagnostics(format == .xlsx ? UsageFault.workbookOnTerminal : UsageFault.databaseOnTerminal)
        }
    }

    /// Puts the file that is open into its place. Does nothing where there is none.
    func finishFile() throws(Diagnostics) {
        let open = file.open
        (file.open, file.path) = (nil, nil)
        try open?.finish()
    }

    /// What a workbook or a database says of itself.
    func about(command: String?) -> [(name: String, value: String)] {
        [("program", "cqcq " + version), ("data", "sha256 " + digest)] + (command.map { [("command", $0)] } ?? [])
            + (settings.asOf.day.map { [("as of", $0.description)] } ?? [])
    }

    func beginOutput() {
        guard isInteractive, output.isTerminal else { return }
        if settings.pager, permissions.contains(.processes), !Environment.isDumb, let command = Pager.command { output.holdForPager(command) }
    }

    func endOutput() {
        progress?.stop()
        progress = nil
        output.beforeWriting = nil
        output.release()
        let lines = pendingNotes
        pendingNotes = []
        for line in lines { put(line) }
    }

    /// A file that cannot be written is given up.
    func checkOutput() throws(Diagnostics) {
        guard output !== standardOutput else { return }
        output.flush()
        guard let failure = output.failure else { return }
        output = standardOutput
        throw Diagnostics(ShellFault.unwritableOutput(reason: Errno(rawValue: failure).description))
    }

    /// Where all results are one JSON document: its start, or the comma between two.
    func beginItem() {
        guard let items = jsonItems, settings.format == .json else { return }
        output.write(items == 0 ? "[" : ",\n")
        jsonItems = items + 1
    }

    /// The end of that document.
    func endItems() {
        guard let items = jsonItems, settings.format == .json else { return }
        output.write(items == 0 ? "[]\n" : "]\n")
        jsonItems = nil
    }

    // MARK: For people

    /// A line for people, in addition to the data; later where a pager has the terminal. Nothing in it steers the terminal.
    func tell(_ text: String) {
        if settings.isQuiet, text.hasPrefix("note: ") { return }
        put(text.escapingControls(keepingLines: errors.isTerminal))
    }

    /// Lines of help, of a query or of the history. Nothing in them steers a terminal.
    func write(lines: String) { output.line(lines.escapingControls(keepingLines: output.isTerminal)) }

    private func put(_ text: String) {
        if output.isOccupied { return pendingNotes.append(text) }
        output.flush()
        progress?.stop()
        errors.line(text)
        errors.flush()
    }

    func show(_ diagnostics: [Diagnostic]) {
        if !diagnostics.isEmpty { put(errors.text(of: diagnostics, settings.errorFormat, settings.color)) }
    }

    func show(_ diagnostics: Diagnostics) {
        put(errors.text(of: diagnostics, settings.errorFormat, settings.color))
    }

    /// The statement has been written to the end when this is called, so the figure includes the writing.
    func report(_ duration: Duration) {
        output.flush()
        tell("time: \(Self.milliseconds(duration)) ms")
    }

    static func milliseconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
        let fraction = String(microseconds % 1000)
        return "\(microseconds / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
    }
}
