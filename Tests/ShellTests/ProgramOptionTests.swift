import Testing

@testable import Shell

/// The one list of options, and the settings among them.
@Suite struct ProgramOptionTests {
    @Test func namesAndSummaries() {
        let names = ProgramOption.all.map(\.name)
        #expect(Set(names).count == names.count)
        for option in ProgramOption.all {
            #expect(option.summary.first?.isUppercase == true && option.summary.hasSuffix("."), "\(option.name)")
            #expect(option.name.allSatisfy { $0.isLowercase || $0 == "-" })
        }
    }

    /// Settings about a screen that somebody sits at are no use to a command line.
    @Test func settingsAreOptions() {
        let settings = Set(Setting.all.map(\.name))
        let options = ProgramOption.all.compactMap(\.setting?.name)
        #expect(Set(options).count == options.count)
        #expect(settings.subtracting(options) == ["limit", "wrap", "pager"])
        #expect(settings.isSuperset(of: options))
    }

    /// `:NAME` prints a value that `:NAME VALUE` takes, and that changes nothing.
    @Test func settingsReadWhatTheyPrint() throws {
        var settings = Session.Settings(format: .csv)
        for (name, text) in [("chart", "bar"), ("asof", "2021-07-28"), ("knownon", "2021-07-28"), ("timeout", "2m"), ("limit", "5"), ("wide", "on"), ("color", "never")] {
            let setting = try #require(Setting.all.first { $0.name == name })
            for value in [setting.value(settings), text] {
                try setting.read(value, ":" + name)(&settings)
                let printed = setting.value(settings)
                try setting.read(printed, ":" + name)(&settings)
                #expect(setting.value(settings) == printed)
            }
        }
    }

    /// The command line holds over the file of settings, whose values stay otherwise.
    @Test func optionsHoldOverTheFileOfSettings() throws {
        var standing = Session.Settings(format: .table)
        (standing.wide, standing.asOf, standing.timer) = (true, .all, true)
        var options = ShellOptions()
        for (name, text) in [("as-of", "now"), ("format", "tsv"), ("chart", "bar"), ("quiet", "")] {
            try #require(ProgramOption.all.first { $0.name == name }).change(text)(&options)
        }
        let settings = options.settings(over: standing)
        #expect(settings.asOf == .now && settings.wide && settings.timer && settings.isQuiet)
        // TSV was asked for, so the chart does not choose another format.
        #expect(settings.format == .tsv && settings.chart == .bar)
    }
}
