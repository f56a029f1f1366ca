// LibFuzzer with the target that $CQCQ_FUZZ_TARGET names. With $CQCQ_FUZZ_SEEDS set to a folder, writes the target's seeds and
// dictionary into it instead.
import Foundation
import FuzzTargets

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ testOneInput: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

private let environment = ProcessInfo.processInfo.environment
private let target = {
    guard let name = environment["CQCQ_FUZZ_TARGET"], let target = FuzzTarget(rawValue: name) else {
        fatalError("CQCQ_FUZZ_TARGET has to be one of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return target
}()

/// Under this name as well, since the linker may take libFuzzer's own `main`, which calls it.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do {
        try target.run(Array(UnsafeBufferPointer(start: start, count: count)))
    } catch {
        fatalError("\(error)")
    }
    return 0
}

@main
enum Fuzz {
    static func main() throws {
        if let folder = environment["CQCQ_FUZZ_SEEDS"], let root = environment["CQCQ_FUZZ_ROOT"] {
            return try writeSeeds(to: URL(filePath: folder), root: URL(filePath: root))
        }
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        let result = withUnsafeMutablePointer(to: &arguments) { pointer in
            pointer.withMemoryRebound(to: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.self, capacity: 1) {
                runDriver(&count, $0, testOneInput)
            }
        }
        exit(result)
    }

    private static func writeSeeds(to folder: URL, root: URL) throws {
        let seeds = FuzzSeeds(root: root)
        let corpus = folder.appending(path: "seeds")
        try FileManager.default.createDirectory(at: corpus, withIntermediateDirectories: true)
        for (number, seed) in seeds.seeds(for: target).enumerated() {
            try Data(seed).write(to: corpus.appending(path: "seed\(number)"))
        }
        try Data(seeds.dictionary(for: target).utf8).write(to: folder.appending(path: "words.dict"))
    }
}
