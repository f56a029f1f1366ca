/// Collects elements that become a lane where they lie, without a copy. It has one holder at a time: of two copies that
/// both go on, each would write over what the other has written.
struct LaneBuilder<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    private(set) var count = 0
    private var capacity = 0
    /// Both nil before there is room for anything.
    private var start: UnsafeMutablePointer<Element>?
    private var memory: LaneMemory?

    init(reserving capacity: Int = 0) {
        if capacity > 0 { grow(to: capacity) }
    }

    @inline(__always)
    subscript(index: Int) -> Element { start![index] }

    var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: start, count: count) }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow(to: count + 1) }
        start![count] = element
        count += 1
    }

    @inline(__always)
    mutating func append(contentsOf more: UnsafeBufferPointer<Element>) {
        guard let first = more.baseAddress, !more.isEmpty else { return }
        if count + more.count > capacity { grow(to: count + more.count) }
        (start! + count).update(from: first, count: more.count)
        count += more.count
    }

    private mutating func grow(to least: Int) {
        capacity = max(least, 2 * capacity, 16)
        let bytes = capacity * MemoryLayout<Element>.stride
        if let memory { memory.resize(bytes) } else { memory = LaneMemory(bytes: bytes) }
        start = memory!.pointer.bindMemory(to: Element.self, capacity: capacity)
    }

    /// To be asked once, at the end.
    var lane: Lane<Element> { Lane(elements, owner: memory) }
}
