package io.podwatcher.http.connection.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeapTransportTest {

    private final Vertx vertx =
            Vertx.builder().withTransport(HeapTransport.create()).build();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void whatAClientReceivesAndWhatItsDecodersAllocateIsOnTheHeap() throws Exception {
        // Given
        NetServer server = vertx.createNetServer()
                .connectHandler(client -> client.write(Buffer.buffer("received")))
                .listen(0, "127.0.0.1")
                .await();
        CompletableFuture<String> received = new CompletableFuture<>();

        // When
        NetSocket socket = vertx.createNetClient()
                .connect(server.actualPort(), "127.0.0.1")
                .onSuccess(connected -> {
                    NetSocketInternal internal = (NetSocketInternal) connected;
                    ByteBuf allocated = internal.channelHandlerContext().alloc().buffer();
                    internal.messageHandler(message -> {
                        ByteBuf bytes = (ByteBuf) message;
                        received.complete(bytes.toString(StandardCharsets.US_ASCII) + " direct=" + bytes.isDirect()
                                + " allocated direct=" + allocated.isDirect());
                        bytes.release();
                        allocated.release();
                    });
                })
                .await();

        // Then
        assertThat(received.get(20, TimeUnit.SECONDS)).isEqualTo("received direct=false allocated direct=false");
        socket.close().await();
    }
}
