import Diagnostics
import Interchange
import Platform
import SystemPackage

/// Prints a page to PDF by the browser that the system has.
enum PDFPrinter {
    private static let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"]

    /// Its place; `$CQCQ_CHROMIUM` goes first. Throws where there is none.
    static func browser() throws(Diagnostics) -> String {
        if let path = Environment["CQCQ_CHROMIUM"], access(path, X_OK) == 0 { return path }
        for folder in (Environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":") {
            for name in names where access("\(folder)/\(name)", X_OK) == 0 { return "\(folder)/\(name)" }
        }
        throw Diagnostics(ShellFault.noBrowser)
    }

    /// The file is there whole when this returns, or as it was.
    static func print(_ page: String, to path: String, with browser: String) throws(Diagnostics) {
        var name = Array("\(Environment["TMPDIR"] ?? "/tmp")/cqcq-XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else {
            throw Diagnostics(DataFault.unwritableFile(path: path, reason: Errno(rawValue: errno).description))
        }
        let folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { _ = ChildProcess.run("rm -rf \(quoted(folder))") }
        let (source, target) = (folder + "/page.html", folder + "/page.pdf")
        try FileWriter.save(Array(page.utf8), to: source)
        // Within the user's own session it needs no cage of its own, and as root it has none.
        let command = [
            quoted(browser), "--headless", "--disable-gpu", "--no-pdf-header-footer", getuid() == 0 ? "--no-sandbox" : "",
            "--user-data-dir=" + quoted(folder + "/profile"), "--print-to-pdf=" + quoted(target), quoted("file://" + source),
            "> /dev/null 2>&1",
        ].joined(separator: " ")
        _ = ChildProcess.run(command)
        guard let bytes = try? FileReader.bytes(of: target), bytes.starts(with: Array("%PDF".utf8)) else {
            throw Diagnostics(ShellFault.notPrinted(browser: browser))
        }
        try FileWriter.create(path) { (file) throws(Errno) in
            do { _ = try file.writeAll(bytes) } catch { throw (error as? Errno) ?? .ioError }
        }
    }

    /// For /bin/sh.
    private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}
