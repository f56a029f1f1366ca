import Synchronization

/// What is made when somebody first asks for it, once for all copies.
package final class Deferred<Content: Sendable>: Sendable {
    private enum State {
        case made(Content)
        case waiting(@Sendable () -> Content)
    }

    private let state: Mutex<State>

    package init(_ make: @escaping @Sendable () -> Content) { state = Mutex(.waiting(make)) }

    package init(made content: Content) { state = Mutex(.made(content)) }

    package var content: Content {
        state.withLock { state in
            switch state {
            case .made(let content): return content
            case .waiting(let make):
                let content = make()
                state = .made(content)
                return content
            }
        }
    }
}
