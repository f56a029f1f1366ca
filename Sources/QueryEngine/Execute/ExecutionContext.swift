import Diagnostics
import PropertyGraph

/// What all operators of one run share.
final class ExecutionContext {
    let setting: Setting
    /// As the statement has made it so far.
    var graph: Graph
    /// What was written before has been held against the constraints.
    var checked: WriteMark
    /// Under PROFILE only.
    var profile: Profile?
    /// Rows that a pattern is asked about, where that is known before their first batch.
    var rowsAhead = 0
    /// Rows made, neighbours walked and entries looked at so far on this thread: what tests hold against the size of the input.
    var steps = 0
    /// Lists that IN has been asked about.
    let memberships = MembershipCache()
    let patterns = PatternCache()
    let tableNames = TableNames()
    private var dictionaries: [Value: StringDictionary] = [:]
    /// Of the graph as it is: without a delta it may have changed all the same.
    private(set) var keyTables: KeyTables
    private var others: [[Value]: ExecutionContext] = [:]

    init(
        graph: Graph, parameters: [String: Value], subplans: [Subplan], slotCount: Int,
        today: CalendarDate, clock: @escaping @Sendable () -> EpochInstant,
        random: @escaping @Sendable () -> UInt64 = Engine.systemRandom, limits: Limits,
        records: (any RecordSource)? = nil, loadedColumns: [Slot: [LoadedColumn]] = [:]
    ) {
        self.graph = graph
        checked = graph.writeMark
        setting = Setting(
            parameters: parameters, subplans: subplans, slotCount: slotCount, limits: limits, loadedColumns: loadedColumns, records: records,
            today: today, clock: clock, random: random)
        keyTables = KeyTables(setting.memory)
    }

    /// Of the same run: over another graph, or for another thread, with `keyTables` of the first one.
    init(_ setting: Setting, graph: Graph, keyTables: KeyTables? = nil) {
        self.keyTables = keyTables ?? KeyTables(setting.memory)
        self.setting = setting
        self.graph = graph
        checked = graph.writeMark
    }

    var parameters: [String: Value] { setting.parameters }
    var subplans: [Subplan] { setting.subplans }
    var slotCount: Int { setting.slotCount }
    var records: (any RecordSource)? { setting.records }
    var written: WrittenMemory { setting.written }
    /// Rows that an operator puts into one batch, at least one. An operator may give more where one row makes several.
    var rowsAtOnce: Int { setting.limits.rowsAtOnce }

    var leastWrittenTogether: Int { setting.limits.leastWrittenTogether }

    /// For what runs below a USE. Each graph is made once a run.
    func using(_ use: ResolvedUse) throws(EvaluationError) -> ExecutionContext {
        var arguments: [Value] = []
        for (term, input) in zip(use.arguments, use.function.inputs) {
            let value = try Evaluator(self).evaluate(term, emptyRow()).value(at: 0)
            guard input.accepts(value) else {
                throw .wrongArgument(value, "a value of type \(input.type)", use.function.name).placed(at: term)
            }
            arguments.append(value)
        }
        let key = [.string(use.function.name)] + arguments
        if let known = others[key] { return known }
        let other = ExecutionContext(setting, graph: use.function.body(arguments))
        other.profile = profile
        others[key] = other
        return other
    }

    /// Throws where the run is to stop. Cheap enough for each batch and each thousand steps of a search.
    func check() throws(EvaluationError) { try setting.check() }

    var progress: Progress? { setting.limits.progress }

    var functions: FunctionContext {
        FunctionContext(graph: graph, today: setting.today, now: setting.now, clock: setting.clock, random: setting.random, run: setting)
    }

    /// After columns were changed, or changes taken back.
    func forgetKeyTables() { keyTables = KeyTables(setting.memory) }

    /// A value as elements; a text has the same dictionary each time.
    func spread(_ value: Value, _ count: Int) -> Vector {
        guard case .string(let text) = value, text.utf8.count <= 256 else { return Vector.constant(value).spread(count) }
        if dictionaries.count > 256 { dictionaries = [:] }
        let dictionary = dictionaries[value] ?? StringDictionary.numbering([text]).dictionary
        dictionaries[value] = dictionary
        return .strings([UInt32](repeating: 0, count: count), dictionary)
    }

    /// A constant as elements, in the same way; any other vector as it is.
    func spread(_ vector: Vector, _ count: Int) -> Vector { if case .constant(let value) = vector { spread(value, count) } else { vector } }

    func emptyRow() -> Batch { Batch(count: 1, slots: slotCount) }
}
