import Testing

/// Why a test is skipped, and what enables it: `make test` ends with a list of these. The part behind the semicolon is what to run.
enum Missing {
    static let python: Comment = "python3 is missing; apt-get install python3"
    static let groff: Comment = "groff is missing; apt-get install groff"
    static let packager: Comment = "dpkg-dev is missing; apt-get install dpkg-dev fakeroot"
    static let strace: Comment = "strace is missing; apt-get install strace"
    static let browser: Comment = "Chromium or its Python packages are missing; scripts/browser-setup"
    static let markdown: Comment = "markdown-it-py is missing; scripts/browser-setup"
    static let tmux: Comment = "tmux is missing; scripts/reader-setup"
    static let graphviz: Comment = "Graphviz is missing; scripts/reader-setup"
    static let office: Comment = "LibreOffice Calc is missing; scripts/reader-setup"
    static let openpyxl: Comment = "openpyxl is missing; scripts/reader-setup"
    static let pytest: Comment = "pytest or the packages of data frames are missing; scripts/python-setup"
    static let sssom: Comment = "the sssom package is missing; scripts/sssom install"
    static let published: Comment = "the sssom package or published mapping sets are missing; scripts/sssom install, with CQCQ_SSSOM naming a folder of sets"
    static let readers: Comment = "the packages that read exports are missing; scripts/read-exports install"
    static let clients: Comment = "the clients of cqcq serve are missing; scripts/serve-clients install"
    static let update: Comment = "it writes documents anew, by design only on request; UPDATE_CASES=1 swift test --filter DocExamplesTests"
}
