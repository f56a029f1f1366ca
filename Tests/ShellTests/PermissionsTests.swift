import Diagnostics
import Knowledge
import ShippedKnowledge
import Testing

@testable import Shell

/// What a session may not do it refuses, and nothing comes of it.
@Suite struct PermissionsTests {
    private let session: Session

    init() throws {
        session = Session(
            knowledge: KnowledgeBase.shipped, settings: Session.Settings(format: .csv), output: .memory(),
            errors: .memory())
    }

    private func codes(_ line: String) throws -> [String] {
        var reader = StatementReader(commands: session.commandNames, name: nil)
        do throws(Diagnostics) {
            for statement in reader.read(line) { _ = try session.execute(statement) }
            return []
        } catch {
            return error.list.map(\.fault.code)
        }
    }

    @Test(arguments: [":read /etc/hostname", ":output /tmp/cqcq-not-written"])
    func files(_ line: String) throws {
        session.permissions.remove(.files)
        #expect(try codes(line) == ["NotPermitted"])
    }

    @Test func writes() throws {
        session.permissions.remove(.writes)
        #expect(try codes("CREATE (:A);") == ["ReadOnly"])
        session.permissions.insert(.writes)
        #expect(try codes("CREATE (:A);") == [])
    }

    @Test func anEditorWantsATerminal() throws {
        session.permissions.remove(.processes)
        #expect(try codes(":edit") == ["NeedsTerminal"])
    }
}
