import Bolt
import NIOCore

/// Between a socket and a conversation: puts chunks together to messages on the way in, and takes messages apart on the way out.
/// Everything here runs on the connection's event loop; the conversation has a thread of its own.
final class BoltHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Larger messages are refused: a statement with its parameters.
    private static let largestMessage = 16 << 20
    /// How long a client may take to say who it is.
    private static let patience = TimeAmount.seconds(30)

    private let store: any BoltStore
    private let settings: BoltSession.Settings
    private var buffer = ByteBuffer()
    private var message: [UInt8] = []
    private var conversation: BoltConversation?

    init(store: any BoltStore, settings: BoltSession.Settings) {
        self.store = store
        self.settings = settings
    }

    func channelActive(context: ChannelHandlerContext) {
        let channel = context.channel
        let loopBound = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: Self.patience) {
            if loopBound.value.conversation?.hasBegun != true { channel.close(promise: nil) }
        }
    }

    func channelInactive(context: ChannelHandlerContext) { conversation?.end() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var more = unwrapInboundIn(data)
        buffer.writeBuffer(&more)
        if conversation == nil, !begin(context) { return }
        while let isWhole = readChunk(context) {
            guard isWhole, !message.isEmpty else { continue }
            conversation?.take(message)
            message = []
        }
        buffer.discardReadBytes()
    }

    /// The handshake; false until it is done.
    private func begin(_ context: ChannelHandlerContext) -> Bool {
        let start = buffer.getBytes(at: buffer.readerIndex, length: min(4, buffer.readableBytes)) ?? []
        guard BoltVersion.preamble.starts(with: start) else {
            context.close(promise: nil)
            return false
        }
        guard let proposals = buffer.readBytes(length: BoltVersion.handshakeLength) else { return false }
        guard let version = BoltVersion.chosen(from: proposals) else {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: [0, 0, 0, 0])), promise: nil)
            context.close(promise: nil)
            return false
        }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: version.answer)), promise: nil)
        conversation = BoltConversation(BoltSession(store, version: version, settings: settings), context.channel)
        return true
    }

    /// Whether the chunk ends a message; nil where it is not there yet.
    private func readChunk(_ context: ChannelHandlerContext) -> Bool? {
        guard let size: UInt16 = buffer.getInteger(at: buffer.readerIndex), buffer.readableBytes >= 2 + Int(size) else { return nil }
        buffer.moveReaderIndex(forwardBy: 2)
        guard size > 0 else { return true }
        message += buffer.readBytes(length: Int(size)) ?? []
        if message.count > Self.largestMessage {
            context.close(promise: nil)
            message = []
            return nil
        }
        return false
    }
}
