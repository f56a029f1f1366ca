import ConformanceKit

/// How many scenarios pass, counted in several ways.
struct Score {
    struct Count {
        var passed = 0
        var total = 0

        mutating func add(_ passes: Bool) {
            total += 1
            if passes { passed += 1 }
        }

        var text: String { "\(passed) of \(total)" }
    }

    private struct Errors {
        var type = Count()
        var phase = Count()
        var detail = Count()
    }

    private(set) var all = Count()
    private var categories: [String: Count] = [:]
    private var classes: [ScenarioClass: Count] = [:]
    /// By type and phase expected.
    private var errors: [String: Errors] = [:]
    private var sideEffects = (checked: 0, some: 0)

    mutating func add(_ scenario: Scenario, _ outcome: Runner.Outcome) {
        let passes = outcome.failure == nil
        all.add(passes)
        categories[scenario.category, default: Count()].add(passes)
        classes[ScenarioClass(of: scenario), default: Count()].add(passes)
        if let expected = scenario.expectedError, let match = outcome.error {
            let name = "\(expected.type) at \(expected.phase)"
            errors[name, default: Errors()].type.add(match.type)
            errors[name]!.phase.add(match.phase)
            errors[name]!.detail.add(match.detail)
        }
        if let effects = scenario.sideEffects {
            sideEffects.checked += 1
            if !effects.isEmpty { sideEffects.some += 1 }
        }
    }

    var lines: [String] {
        categories.sorted { $0.key < $1.key }.map { "category \($0.key): \($0.value.text)" }
            + ScenarioClass.allCases.compactMap { name in classes[name].map { "class \(name.rawValue): \($0.text)" } }
            + errors.sorted { $0.key < $1.key }.map { name, errors in
                "error \(name): type \(errors.type.text), phase \(errors.phase.text), detail \(errors.detail.text)"
            }
            + ["side effects: checked in \(sideEffects.checked) scenarios, of which \(sideEffects.some) have some; after an error there may be none"]
    }

    var total: String { "conformance: \(all.text)" }
}
