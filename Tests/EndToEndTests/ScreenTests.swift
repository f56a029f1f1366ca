import Foundation
import Testing

/// The shell as somebody at a terminal sees it: every file of Screens/. `UPDATE_CASES=1` writes what was shown into the
/// files; the diff is the review. Skipped where tmux is missing; `scripts/reader-setup` gets it.
@Suite(.timeLimit(.minutes(3))) struct ScreenTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Screens")

    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".txt") }.sorted()

    @Test(.enabled(if: Screen.tmux != nil, Missing.tmux), arguments: names)
    func shows(_ name: String) throws {
        let file = Self.folder.appending(path: name)
        var screens = ScreenCase(try String(contentsOf: file, encoding: .utf8))
        let updates = ProcessInfo.processInfo.environment["UPDATE_CASES"] != nil
        try screens.run(updates: updates)
        if updates { try screens.text.write(to: file, atomically: true, encoding: .utf8) }
    }

    @Test func thereAreScreens() {
        #expect(Self.names.count > 25)
    }
}
