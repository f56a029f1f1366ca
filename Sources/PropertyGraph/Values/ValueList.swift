public import OrderedCollections

/// The elements of a list, with its depth and size, which are kept up as it is made: so a limit on either costs
/// nothing to check, however often parts of the list are shared.
public struct ValueList: Sendable {
    /// The values in order.
    public private(set) var items: [Value]
    private var extent: Extent

    /// Without values.
    public init() { (items, extent) = ([], .flat) }

    /// O(n) in the elements, whatever these hold.
    public init(_ items: some Sequence<Value>) {
        self.items = Array(items)
        extent = .flat
        for item in self.items { extent.hold(item) }
    }

    /// Levels of lists and maps: 1 for a list of numbers.
    public var depth: Int { Int(extent.depth) }

    /// Bytes it would take outside of the value itself if nothing in it were shared; ends at 4 GiB.
    public var bytes: Int { Int(extent.bytes) }

    /// Amortised O(1) where the list is referenced once.
    public mutating func append(_ value: Value) {
        items.append(value)
        extent.hold(value)
    }

    /// Amortised O(k) in the elements added where the list is referenced once.
    public mutating func append(contentsOf other: ValueList) {
        items.append(contentsOf: other.items)
        extent.join(other.extent)
    }

    /// The values of one list after those of the other.
    public static func + (a: ValueList, b: ValueList) -> ValueList {
        var sum = a
        sum.append(contentsOf: b)
        return sum
    }
}

extension ValueList: RandomAccessCollection, ExpressibleByArrayLiteral {
    public init(arrayLiteral elements: Value...) { self.init(elements) }
    public var startIndex: Int { 0 }
    public var endIndex: Int { items.count }
    public subscript(index: Int) -> Value { items[index] }
}

/// The entries of a map, in the order they were given, with its depth and size.
public struct ValueMap: Sendable {
    /// Boxed, so that a map does not make every value larger.
    private final class Storage: Sendable {
        let entries: PropertyMap
        let extent: Extent

        init(_ entries: PropertyMap) {
            var extent = Extent.flat
            for (key, value) in entries { extent.hold(key, value) }
            (self.entries, self.extent) = (entries, extent)
        }
    }

    private let storage: Storage

    /// O(n) in the entries, whatever these hold.
    public init(_ entries: PropertyMap) { storage = Storage(entries) }

    /// Values by name, in the order they were added.
    public var entries: PropertyMap { storage.entries }

    /// Levels of lists and maps: 1 for a map of numbers.
    public var depth: Int { Int(storage.extent.depth) }

    /// Bytes it would take outside of the value itself if nothing in it were shared; ends at 4 GiB.
    public var bytes: Int { Int(storage.extent.bytes) }

    /// nil for a name that is not there.
    public subscript(key: String) -> Value? { entries[key] }
    /// Number of entries.
    public var count: Int { entries.count }
    /// Whether there are no entries.
    public var isEmpty: Bool { entries.isEmpty }
    /// Names in the order they were added.
    public var keys: OrderedSet<String> { entries.keys }
    /// Values in the order they were added.
    public var values: PropertyMap.Values { entries.values }
}

extension ValueMap: Sequence {
    public func makeIterator() -> PropertyMap.Iterator { entries.makeIterator() }
}

/// How deep a list or map is, and how large if nothing in it were shared.
private struct Extent: Sendable {
    private(set) var bytes: UInt32
    private(set) var depth: UInt16

    static let flat = Extent(bytes: 0, depth: 1)

    @inline(__always)
    mutating func hold(_ value: Value) {
        add(MemoryLayout<Value>.stride)
        switch value {
        case .list(let list):
            add(list.bytes)
            depth = max(depth, UInt16(clamping: list.depth + 1))
        case .map(let map):
            add(map.bytes)
            depth = max(depth, UInt16(clamping: map.depth + 1))
        case .string, .path: add(value.outerBytes)
        default: break
        }
    }

    mutating func hold(_ key: String, _ value: Value) {
        add(MemoryLayout<String>.stride + key.utf8.count)
        hold(value)
    }

    mutating func join(_ other: Extent) {
        add(Int(other.bytes))
        depth = max(depth, other.depth)
    }

    @inline(__always)
    private mutating func add(_ more: Int) { bytes = UInt32(clamping: Int(bytes) + more) }
}

extension Value {
    /// As `.list(ValueList(items))`.
    public static func list(_ items: [Value]) -> Value { .list(ValueList(items)) }

    /// As `.map(ValueMap(entries))`.
    public static func map(_ entries: PropertyMap) -> Value { .map(ValueMap(entries)) }

    /// Levels of lists and maps; 0 for any other value.
    public var depth: Int {
        switch self {
        case .list(let list): list.depth
        case .map(let map): map.depth
        default: 0
        }
    }

    /// Bytes outside of the value itself, if nothing in it were shared.
    public var outerBytes: Int {
        switch self {
        // Up to 15 bytes lie in the value.
        case .string(let text): text.utf8.count > 15 ? text.utf8.count : 0
        case .list(let list): list.bytes
        case .map(let map): map.bytes
        case .path(let path): path.nodes.count * 8
        default: 0
        }
    }
}
