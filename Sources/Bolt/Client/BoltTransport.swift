/// A connection to a Bolt server: bytes there and back.
public protocol BoltTransport: AnyObject {
    associatedtype Failure: Error

    /// Sends all of the bytes.
    func send(_ bytes: [UInt8]) throws(Failure)

    /// The next `count` bytes.
    func receive(_ count: Int) throws(Failure) -> [UInt8]
}
