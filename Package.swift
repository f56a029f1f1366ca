// swift-tools-version: 6.2
import PackageDescription

// Set by `make test`: a warning in our own targets is an error, whatever the dependencies print.
let strict = Context.environment["CQCQ_STRICT"] != nil

// Set by `make build` on Linux where all C libraries are there as archives: an executable that needs no other file.
// `lld` says nothing of the calls for users' names in it, which work as long as the system keeps users in /etc/passwd.
let isStatic = Context.environment["CQCQ_STATIC"] != nil

// `fuzz` or `differential`, set by the scripts of these names: an executable that tests for hours.
let long = Context.environment["CQCQ_LONG"]

// Set by `scripts/build`, which packs kb/ itself: as a tool of the build, EmbedKnowledge and all that it is made of would be compiled two more times.
let isPacked = Context.environment["CQCQ_PACKED"] != nil

// One target a layer; dependencies point down only (docs/architecture.md).
let package = Package(
    name: "cqcq",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "cqcq", targets: ["cqcq"]),
        .executable(name: "cqcq-serve", targets: ["cqcq-serve"]),
        .executable(name: "cqcq-tables", targets: ["cqcq-tables"]),
        .executable(name: "cqcq-rdf", targets: ["cqcq-rdf"]),
        // docs/library.md
        .library(name: "PropertyGraph", targets: ["PropertyGraph", "Diagnostics"]),
        .library(name: "CypherSyntax", targets: ["CypherSyntax", "Diagnostics"]),
        .library(name: "QueryEngine", targets: ["QueryEngine", "CypherSyntax", "PropertyGraph", "Diagnostics"]),
        .library(name: "Interchange", targets: ["Interchange"]),
        .library(name: "CareKnowledge", targets: ["CareKnowledge"]),
        .library(name: "Reports", targets: ["Reports"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        .executableTarget(
            name: "cqcq",
            dependencies: ["ServeOptions", "Shell", "Relational", "Reports", "Exchange", "Platform", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            linkerSettings: isStatic
                ? [.unsafeFlags(["-static-executable", "-use-ld=lld"]), .linkedLibrary("tinfo")] : []),
        // A query as SQL, over tables of nodes and relationships.
        .target(name: "Relational", dependencies: ["Interchange", "QueryEngine", "CypherSyntax", "PropertyGraph", "Diagnostics"]),
        .target(name: "Shell",
            dependencies: [
                "Bolt", "CReadline", "Relational", "Exchange", "Reports", "Evidence", "Directory", "Tables", "ShippedKnowledge", "KnowledgeProcedures", "Knowledge", "Interchange", "QueryEngine", "Platform",
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .target(
            name: "Reports",
            dependencies: ["KnowledgeProcedures", "Knowledge", "Interchange", "QueryEngine", "SheetRows"]),
        .target(
            name: "ShippedKnowledge",
            dependencies: ["ShippedTexts", "CShippedPack", "Knowledge"]),
        // kb/, the grammar and the version as EmbedKnowledge has written them: as text, and, for the programs of `scripts/build`, packed as bytes.
        // A plugin can make no C.
        .target(name: "CShippedPack", cSettings: isPacked ? [.define("CQCQ_PACKED"), .unsafeFlags(["-Wno-c23-extensions"])] : []),
        .target(
            name: "ShippedTexts", path: isPacked ? ".build/packed" : "Sources/ShippedTexts",
            plugins: isPacked ? [] : [.plugin(name: "EmbedKnowledgePlugin")]),
        // The built-in knowledge base, its names and days, as one import for programs of others.
        .target(name: "CareKnowledge", dependencies: ["ShippedKnowledge", "KnowledgeProcedures", "Knowledge", "QueryEngine", "PropertyGraph", "Diagnostics"]),
        // Programs to begin with; Examples/Package.swift shows how a package of your own names the products.
        .executableTarget(name: "QueryKnowledge", dependencies: ["CareKnowledge"], path: "Examples/QueryKnowledge"),
        .executableTarget(name: "QueryYourGraph", dependencies: ["QueryEngine", "PropertyGraph"], path: "Examples/QueryYourGraph"),
        .executableTarget(name: "CheckGaps", dependencies: ["CareKnowledge", "Reports"], path: "Examples/CheckGaps"),
        // The protocol of Neo4j's drivers, without a network.
        .target(name: "Bolt", dependencies: ["QueryEngine", "PropertyGraph", "Diagnostics"]),
        // A program beside `cqcq`, for what does not belong on its way to the first answer: a network, threads, Foundation.
        .executableTarget(
            name: "cqcq-serve",
            dependencies: [
                "Bolt", "ServeOptions", "Shell", "ShippedKnowledge",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        // What `cqcq serve` takes, for the program and for the help of `cqcq`.
        .target(name: "ServeOptions", dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")]),
        // Ways out for the data: formats of other tools.
        .target(name: "Exchange", dependencies: ["CSQLite", "Knowledge", "Interchange", "CypherSyntax", "PropertyGraph", "Platform"]),
        .target(name: "KnowledgeProcedures", dependencies: ["Knowledge", "QueryEngine"]),
        // Without the engine, as EmbedKnowledge is made of it as well.
        .target(
            name: "Knowledge",
            dependencies: ["Interchange", "Platform", .product(name: "OrderedCollections", package: "swift-collections")]),
        .target(
            name: "Interchange",
            dependencies: ["CYaml", "PropertyGraph", "Diagnostics", "Platform", .product(name: "SystemPackage", package: "swift-system")]),
        .target(name: "QueryEngine", dependencies: ["CPcre2", "CypherSyntax", "PropertyGraph", "Platform"]),
        .target(name: "CypherSyntax", dependencies: ["Diagnostics"]),
        .target(
            name: "PropertyGraph",
            dependencies: ["Diagnostics", "Platform", .product(name: "OrderedCollections", package: "swift-collections")]),
        .target(name: "Diagnostics"),
        // The C library of the system.
        .target(name: "Platform", dependencies: ["CMalloc"]),
        .systemLibrary(name: "CMalloc"),

        // Spreadsheets, in a program of their own: its libraries have no archives, and take time to load.
        .executableTarget(
            name: "cqcq-tables", dependencies: ["CExpat", "CXlsxWriter", "CZip", "SheetRows", "Platform"], path: "Sources/TablesHelper"),
        // Turtle, in a program of its own, as its library has no archive.
        .executableTarget(name: "cqcq-rdf", dependencies: ["CSerd", "Platform"], path: "Sources/RDFHelper"),
        .systemLibrary(name: "CSerd", pkgConfig: "serd-0", providers: [.apt(["libserd-dev"]), .brew(["serd"])]),
        // Registers of evidence: what their columns and cells mean.
        .target(name: "Evidence", dependencies: ["Knowledge", "Tables", "SheetRows", "PropertyGraph", "Diagnostics"]),
        // CQC's open data as a graph over that of the knowledge base.
        .target(name: "Directory", dependencies: ["Knowledge", "Tables", "SheetRows", "Interchange", "PropertyGraph", "Diagnostics"]),
        // Rows of spreadsheets and of text files that are read as such.
        .target(
            name: "Tables",
            dependencies: ["Interchange", "SheetRows", "Platform", .product(name: "SystemPackage", package: "swift-system")]),
        // What cqcq and cqcq-tables say to each other.
        .target(name: "SheetRows"),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),
        .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"]), .brew(["libzip"])]),
        .systemLibrary(
            name: "CReadline", pkgConfig: "readline",
            providers: [.apt(["libreadline-dev"]), .brew(["readline"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
        .systemLibrary(
            name: "CYaml", pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .systemLibrary(
            name: "CPcre2", pkgConfig: "libpcre2-8",
            providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),

        .testTarget(name: "StyleTests"),
        .testTarget(name: "LibraryTests", dependencies: ["ChildProcesses", "CareKnowledge", "Reports", "QueryEngine", "PropertyGraph", "QueryKnowledge", "QueryYourGraph", "CheckGaps"]),
        .testTarget(name: "PropertyGraphTests", dependencies: ["PropertyGraph"]),
        .testTarget(name: "CypherSyntaxTests", dependencies: ["CypherSyntax", "ConformanceKit", "GrammarSupport"], exclude: ["Cases"]),
        .testTarget(name: "GrammarTests", dependencies: ["CypherSyntax", "ConformanceKit", "GrammarSupport"]),
        // Reads grammars, recognises and makes their sentences.
        // Optimised even for debugging, as it goes over some million states.
        .target(name: "GrammarSupport", path: "Tests/GrammarSupport", swiftSettings: [.unsafeFlags(["-O"])]),
        .testTarget(name: "ConformanceTests", dependencies: ["QueryEngine", "ConformanceKit"]),
        // Finds the conformance kit and reads its scenarios.
        .target(name: "ConformanceKit", path: "Tests/ConformanceKit", swiftSettings: [.unsafeFlags(["-O"])]),
        .testTarget(name: "QueryEngineTests", dependencies: ["QueryEngine"], exclude: ["Cases"]),
        .testTarget(name: "DifferentialTests", dependencies: ["QueryEngine", "QueryGeneration"]),
        // Makes graphs and queries, and compares answers to them.
        .target(
            name: "QueryGeneration", dependencies: ["QueryEngine", "ReferenceEvaluator"],
            path: "Tests/QueryGeneration", swiftSettings: [.unsafeFlags(["-O"])]),
        // Answers queries slowly and plainly, for comparison. Optimised even for debugging, as it tries everything.
        .target(
            name: "ReferenceEvaluator", dependencies: ["CypherSyntax", "Diagnostics", "PropertyGraph"],
            path: "Tests/ReferenceEvaluator", swiftSettings: [.unsafeFlags(["-O"])]),
        .testTarget(
            name: "RelationalTests",
            dependencies: [
                "ChildProcesses", "Relational", "Reports", "Exchange", "ShippedKnowledge", "KnowledgeProcedures", "Knowledge", "ConformanceKit", "QueryGeneration", "Interchange", "QueryEngine", "Diagnostics",
            ],
            exclude: ["Cases", "Graph"]),
        .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets"], exclude: ["Inputs"]),
        // What runs over any bytes: by tests and, for any length of time, by `make fuzz`.
        .target(
            name: "FuzzTargets",
            dependencies: [
                "Bolt", "Shell", "Knowledge", "Interchange", "QueryEngine", .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/FuzzTargets"),
        .testTarget(name: "InterchangeTests", dependencies: ["Interchange"]),
        .testTarget(
            name: "KnowledgeTests", dependencies: ["Evidence", "ShippedKnowledge", "KnowledgeProcedures", "Knowledge", "QueryEngine"],
            exclude: ["Cases", "CheckCases", "Questions"]),
        .testTarget(name: "EvidenceTests", dependencies: ["Evidence", "Knowledge", "ShippedKnowledge"], exclude: ["Cases"]),
        .testTarget(name: "ReportsTests", dependencies: ["Reports", "ShippedKnowledge", "QueryEngine", "Knowledge", "Interchange"], exclude: ["Broken", "BrokenPage", "Hostile"]),
        .testTarget(name: "ShellTests", dependencies: ["Shell", "Interchange", "QueryEngine"]),
        .testTarget(name: "EndToEndTests", dependencies: ["cqcq", "cqcq-serve", "cqcq-tables", "cqcq-rdf", "ChildProcesses", "CPseudoTerminal"], exclude: ["Cases", "Files", "Fixture", "Screens"]),
        // Programs that tests run to their end.
        .target(name: "ChildProcesses", dependencies: ["CPseudoTerminal"], path: "Tests/ChildProcesses"),
        // Starts programs, also on a terminal of their own, for the tests of the shell.
        .target(
            name: "CPseudoTerminal", path: "Tests/CPseudoTerminal",
            linkerSettings: [.linkedLibrary("util", .when(platforms: [.linux]))]),

        // Build time: kb/ becomes a Swift file, so that the executable carries its data.
        .executableTarget(name: "EmbedKnowledge", dependencies: ["Knowledge", "Interchange", "Diagnostics", "Platform"]),
        .plugin(name: "EmbedKnowledgePlugin", capability: .buildTool(), dependencies: ["EmbedKnowledge"],
                path: "Plugins/EmbedKnowledge"),

    ],
    swiftLanguageModes: [.v6]
)

if long == "differential" {
    package.targets.append(.executableTarget(name: "LongDifferential", dependencies: ["QueryGeneration"], path: "Tests/LongDifferential"))
}

if isPacked {
    // All that does not wait for the packed knowledge, so that it is compiled while EmbedKnowledge is.
    let independent = ["Relational", "Reports", "Exchange", "Evidence", "Directory", "Bolt", "ServeOptions"]
    package.products.append(.executable(name: "EmbedKnowledge", targets: ["EmbedKnowledge"] + independent))
    package.targets.removeAll { [.test, .plugin].contains($0.type) || $0.path?.hasPrefix("Tests/") == true || $0.path?.hasPrefix("Examples/") == true }
}

if long == "fuzz" {
    // LibFuzzer's main comes with the linker's option; SwiftPM's own `--sanitize fuzzer` would put it into EmbedKnowledge as well.
    for target in package.targets where ["FuzzTargets", "Bolt", "Shell", "Knowledge", "Interchange", "QueryEngine", "CypherSyntax", "PropertyGraph"].contains(target.name) {
        target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(["-sanitize=fuzzer"])]
    }
    package.targets.append(
        .executableTarget(
            name: "Fuzz", dependencies: ["FuzzTargets"], path: "Fuzz/Sources",
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]))
}

// A module's file does not say how large the types of the modules below are. Who uses them through another module has to be compiled
// anew all the same when they change: a program of old and new parts reads the wrong memory. So all that is below is a dependency.
do {
    func targets(of dependencies: [Target.Dependency]) -> [String] {
        dependencies.compactMap { if case .byNameItem(let name, _) = $0 { name } else { nil } }
    }
    let own = Dictionary(uniqueKeysWithValues: package.targets.filter { ![.plugin, .system].contains($0.type) }.map { ($0.name, $0) })
    for target in own.values {
        var below: Set<String> = [target.name]
        var next = targets(of: target.dependencies)
        let named = Set(next)
        while let name = next.popLast() {
            if let dependency = own[name], below.insert(name).inserted { next += targets(of: dependency.dependencies) }
        }
        target.dependencies += below.subtracting(named).subtracting([target.name]).sorted().map { .byName(name: $0) }
    }
}

if strict {
    for target in package.targets where ![.plugin, .system].contains(target.type) {
        target.swiftSettings = (target.swiftSettings ?? []) + [.treatAllWarnings(as: .error)]
    }
}
