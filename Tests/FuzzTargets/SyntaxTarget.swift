import CypherSyntax
import Diagnostics

enum SyntaxTarget {
    /// What the printer prints parses, and prints as itself. A refusal has a reason that can be rendered.
    static func run(_ bytes: [UInt8]) throws(FuzzFailure) {
        switch printed(String(decoding: bytes, as: UTF8.self)) {
        case .failure(let error):
            guard !error.list.isEmpty else { throw FuzzFailure("refused without a reason") }
            _ = DiagnosticRenderer().render(error)
        case .success(let text):
            switch printed(text) {
            case .failure(let error): throw FuzzFailure("prints as `\(text)`, which does not parse: \(DiagnosticRenderer().render(error))")
            case .success(let again) where again != text: throw FuzzFailure("prints as `\(text)`, and that as `\(again)`")
            case .success: break
            }
        }
    }

    private static func printed(_ text: String) -> Result<String, Diagnostics> {
        Result { () throws(Diagnostics) in Printer.text(of: try CypherParser.parse(SourceText(text))) }
    }
}
