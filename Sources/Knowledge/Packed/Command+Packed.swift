import Diagnostics
import PropertyGraph

extension ByteWriter {
    mutating func command(_ command: Command) {
        string(command.name)
        string(command.summary)
        string(command.usage)
        strings(command.examples)
        list(command.parameters) { $0.parameter($1) }
        string(command.text)
        optionalString(command.query.name)
        // The query is the end of the text.
        integer(command.query.text.utf8.count)
        integer(command.query.firstLine)
        optionalString(command.then)
        strings(command.detail)
        strings(command.droppable)
        truth(command.needsWholeGraph)
        optionalString(command.source)
        optionalString(command.note)
        optionalString(command.errorColumn)
        optionalString(command.emptySentence)
        optionalString(command.neededLabel)
        optionalString(command.emptyNote)
    }

    private mutating func parameter(_ parameter: Command.Parameter) {
        string(parameter.name)
        switch parameter.kind {
        case .node(let labels):
            byte(0)
            strings(labels)
        case .label: byte(1)
        case .date: byte(2)
        case .integer: byte(3)
        case .word(let words):
            byte(4)
            strings(words)
        case .text: byte(5)
        }
        truth(parameter.isOptional)
        optionalString(parameter.connector)
        string(parameter.summary)
        strings(parameter.labels)
    }
}

extension ByteReader {
    mutating func command() throws(Fault) -> Command {
        let (name, summary, usage) = (try string(), try string(), try string())
        let (examples, parameters) = (try strings(), try list { (reader) throws(Fault) in try reader.parameter() })
        let (text, place) = (try string(), try optionalString())
        let (length, line) = (try integer(), try integer())
        return Command(
            name: name, summary: summary, usage: usage, examples: examples, parameters: parameters,
            query: SourceText(String(decoding: text.utf8.suffix(max(0, length)), as: UTF8.self), name: place, firstLine: line),
            text: text, then: try optionalString(), detail: try strings(), droppable: try strings(), needsWholeGraph: try truth(),
            source: try optionalString(), note: try optionalString(), errorColumn: try optionalString(),
            emptySentence: try optionalString(), neededLabel: try optionalString(), emptyNote: try optionalString())
    }

    private mutating func parameter() throws(Fault) -> Command.Parameter {
        Command.Parameter(
            name: try string(), kind: try kind(), isOptional: try truth(), connector: try optionalString(), summary: try string(),
            labels: try strings())
    }

    private mutating func kind() throws(Fault) -> Command.Parameter.Kind {
        switch try byte() {
        case 0: .node(labels: try strings())
        case 1: .label
        case 2: .date
        case 3: .integer
        case 4: .word(try strings())
        case 5: .text
        default: throw .malformed
        }
    }
}
