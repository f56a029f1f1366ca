import Diagnostics
import Reports

extension ColonCommand {
    static let report = ColonCommand(
        name: "report", usage: ":report NAME …",
        summary: "Write a report on what this session sees; --against base: on what it has changed; --format, --section, -o FILE", argument: .report
    ) { session, argument throws(Diagnostics) in
        let library = try ReportLibrary(of: session.knowledge)
        let request = try ReportRequest.read(CommandLineScanner.words(argument ?? ""))
        guard !request.words.isEmpty else {
            session.tell("usage: :report NAME, one of " + library.names.joined(separator: ", "))
            return .goOn
        }
        if request.outputPath != nil { try session.require(.files, for: ":report -o") }
        if session.settings.readOnly, let path = request.outputPath { throw Diagnostics(ShellFault.readOnlyOutput(path: path)) }
        try session.write(request, library: library)
        return .goOn
    }
}
