package io.podwatcher.apiserver.wire;

import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.OptionalInt;

/** A WebSocket, each message an event. Pings are answered by Vert.x. On the event loop of its connection. */
public final class WebSocketWire extends Wire {

    private final ServerWebSocket socket;

    public WebSocketWire(TcpConnection tcp, ServerWebSocket socket) {
        super(tcp);
        this.socket = socket;
        socket.setWriteQueueMaxSize(HttpWire.WRITE_QUEUE);
        socket.exceptionHandler(clientGone -> {});
    }

    @Override
    boolean closed() {
        return socket.isClosed();
    }

    @Override
    public boolean full() {
        return socket.writeQueueFull();
    }

    @Override
    public void onDrain(Runnable action) {
        socket.drainHandler(unused -> action.run());
    }

    @Override
    public void onClose(Runnable action) {
        socket.closeHandler(unused -> action.run());
    }

    @Override
    public void begin() {
        // The handshake has started the answer.
    }

    @Override
    void put(Buffer message) {
        socket.writeTextMessage(message.toString());
    }

    @Override
    void putBroken(Buffer part) {
        socket.writeFrame(WebSocketFrame.textFrame(part.toString(), false));
    }

    @Override
    public void refuse(int code, JsonObject status, OptionalInt retryAfterSeconds) {
        throw new IllegalStateException("the handshake is over");
    }

    @Override
    public void answer(int code, Map<String, String> headers, Buffer body) {
        throw new IllegalStateException("the handshake is over");
    }

    @Override
    void sayGoodbye(int code) {
        // Go's WebSockets do not wait for the client's close frame, as those of Vert.x would.
        tcp().dropAfter(new CloseWebSocketFrame(code, ""));
    }

    @Override
    void sayGoodbyeWithoutCode() {
        tcp().dropAfter(new CloseWebSocketFrame(true, 0));
    }

    @Override
    public void trickle(int bytes, long everyMillis) {
        throw new IllegalStateException("only a list trickles");
    }
}
