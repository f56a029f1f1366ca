// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the program is built without what measures it: `make micro`.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "cqcq", path: ".."),
        .package(url: "https://github.com/google/swift-benchmark", from: "0.1.2"),
    ],
    targets: [
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                .product(name: "QueryEngine", package: "cqcq"),
                .product(name: "Interchange", package: "cqcq"),
                .product(name: "Benchmark", package: "swift-benchmark"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
