import Foundation
import Interchange
import Synchronization

/// Model Context Protocol on standard input and output (https://modelcontextprotocol.io/): JSON-RPC, one message per line.
struct MCPServer {
    let options: [String]
    let version: String

    private static let versions = ["2025-06-18", "2025-03-26", "2024-11-05"]

    /// Runs to the end of standard input.
    func run() {
        while let line = readLine(strippingNewline: true) {
            if line.allSatisfy(\.isWhitespace) { continue }
            guard let message = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
                send(["jsonrpc": "2.0", "id": NSNull(), "error": ["code": -32700, "message": "the line is not a JSON object"]])
                continue
            }
            // What has no id is a notice, and is not answered.
            guard let id = message["id"] else { continue }
            guard let method = message["method"] as? String else {
                send(["jsonrpc": "2.0", "id": id, "error": ["code": -32600, "message": "the message has no method"]])
                continue
            }
            do {
                send(["jsonrpc": "2.0", "id": id, "result": try answer(method, message["params"] as? [String: Any] ?? [:])])
            } catch let error as MCPError {
                send(["jsonrpc": "2.0", "id": id, "error": ["code": error.code, "message": error.message]])
            } catch {
                send(["jsonrpc": "2.0", "id": id, "error": ["code": -32603, "message": "\(error)"]])
            }
        }
    }

    private func send(_ message: [String: Any]) {
        guard let data = try? JSONSerialization.data(withJSONObject: message, options: [.sortedKeys, .withoutEscapingSlashes]) else { return }
        FileHandle.standardOutput.write(data + Data("\n".utf8))
    }

    private func answer(_ method: String, _ parameters: [String: Any]) throws -> [String: Any] {
        switch method {
        case "initialize":
            let wanted = parameters["protocolVersion"] as? String ?? ""
            return [
                "protocolVersion": Self.versions.contains(wanted) ? wanted : Self.versions[0],
                "capabilities": ["tools": [String: Any](), "resources": [String: Any](), "prompts": [String: Any]()],
                "serverInfo": ["name": "cqcq", "version": version],
                "instructions": MCPTexts.instructions,
            ]
        case "ping": return [:]
        case "tools/list": return ["tools": MCPTool.all.map(\.description)]
        case "tools/call": return try call(parameters)
        case "resources/list": return ["resources": MCPTexts.resources.map { ["uri": $0.address, "name": $0.name, "description": $0.summary, "mimeType": "text/plain"] }]
        case "resources/templates/list": return ["resourceTemplates": [Any]()]
        case "resources/read": return try read(parameters)
        case "prompts/list": return ["prompts": MCPTexts.prompts.map { ["name": $0.name, "description": $0.summary, "arguments": [["name": "subject", "description": $0.subject, "required": true]]] }]
        case "prompts/get": return try prompt(parameters)
        default: throw MCPError(code: -32601, message: "there is no method \(method)")
        }
    }

    private func call(_ parameters: [String: Any]) throws -> [String: Any] {
        let name = parameters["name"] as? String ?? ""
        guard let tool = MCPTool.all.first(where: { $0.name == name }) else { throw MCPError(code: -32602, message: "there is no tool \(name)") }
        let words = try tool.words(parameters["arguments"] as? [String: Any] ?? [:])
        let run = CommandRun(options + words)
        let text = run.status == 0 ? run.output : run.errors
        return ["content": [["type": "text", "text": text]], "isError": run.status != 0]
    }

    private func read(_ parameters: [String: Any]) throws -> [String: Any] {
        let address = parameters["uri"] as? String ?? ""
        guard let resource = MCPTexts.resources.first(where: { $0.address == address }) else {
            throw MCPError(code: -32002, message: "there is no resource \(address)")
        }
        let text = resource.text ?? CommandRun(options + resource.words).output
        return ["contents": [["uri": address, "mimeType": "text/plain", "text": text]]]
    }

    private func prompt(_ parameters: [String: Any]) throws -> [String: Any] {
        let name = parameters["name"] as? String ?? ""
        guard let prompt = MCPTexts.prompts.first(where: { $0.name == name }) else { throw MCPError(code: -32602, message: "there is no prompt \(name)") }
        let subject = (parameters["arguments"] as? [String: Any])?["subject"] as? String ?? ""
        guard !subject.isEmpty else { throw MCPError(code: -32602, message: "the prompt \(name) needs `subject`: \(prompt.subject)") }
        let text = prompt.text.replacingOccurrences(of: "SUBJECT", with: subject)
        return ["description": prompt.summary, "messages": [["role": "user", "content": ["type": "text", "text": text]]]]
    }
}

struct MCPError: Error {
    var code: Int
    var message: String
}

/// The program beside this one, run once.
struct CommandRun {
    let output: String
    let errors: String
    let status: Int32

    /// Longer answers are cut off: an assistant reads no megabytes.
    private static let most = 200_000

    init(_ words: [String]) {
        let process = Process()
        process.executableURL = URL(filePath: SiblingProgram.path(of: "cqcq"))
        process.arguments = words
        process.standardInput = FileHandle.nullDevice
        let (out, err) = (Pipe(), Pipe())
        process.standardOutput = out
        process.standardError = err
        do {
            try process.run()
        } catch {
            (output, errors, status) = ("", "cqcq could not be started: \(error)", 127)
            return
        }
        // Both at once, for a program that has filled one pipe waits until somebody reads it.
        let errorData = Mutex(Data())
        let group = DispatchGroup()
        DispatchQueue.global().async(group: group) {
            let read = err.fileHandleForReading.readDataToEndOfFile()
            errorData.withLock { $0 = read }
        }
        let data = out.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        group.wait()
        output = Self.cut(String(decoding: data, as: UTF8.self))
        errors = Self.cut(String(decoding: errorData.withLock { $0 }, as: UTF8.self))
        status = process.terminationStatus
    }

    private static func cut(_ text: String) -> String {
        text.utf8.count <= most ? text : String(text.prefix(most)) + "\n(cut off here; ask for less, with LIMIT or a narrower question)"
    }
}
