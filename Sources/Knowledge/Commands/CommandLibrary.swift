import Diagnostics
import PropertyGraph

/// The commands of one or more folders; of two with one name the later folder's is taken.
package struct CommandLibrary: Sendable {
    typealias Entry = (name: String, command: Deferred<Command>)

    private var entries: [Entry] = []

    /// By name already.
    init(_ entries: [Entry]) { self.entries = entries }

    package var names: [String] { entries.map(\.name) }

    /// By name.
    package var commands: [Command] { entries.map(\.command.content) }

    init(_ files: [KnowledgeFile], schema: Schema) throws(Diagnostics) {
        try add(files, schema: schema)
    }

    /// The same with the files `NAME.cypher` of a folder added. Throws faults in their heads.
    package func adding(directory: String, schema: Schema) throws(Diagnostics) -> CommandLibrary {
        var faults = FaultList()
        let files = KnowledgeFile.commands(in: directory, faults: &faults)
        try faults.check()
        var copy = self
        try copy.add(files, schema: schema)
        return copy
    }

    private mutating func add(_ files: [KnowledgeFile], schema: Schema) throws(Diagnostics) {
        var faults = FaultList()
        for file in files {
            guard let command = CommandReader.read(file, schema: schema, faults: &faults) else { continue }
            entries.removeAll { $0.name.lowercased() == command.name.lowercased() }
            entries.append((command.name, Deferred(made: command)))
        }
        entries.sort { $0.name < $1.name }
        for command in commands {
            guard let next = command.then, self[next] == nil else { continue }
            faults.add(
                .malformedCommand(problem: "`then` names no command: \(next)"), SourceSpan(0, 0),
                SourceText(command.text, name: command.query.name))
        }
        try faults.check()
    }

    /// Case does not count; a name of two words may have a space or a hyphen.
    package subscript(name: String) -> Command? {
        let wanted = name.lowercased().replacing(" ", with: "-")
        return entries.first { $0.name.lowercased() == wanted }?.command.content
    }

    /// Names like the one given, nearest first.
    package func nearest(to name: String) -> [String] {
        Suggestion.nearest(to: name, in: names)
    }

    func command(of statement: String) -> Command? {
        let words = statement.split(maxSplits: 2) { $0.isWhitespace || $0 == ";" }
        guard let first = words.first else { return nil }
        // `why not` is the command why-not.
        if words.count > 1, let command = self["\(first)-\(words[1])"] { return command }
        return self[String(first)]
    }

    /// What the statement asks for, its names resolved; nil where its first word names no command.
    /// Throws `CommandFault`s placed in the statement.
    package func match(_ statement: SourceText, in scope: NameScope) throws(Diagnostics) -> Invocation? {
        guard let command = command(of: statement.text) else { return nil }
        var reader = ArgumentReader(command: command, statement: statement, scope: scope)
        let arguments = try reader.read()
        var steps: [Invocation.Step] = []
        var next: Command? = command
        while let step = next, !steps.contains(where: { $0.command.name == step.name }) {
            // A following command takes of the parameters those it knows.
            let taken = arguments.filter { value in step.parameters.contains { $0.name == value.key } }
            steps.append(Invocation.Step(command: step, parameters: step.completed(taken, in: scope)))
            next = step.then.flatMap { self[$0] }
        }
        return Invocation(steps: steps, withSources: reader.withSources, isWide: reader.isWide, notes: reader.notes)
    }
}

/// What names in a command are looked up in.
package struct NameScope: Sendable {
    package var graph: Graph
    let knowledge: KnowledgeBase
    /// The day asked for with `:asof` or `--as-of`, if any.
    package var asOf: CalendarDate?
    package var today: CalendarDate

    /// - Parameter graph: that of the knowledge base, or what has become of it.
    package init(graph: Graph, knowledge: KnowledgeBase, asOf: CalendarDate?, today: CalendarDate) {
        self.graph = graph
        self.knowledge = knowledge
        self.asOf = asOf
        self.today = today
    }

    var schema: Schema { knowledge.schema }

    package var day: CalendarDate { asOf ?? today }

    /// Finds nodes of some labels by name; of any label where none is given.
    package func resolver(_ labels: [String] = []) -> NameResolver {
        NameResolver(graph: graph, schema: schema, day: day, labels: labels)
    }
}

/// A command with its words resolved: the queries to run, in order, and what they are given.
package struct Invocation: Sendable {
    package struct Step: Sendable {
        package let command: Command
        /// One for each parameter of the command (null where left out), and `as_of` and `historic`.
        package let parameters: [String: Value]
    }

    package let steps: [Step]
    /// `--with-sources`
    package let withSources: Bool
    /// `--wide`: every column, also where people read.
    package let isWide: Bool
    /// Of severity note: which of several things of a name was taken.
    package let notes: [Diagnostic]

    /// Columns of the step that people are not shown: its details, unless it is wide, and `sources`, unless asked for.
    package func hiddenColumns(of step: Step) -> Set<String> {
        if isWide { return [] }
        return Set(step.command.detail).union(withSources ? [] : ["sources"])
    }
}
