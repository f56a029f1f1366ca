import Platform

/// A row of plain values that never changes: in memory of its own, or in a file that is mapped.
@frozen
public struct Lane<Element: BitwiseCopyable & Sendable>: RandomAccessCollection, @unchecked Sendable {
    @usableFromInline let buffer: UnsafeBufferPointer<Element>
    /// Keeps the memory.
    @usableFromInline let owner: AnyObject?

    /// `buffer` stays as it is for as long as `owner` lives.
    @inlinable
    init(_ buffer: UnsafeBufferPointer<Element>, owner: AnyObject?) {
        self.buffer = buffer
        self.owner = owner
    }

    /// Memory that stays as it is until the process ends.
    package init(constant: UnsafeBufferPointer<Element>) { self.init(constant, owner: nil) }

    /// A lane that owns its elements.
    public init(_ elements: [Element]) {
        self.init(count: elements.count) { target in _ = target.initialize(from: elements) }
    }

    /// Memory of its own, which `fill` has to fill whole.
    public init(count: Int, fill: (UnsafeMutableBufferPointer<Element>) throws -> Void) rethrows {
        let memory = LaneMemory(bytes: count * MemoryLayout<Element>.stride)
        let target = UnsafeMutableBufferPointer(
            start: memory.pointer.bindMemory(to: Element.self, capacity: count), count: count)
        try fill(target)
        self.init(UnsafeBufferPointer(target), owner: memory)
    }

    @inlinable public var startIndex: Int { 0 }
    @inlinable public var endIndex: Int { buffer.count }

    @inlinable
    public subscript(index: Int) -> Element { buffer[index] }

    @inlinable
    public func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<Element>) throws -> Result
    ) rethrows -> Result? {
        try body(buffer)
    }

    /// The memory itself, for as long as the lane is held.
    @inlinable public var elements: UnsafeBufferPointer<Element> { buffer }

    /// The first elements, in the same memory.
    package func truncated(to count: Int) -> Lane { Lane(UnsafeBufferPointer(rebasing: buffer[..<count]), owner: owner) }

    package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(buffer) }
}

/// The C library's, which lets large memory grow without moving it.
final class LaneMemory {
    private(set) var pointer: UnsafeMutableRawPointer

    init(bytes: Int) {
        pointer = malloc(Swift.max(bytes, 1))
        LargePages.ask(for: pointer, bytes: bytes)
    }

    deinit { free(pointer) }

    /// What was there stays as far as there is room; pointers to it do not.
    func resize(_ bytes: Int) {
        pointer = realloc(pointer, bytes)
        LargePages.ask(for: pointer, bytes: bytes)
    }
}
