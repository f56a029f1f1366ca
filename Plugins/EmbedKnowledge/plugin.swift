import Foundation
import PackagePlugin

/// Runs EmbedKnowledge over every file of kb/, the grammar and VERSION before ShippedTexts is compiled.
@main
struct EmbedKnowledgePlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        let folder = context.package.directoryURL.appending(path: "kb")
        let output = context.pluginWorkDirectoryURL.appending(path: "ShippedTexts.swift")
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        let files = (found?.compactMap { $0 as? URL } ?? [])
            .filter { !$0.hasDirectoryPath }
            .sorted { $0.path < $1.path } + ["grammar/cqcq.ebnf", "VERSION"].map { context.package.directoryURL.appending(path: $0) }
        return [
            .buildCommand(
                displayName: "Packing kb/, the grammar and the version",
                executable: try context.tool(named: "EmbedKnowledge").url,
                arguments: [output.path, "-", folder.path, context.package.directoryURL.path] + files.map(\.path),
                inputFiles: files,
                outputFiles: [output])
        ]
    }
}
