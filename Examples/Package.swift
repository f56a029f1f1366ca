// swift-tools-version: 6.2
import PackageDescription

// Copy one of the folders to begin a program of your own; the dependency then names the repository.
let package = Package(
    name: "cqcq-examples",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "cqcq", path: "..")],
    targets: [
        .executableTarget(name: "QueryKnowledge", dependencies: [.product(name: "CareKnowledge", package: "cqcq")], path: "QueryKnowledge"),
        .executableTarget(
            name: "QueryYourGraph",
            dependencies: [.product(name: "QueryEngine", package: "cqcq"), .product(name: "PropertyGraph", package: "cqcq")],
            path: "QueryYourGraph"),
        .executableTarget(
            name: "CheckGaps",
            dependencies: [.product(name: "CareKnowledge", package: "cqcq"), .product(name: "Reports", package: "cqcq")],
            path: "CheckGaps"),
    ],
    swiftLanguageModes: [.v6]
)
