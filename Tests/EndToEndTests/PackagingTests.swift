import Foundation
import Testing

/// What `make install` and `make deb` put on a machine.
struct PackagingTests {
    private static func has(_ program: String) -> Bool {
        (try? Executable.run(["-c", "command -v \(program)"], program: "/bin/sh").status == 0) ?? false
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "packaging-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    private func shell(_ script: String, program: String = "/bin/bash") throws -> (output: String, errors: String, status: Int32) {
        let run = try Executable.run(["-c", "cd '\(Executable.repository.path)' && " + script], program: program)
        return (run.output, run.errors, run.status)
    }

    @Test func installs() throws {
        try withFolder { folder in
            let run = try shell("scripts/install '\(Executable.binary)' '\(folder)/a b'")
            #expect(run.status == 0, "\(run.errors)")
            #expect(try shell("'\(folder)/a b/bin/cqcq' -c 'RETURN 1 AS one'").output == "one\n1\n")
            let files = try FileManager.default.subpathsOfDirectory(atPath: folder + "/a b").filter { $0.contains("cqcq") }.sorted()
            #expect(files == [
                "bin/cqcq", "bin/cqcq-rdf", "bin/cqcq-serve", "bin/cqcq-tables", "share/bash-completion/completions/cqcq", "share/doc/cqcq", "share/doc/cqcq/copyright",
                "share/fish/vendor_completions.d/cqcq.fish", "share/man/man1/cqcq.1.gz", "share/zsh/site-functions/_cqcq",
            ])
        }
    }

    /// Every option that `--help` has stands on the page, and groff finds nothing to say against it.
    @Test(.enabled(if: has("groff"), Missing.groff))
    func manPage() throws {
        let page = try shell("scripts/man-page '\(Executable.path)'").output
        let help = try Executable.run(["--help"]).output
        let options = Set(help.matches(of: /--[a-z][a-z-]+/).map { String($0.output) }).subtracting(["--help"])
        #expect(options.count > 15)
        for option in options.sorted() {
            #expect(page.contains(option.replacing("-", with: "\\-")), "\(option)")
        }
        try withFolder { folder in
            try page.write(toFile: folder + "/cqcq.1", atomically: true, encoding: .utf8)
            let run = try shell("groff -man -ww -z '\(folder)/cqcq.1'")
            #expect(run.errors == "" && run.status == 0)
        }
    }

    /// Asked in bash as the tab key asks.
    @Test(arguments: [("cqcq --for", "--format"), ("cqcq rep", "report"), ("cqcq check --ru", "--rules"), ("cqcq --format merm", "mermaid")])
    func completesInBash(line: String, word: String) throws {
        let words = line.split(separator: " ")
        let run = try shell(
            """
            source <('\(Executable.path)' --generate-completion-script bash); \
            PATH="$(dirname '\(Executable.path)'):$PATH"; COMP_WORDS=(\(line)); COMP_CWORD=\(words.count - 1); \
            COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}; _cqcq cqcq '\(words.last!)' '\(words.dropLast().last!)'; \
            printf '%s\\n' "${COMPREPLY[@]}"
            """)
        #expect(run.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.contains(word), "\(run)")
    }

    /// Into a root of its own, as the package manager does it.
    @Test(.enabled(if: has("dpkg-shlibdeps"), Missing.packager))
    func debianPackage() throws {
        try withFolder { folder in
            let made = try shell("scripts/deb '\(Executable.binary)' '\(folder)'")
            #expect(made.status == 0, "\(made.errors)")
            let package = made.output.trimmingCharacters(in: .newlines)
            #expect(package.hasSuffix(".deb"))
            let installed = try shell(
                """
                export PATH="$PATH:/usr/sbin:/sbin"; \
                mkdir -p '\(folder)/tree/var/lib/dpkg/info' '\(folder)/tree/var/lib/dpkg/updates' && \
                touch '\(folder)/tree/var/lib/dpkg/status' && \
                fakeroot dpkg --root='\(folder)/tree' --log='\(folder)/log' --force-depends --force-not-root --force-script-chrootless \
                -i '\(package)' && dpkg --root='\(folder)/tree' -s cqcq | grep ^Status
                """)
            #expect(installed.output.contains("Status: install ok installed"), "\(installed)")
            #expect(try shell("'\(folder)/tree/usr/bin/cqcq' -c 'RETURN 1 AS one'").output == "one\n1\n")
            #expect(try shell("MANPATH='\(folder)/tree/usr/share/man' man -w cqcq").output.hasSuffix("cqcq.1.gz\n"))
        }
    }

    /// Small stand-ins that start the built programs, so that packing them takes no time.
    private func standIns(in folder: String) throws -> String {
        try FileManager.default.createDirectory(atPath: folder + "/programs", withIntermediateDirectories: true)
        for name in ["cqcq", "cqcq-rdf", "cqcq-serve", "cqcq-tables"] {
            let built = URL(filePath: Executable.binary).deletingLastPathComponent().appending(path: name).path
            let file = "\(folder)/programs/\(name)"
            try "#!/bin/sh\nexec '\(built)' \"$@\"\n".write(toFile: file, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
        }
        return folder + "/programs/cqcq"
    }

    /// Packed twice, at different times and by different users' rules for new files.
    @Test(.enabled(if: has("dpkg-shlibdeps"), Missing.packager))
    func releaseIsReproducible() throws {
        try withFolder { folder in
            let program = try standIns(in: folder)
            let once = try shell("umask 022; SOURCE_DATE_EPOCH=1700000000 scripts/release '\(program)' '\(folder)/one' deb tarball data")
            let again = try shell("umask 077; SOURCE_DATE_EPOCH=1700000000 scripts/release '\(program)' '\(folder)/two' deb tarball data")
            #expect(once.status == 0 && again.status == 0, "\(once.errors)\(again.errors)")
            let sums = once.output.split(separator: "\n").map { String($0) }
            #expect(sums.count == 12, "\(once.output)")
            #expect(once.output == again.output)
            #expect(try shell("cd '\(folder)/one' && sha256sum --quiet -c SHA256SUMS").status == 0)
        }
    }

    @Test func archiveRunsWhereItIsUnpacked() throws {
        try withFolder { folder in
            let made = try shell("scripts/tarball '\(try standIns(in: folder))' '\(folder)'")
            #expect(made.status == 0, "\(made.errors)")
            let name = URL(filePath: made.output.trimmingCharacters(in: .newlines)).lastPathComponent
            let unpacked = "\(folder)/\(name.replacing(".tar.gz", with: ""))"
            #expect(try shell("tar -xzf '\(folder)/\(name)' -C '\(folder)'").status == 0)
            #expect(try shell("'\(unpacked)/bin/cqcq' -c 'RETURN 1 AS one'").output == "one\n1\n")
            for file in ["README.md", "install.md", "LICENSE", "CHANGELOG.md", "bin/cqcq-serve", "share/man/man1/cqcq.1.gz"] {
                #expect(FileManager.default.fileExists(atPath: "\(unpacked)/\(file)"), "\(file)")
            }
        }
    }

    /// VERSION is the only place; everything else takes it from there.
    @Test func versionIsThatOfTheFile() throws {
        let version = try String(contentsOf: Executable.repository.appending(path: "VERSION"), encoding: .utf8).trimmingCharacters(in: .newlines)
        #expect(version.wholeMatch(of: /\d+\.\d+\.\d+/) != nil)
        #expect(try Executable.run(["--version"]).output == "cqcq \(version)\n")
        #expect(try shell("cat python/VERSION").output == version + "\n")
        for log in ["CHANGELOG.md", "kb/CHANGELOG.md"] {
            let text = try String(contentsOf: Executable.repository.appending(path: log), encoding: .utf8)
            #expect(text.contains("\n## \(version)\n"), "\(log) has no heading for \(version)")
        }
        let written = try shell("grep -rnF '\(version)' Sources python/cqcq python/pyproject.toml scripts Makefile --include=* -I | grep -v __pycache__")
        #expect(written.output.isEmpty, "\(written.output)")
    }
}
